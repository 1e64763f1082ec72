"""Detail rules: what is easily overlooked in a file - words of other tools, switches, parts that nothing would read.

A detail that would change how a case runs is refused; one that only says less than its author thinks is warned about.
"""

from collections.abc import Iterator

from .drawing import ACTIVITIES, NODES, SCOPES, Drawing, definitions, named
from .markup import BPMN, NS, SPIFF, SWITCHES, Node, children, kind, tag
from .rules_dialect import SCRIPT_FORMATS

#: extension elements of the dialect that something reads
READ = frozenset(
    {
        "calledDecisionId",
        "formJsonSchemaFilename",
        "formUiSchemaFilename",
        "instructionsForEndUser",
        "messagePayload",
        "messageVariable",
        "payloadExpression",
        "postScript",
        "preScript",
        "properties",
        "serviceTaskOperator",
        "variableName",
    }
)
#: colours and marks of modelers, which say nothing about how a case runs
LOOKS = ("color", "bpmn.io", "modeler", "non-normative")
#: who does it, as BPMN has it; here lanes say so
PEOPLE = ("resourceRole", "performer", "humanPerformer", "potentialOwner")
#: children of a process or sub-process beside its flow nodes
BESIDE = frozenset(
    {
        "artifact",
        "association",
        "auditing",
        "correlationSubscription",
        "dataObject",
        "dataObjectReference",
        "dataStoreReference",
        "dataInputAssociation",
        "dataOutputAssociation",
        "documentation",
        "extensionElements",
        "group",
        "incoming",
        "ioBinding",
        "ioSpecification",
        "laneSet",
        "monitoring",
        "multiInstanceLoopCharacteristics",
        "outgoing",
        "property",
        "sequenceFlow",
        "standardLoopCharacteristics",
        "supportedInterfaceRef",
        "supports",
        "textAnnotation",
        *PEOPLE,
    }
)


def look(drawing: Drawing) -> None:
    for extension in drawing.root.iter(tag("extension")):
        if extension.get("mustUnderstand") in ("true", "1"):
            drawing.refuse(
                extension,
                f"The file asks for the extension '{extension.get('definition', '')[:60]}' (mustUnderstand), "
                f"which is not known. Save it without.",
            )
    for process in drawing.processes:
        for node in (process, *(n for n in process.iter() if kind(n) in NODES and n is not process)):
            _switches(drawing, node)
            _extensions(drawing, node)
            _people(drawing, node)
            _data(drawing, node)
            if kind(node) in SCOPES:
                _parts(drawing, node)
        for said in (n for n in process.iter() if n.get("language")):
            _language(drawing, said)


def _language(drawing: Drawing, said: Node) -> None:
    if said.get("language").lower() not in SCRIPT_FORMATS:
        place = next((n for n in said.iterancestors() if n.get("id")), said)
        drawing.warn(
            place,
            f"{named(place)}: an expression is written in '{said.get('language')[:40]}', but read as the dialect is. "
            f"Take the language out.",
        )


def _switches(drawing: Drawing, node: Node) -> None:
    loops = children(node, "multiInstanceLoopCharacteristics", "standardLoopCharacteristics")
    for place in (node, *definitions(node), *loops):
        for name in SWITCHES:
            if place.get(name) not in (None, "true", "false"):
                drawing.refuse(node, f"{named(node)}: {name} is '{place.get(name)[:20]}'. Write true or false.")
        if place.find("b:complexBehaviorDefinition", NS) is not None:
            drawing.refuse(
                node,
                f"{named(node)} throws events for its instances (complexBehaviorDefinition), which is not run. "
                f"Throw them from inside a sub-process.",
            )


def _extensions(drawing: Drawing, node: Node) -> None:
    for given in node.iterfind("b:extensionElements/s:properties/s:property", NS):
        if not given.get("name") or given.get("value") is None:
            drawing.refuse(
                node, f"{named(node)} has a property without a name or a value. Give it both, or take it out."
            )
    foreign = sorted(set(_foreign(node)))
    if foreign:
        drawing.warn(
            node,
            f"{named(node)} says {', '.join(foreign[:3])}, which nothing reads here. Say it in the words of the "
            f"dialect, or take it out.",
        )


def _foreign(node: Node) -> Iterator[str]:
    """Words of other tools on an element, by their short names."""
    written = [name for name in node.attrib if name.startswith("{")]
    for place in children(node, "extensionElements"):
        written += [n.tag for n in place if isinstance(n.tag, str)]
    for name in written:
        space, _, word = name.removeprefix("{").rpartition("}")
        if space == SPIFF and word in READ:
            continue
        if space != BPMN and not any(part in space for part in LOOKS) and "XMLSchema-instance" not in space:
            short = next((prefix for prefix, uri in node.nsmap.items() if uri == space and prefix), "")
            yield f"'{short}:{word}'" if short else f"'{word[:40]}'"


def _people(drawing: Drawing, node: Node) -> None:
    if any(True for _ in children(node, *PEOPLE)):
        drawing.warn(
            node,
            f"{named(node)} says who does it in a way that nothing reads. Put it into the lane of whoever does it.",
        )


def _data(drawing: Drawing, node: Node) -> None:
    moves = list(children(node, "dataInputAssociation", "dataOutputAssociation"))
    if any(m.find(f"b:{name}", NS) is not None for m in moves for name in ("assignment", "transformation")):
        drawing.refuse(
            node,
            f"{named(node)} changes data on its way in or out (assignment, transformation), which is not run. "
            f"Draw a script task beside it.",
        )
    elif moves and kind(node) not in ACTIVITIES:
        drawing.warn(
            node,
            f"{named(node)} hands data on by an association, which is a drawing only. What comes with an event goes "
            f"to the field that its messageVariable or variableName names.",
        )


def _parts(drawing: Drawing, scope: Node) -> None:
    for part in scope:
        word = kind(part)
        if part.tag == tag(word) and word not in NODES | BESIDE:
            drawing.refuse(
                scope, f"{named(scope)} holds a '{word[:40]}', which is not a part of a process. Take it out."
            )
