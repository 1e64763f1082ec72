"""Repair of ends: a process begins at one start event, and each way through it comes to an end event."""

from . import rules_shape
from .drawing import NODES, SCOPES, definitions, is_event_sub_process
from .markup import Node, children, kind
from .repair_flows import Ways
from .repair_sheet import RepairSheet, slug

APART = 75  # px between the middle of a new event and the shape it belongs to


def look(sheet: RepairSheet, ways: Ways) -> None:
    for process in sheet.drawing.processes:
        for scope in (n for n in process.iter() if kind(n) in SCOPES - {"adHocSubProcess"}):
            nodes = [n for n in scope if kind(n) in NODES and n.get("id")]
            if nodes:
                _start(sheet, ways, scope, nodes)
                _ends(sheet, ways, scope, nodes)
            elif kind(scope) == "process":
                sheet.note(scope, "it is empty. Draw what happens, or take it and its pool out.", decide=True)


def _start(sheet: RepairSheet, ways: Ways, scope: Node, nodes: list[Node]) -> None:
    starts = list(children(scope, "startEvent"))
    if len(starts) > 1:
        sheet.note(
            scope,
            f"it has {len(starts)} start events, and a case begins at one. Keep the plain one, and let an exclusive "
            "gateway behind it choose the way.",
            decide=True,
        )
    if starts or is_event_sub_process(scope):
        return
    first = [n for n in nodes if n.get("id") not in ways.targets and _may_be_first(n)]
    if not first:
        sheet.note(
            scope, "it has no start event, and no element without a way in that could be the first.", decide=True
        )
        return
    ident = sheet.new_id(f"{slug(scope.get('name') or scope.get('id') or 'process')}_begins")
    box = sheet.box(first[0].get("id"))
    place = (box[0] - APART, box[1] + box[3] / 2) if box else None
    sheet.node(scope, "startEvent", ident, "It begins", place)
    if len(first) == 1:
        sheet.flow(scope, ident, first[0].get("id"))
        sheet.propose(scope, f"it has no start event, so nothing could begin. One is drawn before '{_name(first[0])}'.")
        return
    split = sheet.new_id(f"{ident}_at_once")
    sheet.node(scope, "parallelGateway", split, "", place and (place[0] + APART / 2, place[1]))
    sheet.flow(scope, ident, split)
    for node in first:
        sheet.flow(scope, split, node.get("id"))
    names = ", ".join(f"'{_name(n)}'" for n in first[:4])
    sheet.propose(
        scope,
        f"it has no start event, and {len(first)} elements without a way in: {names}. One is drawn before all of "
        "them, with a parallel gateway, as BPMN reads it. Did you mean one after the other?",
        decide=True,
    )


def _may_be_first(node: Node) -> bool:
    about = {kind(d).removesuffix("EventDefinition") for d in definitions(node)}
    return not (
        kind(node) in ("boundaryEvent", "endEvent")
        or is_event_sub_process(node)
        or node.get("isForCompensation") == "true"
        or "link" in about
    )


def _ends(sheet: RepairSheet, ways: Ways, scope: Node, nodes: list[Node]) -> None:
    for node in nodes:
        if rules_shape._may_end(node) or node.get("id") in ways.sources:
            continue
        ident = sheet.new_id(f"{slug(node.get('name') or node.get('id'))}_ended")
        box = sheet.box(node.get("id"))
        place = (box[0] + box[2] + APART, box[1] + box[3] / 2) if box else None
        sheet.node(scope, "endEvent", ident, "Ended", place)
        sheet.flow(scope, node.get("id"), ident)
        sheet.propose(node, f"nothing follows it, and the branch would hang. It gets the end event '{ident}'.")


def _name(node: Node) -> str:
    return " ".join((node.get("name") or "").split()) or node.get("id")
