"""Shape: ids are there and tell things apart, flows have two ends, and every element lies on a way from start to end.

The library accepts all of this in silence, and leaves out what it does not understand; so each finding here is a
refusal.
"""

import re
from collections import Counter
from collections.abc import Iterable

from .drawing import DATA, NODES, PLAIN, SCOPES, Drawing, definitions, is_event_sub_process, named, with_article
from .markup import Node, children, kind

IDENT = re.compile(r"[A-Za-z_][\w-]*$")
NAME = re.compile(r"[\w.:-]+$")
#: names that the library has given away
TAKEN = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
#: elements in one process or sub-process; the library reads them recursively
MOST_IN_A_ROW = 300
#: flows in one process or sub-process; joins look at all ways that lead to them
MOST_FLOWS = 1_000
#: what a reference has to lead to
REFERENCES = {"messageRef": "message", "signalRef": "signal", "errorRef": "error", "escalationRef": "escalation"}


#: of a place or a size
NUMBER = re.compile(r"-?\d{1,7}(\.\d{1,15})?")


def look(drawing: Drawing) -> None:
    _ids(drawing)
    _references(drawing)
    if not drawing.processes:
        drawing.error(drawing.root, "The file holds no process. Draw one, or take the file out.")
    for flow in drawing.flows:
        _flow(drawing, flow)
    for process in drawing.processes:
        for scope in (n for n in process.iter() if kind(n) in SCOPES):
            _scope(drawing, scope)
    _twins(drawing)
    _places(drawing)


def _places(drawing: Drawing) -> None:
    """Nothing runs by its place, but nobody could look at a diagram with a shape that is nowhere."""
    for bounds in drawing.root.iter("{http://www.omg.org/spec/DD/20100524/DC}Bounds"):
        wrong = next((name for name, value in bounds.attrib.items() if not NUMBER.fullmatch(str(value))), None)
        node = drawing.by_id.get(bounds.getparent().get("bpmnElement", "")) if wrong else None
        if node is not None:
            drawing.error(
                node, f"{named(node)} has no place in the drawing: its {wrong} is no number. Draw it where it belongs."
            )


def across(drawings: Iterable[Drawing]) -> None:
    """Ids are unique over all files: they are the names of rows, addresses and entries of the record."""
    seen: dict[str, Drawing] = {}
    for drawing in drawings:
        own = {n.get("id"): n for n in (*drawing.processes, *drawing.nodes) if n.get("id")}
        for ident, node in own.items():
            first = seen.setdefault(ident, drawing)
            if first is not drawing:
                drawing.refuse(
                    node, f"{named(node)} has the same id as an element of {first.path}. Give one of them another id."
                )


def _ids(drawing: Drawing) -> None:
    for node in drawing.nodes + drawing.processes:
        ident = node.get("id") or ""
        if not ident:
            drawing.refuse(node, f"{named(node)} has no id. Give it one that people can read, such as ask_customer.")
        elif not IDENT.match(ident):
            drawing.refuse(node, f"The id '{ident[:60]}' may hold letters, digits, _ and - only.")
        elif ident in TAKEN:
            drawing.refuse(
                node, f"The id '{ident}' is taken by the engine. Say what happens there, such as failure_reported."
            )
    for node in drawing.with_id:
        if not NAME.match(node.get("id")):  # ids end up in XPath expressions of the library
            drawing.refuse(node, f"The id '{node.get('id')[:60]}' may hold letters, digits, _, - and . only.")
    counts = Counter(n.get("id") for n in drawing.with_id if kind(n) not in DATA)
    counts.update({n.get("id") for n in drawing.with_id if kind(n) in DATA})
    for ident, count in counts.items():
        if count > 1:
            drawing.refuse(
                drawing.by_id[ident], f"The id '{ident}' stands {count} times in this file. Give each its own."
            )


def _references(drawing: Drawing) -> None:
    for node in drawing.root.iter():
        for attribute, wanted in REFERENCES.items():
            ref = node.get(attribute)
            found = drawing.by_id.get(ref) if ref else None
            event = node if kind(node) in NODES else node.getparent()
            if ref and (found is None or kind(found) != wanted):
                drawing.refuse(
                    event,
                    f"{named(event)} refers to the {wanted} '{ref[:60]}', which the file does not have. Choose "
                    f"one again.",
                )
            elif found is not None and not (found.get("name") or found.get(f"{wanted}Code")):
                drawing.refuse(event, f"{named(event)} refers to a {wanted} without a name. Give the {wanted} one.")


