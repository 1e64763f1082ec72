"""Signal rules: a signal is heard in its own case, so whoever waits for one has somebody in the case who gives it.

BPMN lets a signal reach every case. Here cases are told apart: what another case has to know goes there as a message.
"""

from collections.abc import Iterable, Iterator, Mapping

from .drawing import Drawing, named
from .element import Element, Process

THROWS = ("endEvent", "intermediateThrowEvent")


def look(drawings: Iterable[Drawing], processes: Mapping[str, Process]) -> None:
    """A signal that is waited for and never given keeps a case waiting for ever; one that nobody hears is a warning."""
    giving = [process for process in processes.values() if any(_signals([process]))]
    cases = [_reach(ident, processes) for ident in processes] if giving else []
    for drawing in drawings:
        for process in (p for p in giving if p.path == drawing.path):
            around = {other for case in cases if process.id in case for other in case}
            for element in _signals([process]):
                others = [e for e in _signals(processes[p] for p in around) if e.about == element.about]
                _look(drawing, element, {e.kind in THROWS for e in others})


def _look(drawing: Drawing, element: Element, thrown: set[bool]) -> None:
    node = drawing.by_id[element.id]
    if element.kind in THROWS and False not in thrown:
        drawing.warn(
            node,
            f"{named(node)} gives the signal '{element.about}', which nothing in the same case waits for; other "
            f"cases do not hear it. Send them a message.",
        )
    elif element.kind not in THROWS and True not in thrown:
        drawing.error(
            node,
            f"{named(node)} waits for the signal '{element.about}', which nothing in the same case gives; those of "
            f"other cases are not heard. Draw who gives it, or wait for a message.",
        )


def _signals(processes: Iterable[Process]) -> Iterator[Element]:
    return (e for process in processes for e in process.elements.values() if e.event == "signal")


def _reach(ident: str, processes: Mapping[str, Process]) -> set[str]:
    """A process and all that it calls."""
    found, todo = set(), [ident]
    while todo:
        name = todo.pop()
        if name in processes and name not in found:
            found.add(name)
            todo += [e.calls for e in processes[name].elements.values() if e.calls]
    return found
