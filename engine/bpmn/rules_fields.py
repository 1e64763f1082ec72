"""Field rules: every field that an expression needs is given by a form, a table, a script, a job or a message."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from .. import expressions
from .drawing import Drawing, definitions, named
from .element import Process
from .known import Known
from .language import GIVEN
from .markup import NS, Node
from .rules_language import expressions_of, times_of
from .timers import literal


def look(drawings: Iterable[Drawing], processes: Mapping[str, Process], known: Known) -> None:
    """Only of use when all forms are known; data may also come in when a case is opened, so these are warnings."""
    if known.forms is None:
        return
    drawings = list(drawings)
    given = {*known.types, *GIVEN}.union(*map(_made, processes.values()), *map(_caught, drawings))
    for drawing in drawings:
        for node in drawing.nodes:
            for name in sorted(_needed(drawing, node) - given):
                near = get_close_matches(name, sorted(given), 1)
                hint = f"Did you mean '{near[0]}'?" if near else "Add it to a form, or assign it before."
                drawing.warn(
                    node, f"{named(node)} asks for '{name}', which no form, table, script, job or message gives. {hint}"
                )


def _made(process: Process) -> set[str]:
    found: set[str] = set()
    for element in process.elements.values():
        if element.script and not expressions.check(element.script, {}, mode="exec"):
            found |= expressions.names_made(element.script)
        found |= {element.result, *element.local}
    return found


def _caught(drawing: Drawing) -> set[str]:
    """Fields that payloads of messages, signals and errors go to, and lists that loops collect."""
    paths = ("messageVariable", "variableName", "preScript", "postScript")
    found = {(n.text or "").strip() for path in paths[:2] for n in drawing.root.iterfind(f".//s:{path}", NS)}
    for path in paths[2:]:
        for node in drawing.root.iterfind(f".//s:{path}", NS):
            if node.text and not expressions.check(node.text, {}, mode="exec"):
                found |= expressions.names_made(node.text)
    return found | {(n.text or "").strip() for n in drawing.root.iterfind(".//b:loopDataOutputRef", NS)}


def _needed(drawing: Drawing, node: Node) -> set[str]:
    texts = [(said.text, said.mode) for said in expressions_of(drawing, node)]
    texts += [(text, "eval") for text, _ in times_of(node) if not literal(text)]
    found: set[str] = set()
    for text, mode in texts:
        if not expressions.check(text, {}, mode=mode):
            found |= expressions.names_in(text, mode)
    return found if not _is_asked_until_known(node) else set()


def _is_asked_until_known(node: Node) -> bool:
    """A conditional event waits until its fields are there."""
    return any(d.tag.endswith("conditionalEventDefinition") for d in definitions(node))