def _flow(drawing: Drawing, flow: Node) -> None:
    source, target = drawing.by_id.get(flow.get("sourceRef") or ""), drawing.by_id.get(flow.get("targetRef") or "")
    if source is None or target is None or kind(source) not in NODES or kind(target) not in NODES:
        drawing.refuse(
            flow, f"The flow '{flow.get('id')}' has an end that leads nowhere. Draw it again from element to element."
        )
        return
    between = f"The flow from {named(source)} to {named(target)}"
    if source.getparent() is not target.getparent():
        drawing.refuse(
            flow,
            f"{between} crosses the edge of a process or sub-process. End it at the edge; what is inside starts "
            f"by itself.",
        )
    if kind(source) == "endEvent":
        drawing.refuse(flow, f"{between} leaves an end event. Make that a throwing event, or take the flow out.")
    if kind(target) in ("startEvent", "boundaryEvent"):
        drawing.refuse(flow, f"{between} leads into {with_article(PLAIN[kind(target)])}. Lead it to what follows it.")
    for node in (source, target):
        if is_event_sub_process(node):
            drawing.refuse(
                flow, f"{between} touches an event sub-process, which is started by its event only. Take the flow out."
            )
        if node.get("isForCompensation") == "true":
            drawing.refuse(
                flow,
                f"{between} touches an undo handler, which is started by an undo only. Use an association instead.",
            )


def _twins(drawing: Drawing) -> None:
    for (source, target), count in Counter((f.get("sourceRef"), f.get("targetRef")) for f in drawing.flows).items():
        node = drawing.by_id.get(source or "")
        if count > 1 and node is not None:
            drawing.refuse(
                node, f"{named(node)} leads to '{target}' by {count} flows. Draw one; join their conditions with 'or'."
            )


def _scope(drawing: Drawing, scope: Node) -> None:
    nodes = [n for n in scope if kind(n) in NODES]
    what = f"The process '{scope.get('id')}'" if kind(scope) == "process" else f"The sub-process {named(scope)}"
    if len(nodes) > MOST_IN_A_ROW:
        drawing.refuse(
            scope, f"{what} has more than {MOST_IN_A_ROW} elements. Move a part of it into a process that it calls."
        )
    if sum(1 for _ in children(scope, "sequenceFlow")) > MOST_FLOWS:
        drawing.refuse(
            scope, f"{what} has more than {MOST_FLOWS} flows. Move a part of it into a process that it calls."
        )
    if kind(scope) == "adHocSubProcess":
        return
    starts = list(children(scope, "startEvent"))
    if len(starts) != 1:
        drawing.refuse(
            scope,
            f"{what} has {len(starts) or 'no'} start events. Draw one; an exclusive gateway behind it may "
            f"choose the way.",
        )
    if not any(True for _ in children(scope, "endEvent")):
        drawing.refuse(scope, f"{what} has no end event. Draw one at the end of each branch.")
    _ends(drawing, nodes)
    for lost in _unreached(drawing, nodes):
        drawing.refuse(lost, f"No way leads from the start to {named(lost)}. Connect it, or take it out.")


def _ends(drawing: Drawing, nodes: Iterable[Node]) -> None:
    for node in nodes:
        if not _may_end(node) and not drawing.leaving(node):
            drawing.refuse(node, f"{named(node)} leads nowhere. Draw a flow to what follows, or to an end event.")


def _may_end(node: Node) -> bool:
    about = {kind(definition).removesuffix("EventDefinition") for definition in definitions(node)}
    return (
        kind(node) == "endEvent"
        or is_event_sub_process(node)
        or node.get("isForCompensation") == "true"
        or (kind(node) == "intermediateThrowEvent" and "link" in about)
        or (kind(node) == "boundaryEvent" and "compensate" in about)
    )


def _unreached(drawing: Drawing, nodes: list[Node]) -> list[Node]:
    """Elements that neither a flow, an event on an activity, a link nor an undo leads to."""
    inside = {n.get("id"): n for n in nodes}
    todo = [
        n for n in nodes if kind(n) == "startEvent" or is_event_sub_process(n) or n.get("isForCompensation") == "true"
    ]
    catches = {
        d.get("name"): n
        for n in nodes
        if kind(n) == "intermediateCatchEvent"
        for d in definitions(n)
        if kind(d) == "linkEventDefinition"
    }
    reached: set[str] = set()
    while todo:
        node = todo.pop()
        if node is None or node.get("id") in reached:
            continue
        reached.add(node.get("id"))
        todo += [inside.get(flow.get("targetRef")) for flow in drawing.leaving(node)]
        todo += [n for n in nodes if kind(n) == "boundaryEvent" and n.get("attachedToRef") == node.get("id")]
        todo += [catches.get(d.get("name")) for d in definitions(node) if kind(d) == "linkEventDefinition"]
    return [n for n in nodes if n.get("id") and n.get("id") not in reached]
