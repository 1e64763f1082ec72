"""Repair of flows: ids, conditions and defaults of gateways, and gateways where a task leads several ways at once."""

import re
from collections import defaultdict
from functools import cached_property

from .. import expressions
from .drawing import GATEWAYS, NODES
from .markup import Node, children, kind, text_of
from .repair_sheet import DECIDE, RepairSheet, said, slug

CHOOSES = ("exclusiveGateway", "inclusiveGateway")
#: what the answer is called that is taken when nothing else fits
OTHERWISE = re.compile(r"(?i)^\W*(no|nein|non|else|otherwise|default|other|sonst|否|其他)\b|^\W*(否|其他)")
#: how other tools mark an expression, and their words for ours
MARKED = re.compile(r"^\s*(?:[$#]\{(?P<juel>[^{}]*)\}|=(?P<feel>(?!=).*))\s*$", re.DOTALL)
WORDS = (("&&", " and "), ("||", " or "), (" eq ", " == "), (" ne ", " != "))


class Ways:
    """Which flows leave and enter which node."""

    def __init__(self, sheet: RepairSheet) -> None:
        self.flows = [f for f in sheet.drawing.flows if f.get("sourceRef") and f.get("targetRef")]
        #: what flows say that they leave or enter, also those with an end that leads nowhere
        self.sources = {f.get("sourceRef") for f in sheet.drawing.flows}
        self.targets = {f.get("targetRef") for f in sheet.drawing.flows}

    @cached_property
    def leaving(self) -> dict[str, list[Node]]:
        return self._by("sourceRef")

    def _by(self, end: str) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for flow in self.flows:
            found[flow.get(end)].append(flow)
        return found


def look(sheet: RepairSheet, ways: Ways) -> None:
    for flow in ways.flows:
        if not flow.get("id"):
            ident = sheet.new_id(f"{flow.get('sourceRef')}_to_{flow.get('targetRef')}")
            sheet.set(flow, "id", ident)
            sheet.propose(flow, f"the flow has no id, by which the record would name it. It gets '{ident}'.")
    for node in sheet.drawing.nodes:
        leaving = ways.leaving.get(node.get("id") or "", [])
        if kind(node) in CHOOSES and len(leaving) > 1:
            _choice(sheet, node, leaving)
        elif kind(node) in NODES and kind(node) not in GATEWAYS:
            _several(sheet, node, leaving)


def translated(text: str, expect: str | None = None) -> str:
    """An expression of another tool in our language, "" if it is not one that can be taken over as it is."""
    found = MARKED.match(text)
    if not found:
        return ""
    inner = (found["juel"] if found["juel"] is not None else found["feel"]).strip()
    for theirs, ours in WORDS:
        inner = inner.replace(theirs, ours)
    inner = re.sub(r"!(?!=)", " not ", inner)
    inner = re.sub(r"\b(true|false|null)\b", lambda m: {"true": "True", "false": "False", "null": "None"}[m[0]], inner)
    inner = re.sub(r"(?<![=!<>])=(?!=)", "==", inner) if found["feel"] is not None else inner
    inner = " ".join(inner.split())
    return inner if inner and not expressions.check(inner, {}, expect=expect) else ""


def _choice(sheet: RepairSheet, gateway: Node, leaving: list[Node]) -> None:
    own = {flow.get("id") for flow in leaving}
    default = gateway.get("default") if gateway.get("default") in own else None
    bare = [f for f in leaving if not text_of(f, "b:conditionExpression") and (not default or f.get("id") != default)]
    if bare and not default:
        chosen = next((f for f in bare if OTHERWISE.match(f.get("name") or "")), bare[-1])
        bare.remove(chosen)
        sheet.set(gateway, "default", sheet.get(chosen, "id"))
        sheet.propose(
            gateway,
            f"no flow is taken when no condition holds, and the case would stop there. "
            f"The flow {_called(chosen)} becomes the default; is that the usual answer?",
            decide=True,
        )
    for flow in bare:
        condition(sheet, flow, DECIDE)
        sheet.propose(
            gateway,
            f"its flow {_called(flow)} has no condition, so nobody could say when it is taken. "
            f"It gets the condition {DECIDE}: write there what has to hold, such as amount > 100.",
            decide=True,
        )
    for flow in leaving:
        if flow not in bare:
            _translate(sheet, gateway, flow)


