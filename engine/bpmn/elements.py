"""Elements: what a diagram says, as it is drawn - ids, labels, lanes, flows, properties, forms, jobs, tables."""

from collections.abc import Mapping

from .drawing import ACTIVITIES, NODES, Drawing, definitions, label, process_of
from .element import Element, Flow, Process
from .markup import NS, Node, children, kind, tag, text_of

#: where the name behind an event definition is kept: attribute of the event, tag and attribute of what it refers to
REFERS = {
    "messageEventDefinition": ("messageRef", "name"),
    "signalEventDefinition": ("signalRef", "name"),
    "errorEventDefinition": ("errorRef", "errorCode"),
    "escalationEventDefinition": ("escalationRef", "escalationCode"),
}


def processes_of(drawing: Drawing) -> list[Process]:
    return [_process(drawing, node) for node in drawing.processes if node.get("id")]


def _process(drawing: Drawing, node: Node) -> Process:
    flows = {flow.id: flow for flow in map(_flow, node.iter(tag("sequenceFlow"))) if flow.id}
    defaults = {n.get("default") for n in node.iter() if n.get("default")}
    flows = {key: _default(flow) if key in defaults else flow for key, flow in flows.items()}
    lanes, places = _lanes(node)
    nodes = [n for n in drawing.nodes if n.get("id") and process_of(n) is node]
    elements = {n.get("id"): _element(drawing, n, node, flows, places) for n in nodes}
    return Process(
        id=node.get("id"),
        name=label(node),
        path=drawing.path,
        documentation=text_of(node, "b:documentation"),
        elements=elements,
        flows=flows,
        lanes=lanes,
        properties=properties_of(node),
    )


def _flow(node: Node) -> Flow:
    return Flow(
        id=node.get("id", ""),
        source=node.get("sourceRef", ""),
        target=node.get("targetRef", ""),
        label=" ".join((node.get("name") or "").split()),
        condition=text_of(node, "b:conditionExpression"),
    )


def _default(flow: Flow) -> Flow:
    return Flow(id=flow.id, source=flow.source, target=flow.target, label=flow.label, is_default=True)


def lane_key(ident: str) -> str:
    """Ids of lanes are unique over files: `take_in__front_line` or plain `front_line` is the lane front_line."""
    return ident.rpartition("__")[2]


def _lanes(process: Node) -> tuple[dict[str, str], dict[str, str]]:
    """Lane keys with their names, and the lane of each node; the innermost of nested lanes wins."""
    names, places = {}, {}
    for lane in process.iter(tag("lane")):
        inner = [n for n in lane.iter(tag("flowNodeRef")) if n.getparent() is lane]
        if inner:
            names[lane_key(lane.get("id", ""))] = label(lane)
        places |= {(n.text or "").strip(): lane_key(lane.get("id", "")) for n in inner}
    return names, places


def _lane(node: Node, places: Mapping[str, str]) -> str:
    """Its own, or that of the activity it sits on, or that of the sub-process around it."""
    while node is not None and kind(node) in NODES:
        if node.get("id") in places:
            return places[node.get("id")]
        node = node.getparent()
    return ""


def _element(
    drawing: Drawing, node: Node, process: Node, flows: Mapping[str, Flow], places: Mapping[str, str]
) -> Element:
    ident, within = node.get("id"), node.getparent()
    event, about = _event(drawing, node)
    operator = node.find("b:extensionElements/s:serviceTaskOperator", NS)
    parameters = {
        p.get("id", ""): p.get("value", "")
        for p in (operator.iterfind(".//s:parameter", NS) if operator is not None else ())
    }
    return Element(
        id=ident,
        label=label(node),
        kind=kind(node),
        process=process.get("id"),
        lane=_lane(node, places),
        within=within.get("id", "") if kind(within) in ACTIVITIES else "",
        event=event,
        about=about,
        properties=properties_of(node),
        instructions=text_of(node, "b:extensionElements/s:instructionsForEndUser"),
        documentation=text_of(node, "b:documentation"),
        incoming=tuple(f.id for f in flows.values() if f.target == ident),
        outgoing=tuple(f.id for f in flows.values() if f.source == ident),
        attached_to=node.get("attachedToRef", ""),
        interrupts="false" not in (node.get("cancelActivity"), node.get("isInterrupting")),
        calls=node.get("calledElement", ""),
        decision=text_of(node, "b:extensionElements/s:calledDecisionId"),
        operation=operator.get("id", "") if operator is not None else "",
        parameters=parameters,
        result=operator.get("resultVariable", "") if operator is not None else "",
        script=text_of(node, "b:script"),
        each=text_of(node, "b:multiInstanceLoopCharacteristics/b:loopDataInputRef"),
        local=_local(node),
        source_line=node.sourceline or 0,
    )


def _event(drawing: Drawing, node: Node) -> tuple[str, str]:
    """(what the event is about, its name or text)"""
    if kind(node) in ("sendTask", "receiveTask"):
        return ("message", _referred(drawing, node.get("messageRef"), "name")) if node.get("messageRef") else ("", "")
    definition = next(iter(definitions(node)), None)
    if definition is None:
        return "", ""
    name = kind(definition)
    words = name.removesuffix("EventDefinition")
    if name in REFERS:
        return words, _referred(drawing, definition.get(REFERS[name][0]), REFERS[name][1])
    if words == "timer":
        return words, next((" ".join((c.text or "").split()) for c in children(definition)), "")
    return words, text_of(definition, "b:condition") or definition.get("name") or definition.get("activityRef") or ""


def _referred(drawing: Drawing, ref: str | None, attribute: str) -> str:
    found = drawing.by_id.get(ref or "")
    return (found.get(attribute) or found.get("name") or "") if found is not None else ""


def _local(node: Node) -> tuple[str, ...]:
    return tuple(
        item.get("id", "")
        for path in ("inputDataItem", "outputDataItem")
        for item in node.iterfind(f"b:multiInstanceLoopCharacteristics/b:{path}", NS)
    )


def properties_of(node: Node) -> dict[str, str]:
    """The extension properties of a node, stripped; empty ones left out."""
    found = {
        p.get("name", ""): (p.get("value") or "").strip()
        for p in node.iterfind("b:extensionElements/s:properties/s:property", NS)
    }
    return {name: value for name, value in found.items() if name and value}
