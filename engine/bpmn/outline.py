"""Outline: a diagram in words, for whoever hears it instead of seeing it."""

from collections.abc import Iterator
from dataclasses import dataclass

from .element import Element, Process


@dataclass(frozen=True, kw_only=True)
class Line:
    """One element. What is drawn on it or in it follows one level deeper."""

    depth: int
    element: str
    label: str
    kind: str
    lane: str = ""
    #: (label of the flow or "", element it leads to)
    leads_to: tuple[tuple[str, str], ...] = ()


def outline(process: Process) -> list[Line]:
    """The elements of a process in flow order; each once, where a reader meets it first."""
    return list(_scope(process, "", 0))


def _scope(process: Process, within: str, depth: int) -> Iterator[Line]:
    inside = {e.id: e for e in process.elements.values() if e.within == within and not e.attached_to}
    first = [e for e in inside.values() if e.kind == "startEvent"] + [e for e in inside.values() if not e.incoming]
    met: dict[str, Element] = {}
    for start in (*first, *inside.values()):
        _follow(process, start, inside, met)
    for element in met.values():
        yield from _lines(process, element, depth)


def _follow(process: Process, start: Element, inside: dict[str, Element], met: dict[str, Element]) -> None:
    """Depth first along the flows, in the order of the file; the ways of events on an activity come after its own."""
    todo = [start.id]
    while todo:
        ident = todo.pop()
        if ident in met or ident not in inside:
            continue
        met[ident] = inside[ident]
        sitting = [e for e in process.elements.values() if e.attached_to == ident]
        todo += [process.flows[f].target for e in (*reversed(sitting), inside[ident]) for f in reversed(e.outgoing)]


def _lines(process: Process, element: Element, depth: int) -> Iterator[Line]:
    flows = [process.flows[f] for f in element.outgoing]
    yield Line(
        depth=depth,
        element=element.id,
        label=element.label,
        kind=element.kind,
        lane=element.lane,
        leads_to=tuple((flow.label, flow.target) for flow in flows),
    )
    for sitting in [e for e in process.elements.values() if e.attached_to == element.id]:
        yield from _lines(process, sitting, depth + 1)
    yield from _scope(process, element.id, depth + 1)
