"""Language rules: every expression and script of a diagram is read and checked against the kinds of the fields."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .. import expressions
from ..calendars import is_duration
from .drawing import Drawing, definitions, named
from .language import GIVEN
from .markup import NS, Node, kind, text_of
from .timers import CYCLE, literal

#: looks like a duration or a cycle, whatever it is
LIKE_A_TIME = re.compile(r"[\"']?\s*[-+]?(R\d*/|P(T|\d|$))[^\"']*[\"']?$")
#: kinds that say a time
TIMES = ("duration", "instant", "date", "text", "any")


class Said(NamedTuple):
    """An expression, where it stands, and what it is to be."""

    text: str
    where: str
    expect: str | None = None
    mode: str = "eval"


def look(drawing: Drawing, types: Mapping[str, str]) -> None:
    kinds = {**types, **GIVEN}
    for node in drawing.nodes:
        local = {
            item.get("id", ""): "any"
            for item in node.iterfind("b:multiInstanceLoopCharacteristics/*", NS)
            if item.get("id")
        }
        for said in expressions_of(drawing, node):
            for problem in expressions.check(said.text, {**kinds, **local}, mode=said.mode, expect=said.expect):
                drawing.error(node, f"{named(node)}, {said.where}: {problem}")
        for text, where in times_of(node):
            _time(drawing, node, text, where, kinds)
        if _assigns_now(node):
            drawing.error(node, f"{named(node)} assigns to 'now', which is the time of the step. Choose another name.")


def expressions_of(drawing: Drawing, node: Node) -> Iterator[Said]:
    """Everything at an element that is worked out or carried out."""
    for flow in drawing.leaving(node):
        if text := text_of(flow, "b:conditionExpression"):
            yield Said(text, f"condition of the flow to '{flow.get('targetRef')}'", "boolean")
    for path, where, expect in (
        ("b:conditionalEventDefinition/b:condition", "condition", "boolean"),
        ("b:multiInstanceLoopCharacteristics/b:loopCardinality", "number of times", "number"),
        ("b:multiInstanceLoopCharacteristics/b:completionCondition", "completion condition", "boolean"),
        ("b:standardLoopCharacteristics/b:loopCondition", "loop condition", "boolean"),
    ):
        if text := text_of(node, path):
            yield Said(text, where, expect)
    for parameter in node.iterfind("b:extensionElements/s:serviceTaskOperator//s:parameter", NS):
        yield Said(parameter.get("value") or "", f"parameter '{parameter.get('id')}'")
    yield from (Said(text, "payload") for text in _payloads(drawing, node))
    for path, where in (
        ("b:script", "script"),
        ("b:extensionElements/s:preScript", "preScript"),
        ("b:extensionElements/s:postScript", "postScript"),
    ):
        if text := text_of(node, path):
            yield Said(text, where, mode="exec")


def _payloads(drawing: Drawing, node: Node) -> Iterator[str]:
    for definition in definitions(node):
        referred = [
            drawing.by_id[ref]
            for name, ref in definition.attrib.items()
            if name.endswith("Ref") and ref in drawing.by_id
        ]
        for place in (definition, *referred):
            for path in ("b:extensionElements/s:messagePayload", "b:extensionElements/s:payloadExpression"):
                if (text := text_of(place, path)) and kind(node) in ("endEvent", "intermediateThrowEvent"):
                    yield text


def times_of(node: Node) -> Iterator[tuple[str, str]]:
    """(text, where) of everything that says when."""
    for definition in node.iterfind("b:timerEventDefinition", NS):
        yield from ((child.text.strip(), "time") for child in definition if (child.text or "").strip())
    for given in node.iterfind("b:extensionElements/s:properties/s:property[@name='due']", NS):
        if (given.get("value") or "").strip():
            yield given.get("value").strip(), "due"


def _time(drawing: Drawing, node: Node, text: str, where: str, kinds: Mapping[str, str]) -> None:
    problem = time_problem(text, kinds)
    if problem:
        drawing.error(node, f"{named(node)}, {where}: {problem}")
    elif CYCLE.match(literal(text)) and kind(node) != "boundaryEvent" and where == "time":
        drawing.refuse(
            node,
            f"{named(node)} repeats, but there is nothing around it that it could repeat for. "
            "Draw it on the edge of what it belongs to, without interrupting it.",
        )


def time_problem(text: str, kinds: Mapping[str, str]) -> str:
    """Why a text says no time: neither written out nor an expression for one. "" if nothing is wrong."""
    if literal(text):
        cycle = CYCLE.match(literal(text))
        never = cycle and not int(cycle[1] or 1)
        return f"'{text[:60]}' never repeats. Write how often, such as R3/P1D." if never else ""
    if LIKE_A_TIME.match(text) or (re.match(r"\d+ working", text) and not is_duration(text)):
        return f"'{text[:60]}' is not a time such as PT4H, P3D, 2 working days or 2026-03-01T12:00:00+01:00."
    problems = expressions.check(text, kinds)
    if not problems and expressions.kind_of_expression(text, kinds) not in TIMES:
        return f"'{text[:60]}' is {expressions.kind_of_expression(text, kinds)}, and not a duration, date or time."
    return " ".join(problems)


def _assigns_now(node: Node) -> bool:
    script = text_of(node, "b:script")
    return bool(script) and not expressions.check(script, {}, mode="exec") and "now" in expressions.names_made(script)
