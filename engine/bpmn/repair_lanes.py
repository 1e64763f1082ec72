"""Repair of lanes: each user task stands in the lane of somebody whom this house knows."""

import re

from ..person import LANES
from .elements import lane_key
from .markup import Node, children, kind, tag
from .repair_sheet import RepairSheet, quoteattr, slug

PEOPLE = ("userTask", "manualTask", "task")
#: words of other houses for our lanes, the more special ones first
WORDS = (
    ("customer", r"customer|client|passenger|patient|guest|kunde|gast|顾客|客户|乘客|患者"),
    ("partner", r"partner|supplier|vendor|lieferant|供应商"),
    ("case_owner", r"case.?(owner|manager|handler|worker)|complaint|claims?|recovery|sachbearbeit|investigator"),
    ("supervisor", r"supervisor|team.?lead|shift|manager|leiter|主管"),
    ("finance", r"financ|account|billing|payment|treasur|cash|buchhalt|财务"),
    ("quality", r"quality|\bqa\b|improvement|质量"),
    ("risk", r"risk|legal|compliance|law|audit|风险|法务"),
    ("executive", r"executive|director|board|\bceo\b|head of|vorstand|总"),
    ("operations", r"operation|back.?office|logistic|warehouse|technic|maintenance|production|\bit\b|运营"),
    ("front_line", r"front|desk|agent|call.?cent|reception|service|sales|support|clerk|employee|staff|前台|客服"),
)


def lane_for(words: str) -> str:
    """Our lane that other words mean, "" if they say none."""
    plain = slug(words)
    if plain in LANES:
        return plain
    return next((lane for lane, like in WORDS if re.search(like, words, re.IGNORECASE)), "")


def look(sheet: RepairSheet) -> None:
    for process in sheet.drawing.processes:
        lanes = [lane for lane in process.iter(tag("lane")) if any(True for _ in children(lane, "flowNodeRef"))]
        for lane in lanes:
            _rename(sheet, process, lane)
        placed = {(n.text or "").strip() for n in process.iter(tag("flowNodeRef"))}
        lost = [n for n in process.iter() if kind(n) in PEOPLE and n.get("id") and not _is_placed(n, placed)]
        if lost and not lanes and process.find(tag("laneSet")) is None:
            _lanes(sheet, process, lost)
        elif lost:
            for node in lost:
                sheet.note(node, "it stands in no lane, so nobody would be asked. Draw it in a lane.", decide=True)


def _is_placed(node: Node, placed: set[str]) -> bool:
    while node is not None and kind(node) != "process":
        if node.get("id") in placed:
            return True
        node = node.getparent()
    return False


def _rename(sheet: RepairSheet, process: Node, lane: Node) -> None:
    old, name = lane.get("id") or "", " ".join((lane.get("name") or "").split())
    if lane_key(old) in LANES:
        return
    key = lane_for(name)
    ident = f"{process.get('id')}__{key}"
    if not key or not process.get("id") or not sheet.claim(ident):
        why = f"is another word for '{key}', as another lane is" if key else "is no lane that people hold here"
        sheet.note(lane, f"'{name or old}' {why}. Its id says who does it: {process.get('id')}__ and one of "
                         f"{', '.join(LANES)}.", decide=True)  # fmt: skip
        return
    sheet.set(lane, "id", ident)
    for shape in sheet.drawing.root.iter():
        if old and shape.get("bpmnElement") == old:
            sheet.set(shape, "bpmnElement", ident)
    sheet.propose(lane, f"its id does not say which people it asks. It becomes '{ident}': those who hold the lane "
                        f"{key}. Is that who you mean?", decide=True)  # fmt: skip


def _lanes(sheet: RepairSheet, process: Node, lost: list[Node]) -> None:
    """A process without lanes: candidate groups of another tool, or the name of the pool, may say who does it."""
    pool = next((p.get("name") or "" for p in sheet.drawing.root.iter(tag("participant"))
                 if p.get("processRef") == process.get("id")), "")  # fmt: skip
    asked: dict[str, list[str]] = {}
    for node in lost:
        key = lane_for(_group(node)) or lane_for(pool)
        if key and process.get("id"):
            asked.setdefault(key, []).append(node.get("id"))
        else:
            sheet.note(node, "it stands in no lane, so nobody would be asked. Draw lanes, such as front_line or "
                             "case_owner, and put it into one.", decide=True)  # fmt: skip
    if not asked:
        return
    lines = [f"<{sheet.word('laneSet')} id={quoteattr(sheet.new_id(process.get('id') + '_lanes'))}>"]
    for key, nodes in asked.items():
        ident = f"{process.get('id')}__{key}"
        sheet.claim(ident)
        lines.append(
            f"  <{sheet.word('lane')} id={quoteattr(ident)} name={quoteattr(key.replace('_', ' ').capitalize())}>"
        )
        lines += [f"    <{sheet.word('flowNodeRef')}>{n}</{sheet.word('flowNodeRef')}>" for n in nodes]
        lines.append(f"  </{sheet.word('lane')}>")
    lines.append(f"</{sheet.word('laneSet')}>")
    sheet.before_flow_elements(process, "\n".join(lines))
    sheet.propose(process, f"it has no lanes, so nobody would be asked to do its tasks. It gets {', '.join(asked)}, by "
                           "what groups and pools are called in it. Draw them, and put the other elements in.",
                  decide=True)  # fmt: skip


def _group(node: Node) -> str:
    wanted = ("candidateGroups", "assignee", "candidateUsers")
    found = [v for name, v in node.attrib.items() if name.rpartition("}")[2] in wanted and name.startswith("{")]
    found += [n.get(w) for n in node.iter() if kind(n) == "assignmentDefinition" for w in wanted if n.get(w)]
    return " ".join(found)
