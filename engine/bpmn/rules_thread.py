"""Thread rules: the lanes, forms, tables, actions, clocks, principles and processes that a diagram names are there."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from ..case import KINDS, STRATEGIES
from ..person import LANES
from ..principles import Principle
from .drawing import Drawing, named
from .element import Element, Process
from .known import Known
from .markup import Node

PROPERTIES = (
    "formJsonSchemaFilename",
    "formUiSchemaFilename",
    "assign",
    "not_by",
    "owns",
    "due",
    "starts",
    "starts_on_open",
    "keeps",
    "pauses",
    "resumes",
    "extends",
    "principle",
    "calendar",
    "told_by",
)
PROCESS_PROPERTIES: Mapping[str, Collection[str]] = {
    "kind": tuple(KINDS),
    "strategy": STRATEGIES,
    "start_form": (),
    "started_by": LANES,
    "restricted_to": LANES,
}
PEOPLE = ("userTask", "manualTask")


def look(drawing: Drawing, processes: Mapping[str, Process], known: Known) -> None:
    elements = [element for process in processes.values() for element in process.elements.values()]
    people = {e.id for e in elements if e.kind in PEOPLE or "told_by" in e.properties}
    for process in processes.values():
        if process.path == drawing.path:
            _process(drawing, process, known.forms)
        for element in process.elements.values() if process.path == drawing.path else ():
            node = drawing.by_id[element.id]
            _lane(drawing, node, element)
            _form(drawing, node, element, known.forms)
            _properties(drawing, node, element, people, known)
            _called(drawing, node, element, processes, known)


def _process(drawing: Drawing, process: Process, forms: Collection[str] | None) -> None:
    """What the process says of itself: what kind of case it is, and who may start it with which form."""
    node = drawing.by_id[process.id]
    for name, value in process.properties.items():
        allowed = PROCESS_PROPERTIES.get(name)
        if allowed is None:
            drawing.warn(
                node, f"{named(node)}: nothing reads the property '{name}'. {_close(name, PROCESS_PROPERTIES)}"
            )
        elif name == "start_form" and forms is not None and value not in forms:
            drawing.error(
                node, f"{named(node)} is started with the form '{value}', which is not there. {_close(value, forms)}"
            )
        for word in map(str.strip, value.split(",")):
            if allowed and word not in allowed:
                drawing.error(node, f"{named(node)}: '{word}' is no {name} that we know. {_close(word, allowed)}")


def _close(word: str, words: Iterable[str]) -> str:
    """The way out: what was meant, or what there is."""
    words = sorted(words)
    near = get_close_matches(word, words, 1)
    return f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(words[:12]) or 'none'}."


def _lane(drawing: Drawing, node: Node, element: Element) -> None:
    if element.kind in PEOPLE and not element.lane:
        drawing.error(
            node, f"{named(node)} has no lane, so nobody would be asked. Put it into the lane of whoever does it."
        )
    elif element.lane and element.lane not in LANES:
        drawing.error(
            node, f"{named(node)} is in the lane '{element.lane}', which nobody can hold. {_close(element.lane, LANES)}"
        )


def _form(drawing: Drawing, node: Node, element: Element, forms: Collection[str] | None) -> None:
    if element.form and ("/" in element.form or "\\" in element.form or element.form.startswith(".")):
        drawing.error(
            node,
            f"{named(node)}: '{element.form[:60]}' is a path. Write the name of a form only, such as ask.schema.json.",
        )
    elif element.form and forms is not None and element.form not in forms:
        drawing.error(
            node, f"{named(node)} shows the form '{element.form}', which is not there. {_close(element.form, forms)}"
        )
    if element.form and element.kind not in PEOPLE and "told_by" not in element.properties:
        drawing.warn(
            node, f"{named(node)} has a form, but nobody fills it in. Make it a user task, or take the form out."
        )


def _properties(drawing: Drawing, node: Node, element: Element, people: set[str], known: Known) -> None:
    for name in element.properties.keys() - PROPERTIES:
        drawing.warn(node, f"{named(node)}: nothing reads the property '{name}'. {_close(name, PROPERTIES)}")
    for name in ("starts", "starts_on_open", "keeps", "pauses", "resumes", "extends"):
        for key in element.listed(name):
            if key not in known.clocks:
                drawing.error(
                    node,
                    f"{named(node)} {name.split('_')[0]} the clock '{key}', which the policy pack does not "
                    f"have. {_close(key, known.clocks)}",
                )
    for lane in element.listed("told_by"):
        if lane not in LANES:
            drawing.error(node, f"{named(node)} is told by '{lane}', a lane nobody can hold. {_close(lane, LANES)}")
    if element.properties.get("told_by") and (element.event != "message" or not element.form):
        drawing.error(
            node, f"{named(node)}: only a message with a form can be told by people. Give it both, or take it out."
        )
    principle = element.properties.get("principle", "")
    if principle and principle not in list(Principle):
        drawing.error(
            node,
            f"{named(node)} keeps the principle '{principle}', which is not one of ours. "
            f"{_close(principle, Principle)}",
        )
    doer = element.properties.get("assign", "anyone")
    if doer not in ("anyone", "owner") and not doer.startswith("doer:"):
        drawing.error(
            node, f"{named(node)} is assigned to '{doer}'. Write anyone, owner, or doer: and the id of a user task."
        )
    for other in (*element.listed("not_by"), *([doer.removeprefix("doer:")] if doer.startswith("doer:") else [])):
        if other not in people:
            drawing.error(node, f"{named(node)} asks who did '{other}', which is no user task. {_close(other, people)}")


def _called(drawing: Drawing, node: Node, element: Element, processes: Mapping[str, Process], known: Known) -> None:
    if element.calls and element.calls not in processes:
        drawing.refuse(
            node,
            f"{named(node)} calls the process '{element.calls}', which is not there. "
            f"{_close(element.calls, processes)}",
        )
    if element.decision and known.decisions is not None and element.decision not in known.decisions:
        drawing.error(
            node,
            f"{named(node)} asks the table '{element.decision}', which is not there. "
            f"{_close(element.decision, known.decisions)}",
        )
    if element.operation and known.actions is not None:
        if element.operation not in known.actions:
            drawing.error(
                node,
                f"{named(node)} asks for '{element.operation}', which no action does. "
                f"{_close(element.operation, known.actions)}",
            )
        else:
            _parameters(drawing, node, element, known.actions[element.operation])


def _parameters(drawing: Drawing, node: Node, element: Element, schema: Mapping[str, Any]) -> None:
    declared = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in element.parameters:
            drawing.error(node, f"{named(node)}: the action '{element.operation}' needs '{name}'. Add the parameter.")
    for name in element.parameters if schema.get("additionalProperties") is not True else ():
        if name not in declared:
            drawing.error(
                node, f"{named(node)}: the action '{element.operation}' takes no '{name}'. {_close(name, declared)}"
            )
