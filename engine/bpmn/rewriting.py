"""Rewriting: constructs that the library runs wrongly become ones that it runs right - in the tree, never in the file.

* flows get ids;
* the places of shapes and lines go: nothing runs by them, and one that is no number would stop the reading;
* data objects and stores go: they are drawings, the case has one document;
* a link pair becomes a plain flow, and both its ends plain events;
* start events of a process say what opened the case, and wait for nothing;
* an event sub-process becomes a boundary event on the rest of its surroundings, which goes one level down for it. What
  it starts with (error, message, timer ...) and whether it interrupts stay as drawn.

Ids that are made here have a dot, which ids in files may not have.
"""

from typing import Any

from .drawing import definitions, event_sub_processes, is_event_sub_process
from .markup import NS, Node, children, etree, tag

DIAGRAM = "{http://www.omg.org/spec/BPMN/20100524/DI}BPMNDiagram"
DRAWN_ONLY = (
    "dataObject",
    "dataObjectReference",
    "dataStore",
    "dataStoreReference",
    "dataInputAssociation",
    "dataOutputAssociation",
    "textAnnotation",
    "group",
)
#: what stays with a scope when its content goes one level down
KEEP = {
    tag(name)
    for name in (
        "laneSet",
        "ioSpecification",
        "documentation",
        "extensionElements",
        "incoming",
        "outgoing",
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
    )
}


def rewrite(root: Node) -> Node:
    """Change the tree (hand in a copy) and return it. Expects a file without errors."""
    for number, flow in enumerate(root.iter(tag("sequenceFlow"))):
        if not flow.get("id"):
            flow.set("id", f"flow.{number}")
    for node in list(root.iter(DIAGRAM, *map(tag, DRAWN_ONLY))):
        node.getparent().remove(node)
    _links(root)
    inner_first = sorted(
        (n for n in root.iter(tag("subProcess")) if is_event_sub_process(n)),
        key=lambda n: (-len(list(n.iterancestors())), _interrupts(n)),
    )
    for event_sub in inner_first:
        _event_sub_process(event_sub)
    for start in root.iter(tag("startEvent")):
        for definition in definitions(start):
            start.remove(definition)
    return root


def _flow(scope: Node, source: str, target: str) -> None:
    etree.SubElement(scope, tag("sequenceFlow"), id=f"{source}.to.{target}", sourceRef=source, targetRef=target)


def _links(root: Node) -> None:
    catches: dict[tuple[Any, str | None], Node] = {}
    for definition in root.findall(".//b:intermediateCatchEvent/b:linkEventDefinition", NS):
        event = definition.getparent()
        catches[event.getparent(), definition.get("name")] = event
        event.remove(definition)
        event.tag = tag("intermediateThrowEvent")  # a plain event that is passed through
    for definition in root.findall(".//b:intermediateThrowEvent/b:linkEventDefinition", NS):
        event = definition.getparent()
        event.remove(definition)
        _flow(event.getparent(), event.get("id"), catches[event.getparent(), definition.get("name")].get("id"))


def _interrupts(event_sub: Node) -> bool:
    return next(children(event_sub, "startEvent")).get("isInterrupting", "true") != "false"


def _event_sub_process(event_sub: Node) -> None:
    """scope: [start, x, y, end, event sub-process]
    -> scope: start, body: [start, x, y, end], end; body's boundary event -> event sub-process, now a plain one -> end
    The scope (a process, a sub-process, also one in a loop) is over when body and handlers are. Where some interrupt
    and others run beside, those beside come first and the whole goes down once more: what interrupts ends them too."""
    scope = event_sub.getparent()
    start = next(children(event_sub, "startEvent"))
    body = _body(scope, f"{scope.get('id')}.{_level(scope, event_sub)}")
    boundary = etree.SubElement(
        scope,
        tag("boundaryEvent"),
        id=start.get("id"),
        attachedToRef=body,
        cancelActivity=start.attrib.pop("isInterrupting", "true"),
    )
    boundary.set("name", start.get("name") or start.get("id"))
    extensions = start.find("b:extensionElements", NS)
    if extensions is not None:
        boundary.append(extensions)
    boundary.append(definitions(start)[0])
    _rename(event_sub, start, f"{start.get('id')}.inside")
    del event_sub.attrib["triggeredByEvent"]
    _flow(scope, boundary.get("id"), event_sub.get("id"))
    _flow(scope, event_sub.get("id"), f"{body}.end")


def _rename(scope: Node, start: Node, name: str) -> None:
    for flow in children(scope, "sequenceFlow"):
        if flow.get("sourceRef") == start.get("id"):
            flow.set("sourceRef", name)
    start.set("id", name)


def _level(scope: Node, event_sub: Node) -> str:
    """On what an event sub-process sits: the body, or the whole of the body and those that run beside it."""
    on_body = scope.iterfind(f".//b:boundaryEvent[@attachedToRef='{scope.get('id')}.body']", NS)
    beside = any(event.get("cancelActivity") == "false" for event in on_body)
    return "whole" if beside and _interrupts(event_sub) else "body"


def _body(scope: Node, name: str) -> str:
    """Everything but event sub-processes goes one level down, once; the id of that level."""
    if scope.find(f"b:subProcess[@id='{name}']", NS) is not None:
        return name
    handlers = set(event_sub_processes(scope))
    body = etree.Element(tag("subProcess"), id=name)
    for child in list(scope):
        if child.tag not in KEEP and child not in handlers:
            body.append(child)
    scope.append(body)
    first = _outside(scope, body) if is_event_sub_process(scope) else f"{name}.start"
    if first == f"{name}.start":
        etree.SubElement(scope, tag("startEvent"), id=first)
    etree.SubElement(scope, tag("endEvent"), id=f"{name}.end")
    _flow(scope, first, name)
    _flow(scope, name, f"{name}.end")
    return name


def _outside(scope: Node, body: Node) -> str:
    """What an event sub-process waits for stays at its own level, though it has handlers inside itself."""
    start = next(children(body, "startEvent"))
    outside = etree.SubElement(scope, tag("startEvent"), dict(start.attrib))
    outside.extend(list(start))
    _rename(body, start, f"{body.get('id')}.inside")
    start.attrib.pop("isInterrupting", None)
    return outside.get("id")


def begun_inside(root: Node) -> set[str]:
    """Ids of start events that stand on the edge after rewriting: those of event sub-processes."""
    return {
        start.get("id")
        for node in root.iter(tag("subProcess"))
        if is_event_sub_process(node)
        for start in children(node, "startEvent")
    }