def _translate(sheet: RepairSheet, node: Node, flow: Node) -> None:
    """A condition in the words of another tool."""
    there = text_of(flow, "b:conditionExpression")
    if not MARKED.match(there):
        return
    ours = translated(there, "boolean")
    condition(sheet, flow, ours or DECIDE)
    sheet.propose(
        node,
        f"the condition '{_short(there)}' of its flow {_called(flow)} is in another tool's language. "
        + (f"It becomes '{ours}'." if ours else f"It becomes {DECIDE}: say it in our language."),
        decide=not ours,
    )


def condition(sheet: RepairSheet, flow: Node, text: str) -> None:
    """Give a flow this condition, instead of the one it has."""
    sheet.edits.gone |= set(children(flow, "conditionExpression"))
    word, typed = sheet.word("conditionExpression"), ""
    if "xsi" in sheet.drawing.root.nsmap:
        typed = f' xsi:type="{sheet.word("tFormalExpression")}"'
    sheet.add(flow, f"<{word}{typed}>{said(text)}</{word}>")


def _several(sheet: RepairSheet, node: Node, leaving: list[Node]) -> None:
    """BPMN takes all flows without a condition, and those with one if it holds: that is what the new gateway says."""
    conditions = [text_of(flow, "b:conditionExpression") for flow in leaving]
    if kind(node) == "endEvent" or not node.get("id") or (len(leaving) < 2 and not any(conditions)):
        if node.get("default") and leaving:
            sheet.set(node, "default", None)
            sheet.propose(node, "it names a default flow but chooses nothing. The word goes.")
        return
    word = "inclusiveGateway" if any(conditions) else "parallelGateway"
    ident = sheet.new_id(f"{slug(node.get('name') or node.get('id'))}_{'which' if any(conditions) else 'all'}")
    _gateway(sheet, node, leaving, word, ident)
    if any(conditions):
        _keep_choice(sheet, node, leaving, ident)
    sheet.propose(
        node,
        f"it leads {len(leaving)} ways"
        + (", with conditions that nobody would look at there" if any(conditions) else "")
        + ", which reads as 'all of them' or as 'one of them'. BPMN means "
        + ("those whose condition holds" if any(conditions) else "all at once")
        + f", so {'an inclusive' if any(conditions) else 'a parallel'} gateway '{ident}' behind it says so. "
        + "If one of them was meant, make it an exclusive one.",
        decide=True,
    )


def _gateway(sheet: RepairSheet, node: Node, leaving: list[Node], word: str, ident: str) -> None:
    box, moved = sheet.box(node.get("id")), {flow.get("id") for flow in leaving if flow.get("id")}
    place = (box[0] + box[2] + 35, box[1] + box[3] / 2) if box else None
    question = "Which way?" if word == "inclusiveGateway" else ""
    sheet.node(node.getparent(), word, ident, question, place)
    for flow in leaving:
        sheet.set(flow, "sourceRef", ident)
    sheet.edits.gone |= {n for n in children(node, "outgoing") if (n.text or "").strip() in moved}
    sheet.flow(node.getparent(), node.get("id"), ident)


def _keep_choice(sheet: RepairSheet, node: Node, leaving: list[Node], gateway: str) -> None:
    default = node.get("default")
    if default:
        sheet.set(node, "default", None)
    for flow in leaving:
        text = text_of(flow, "b:conditionExpression")
        if not text and flow.get("id") != default:
            condition(sheet, flow, "True")  # taken in any case
        elif MARKED.match(text):
            condition(sheet, flow, translated(text, "boolean") or DECIDE)


def _called(flow: Node) -> str:
    words = " ".join((flow.get("name") or "").split())
    return f"'{words}'" if words else f"to '{flow.get('targetRef')}'"


def _short(text: str) -> str:
    return " ".join(text.split())[:60]
