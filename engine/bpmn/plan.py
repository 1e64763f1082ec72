"""Plan: what all cases of one process share - its specs, and tables about its elements and all it calls."""

import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .clocks import Beside
from .definitions import Condition, FirstOf
from .element import Element, Process
from .language import Language
from .moves import moves_of

Decide = Callable[[str, Mapping[str, Any], Mapping[str, str]], dict[str, Any]]


class Plan:
    """Worked out once when an edition is read; nothing in it changes afterwards."""

    def __init__(
        self,
        process: Process,
        closure: Iterable[Process],
        begun_inside: set[str],
        spec: Any,
        subs: Mapping[str, Any],
        *,
        language: Language,
        decide: Decide,
        clocks: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.process, self.closure = process, tuple(closure)
        self.spec, self.subs, self.language, self.decide, self.clocks = spec, dict(subs), language, decide, clocks
        #: rows that know the packs of the edition; asked once, because Python is slow to say what follows a protocol
        self.packs = clocks if isinstance(clocks, Beside) else None
        self.elements: dict[str, Element] = {e.id: e for p in self.closure for e in p.elements.values()}
        self.lanes: dict[str, str] = {key: name for p in reversed(self.closure) for key, name in p.lanes.items()}
        #: (source, target) -> sequence flow; into an activity with boundary events the library leads by their split
        self.flow_between = {
            (f.source, target): f.id
            for p in self.closure
            for f in p.flows.values()
            for target in (f.target, f"{f.target}.BoundaryEventSplit")
        }
        #: start events of event sub-processes
        self.begun_inside = begun_inside & self.elements.keys()
        #: elements in the order in which the notes count their rounds
        self.order = tuple(sorted(self.elements))
        self.place = {ident: number for number, ident in enumerate(self.order)}
        self.fingerprint = zlib.crc32("\n".join(self.order).encode())
        self.top_ends = {e.id for e in process.elements.values() if e.kind == "endEvent" and self._at_top(e)}
        self.moves = moves_of(self)
        self.watches = {
            task_spec for s in (spec, *self.subs.values()) for task_spec in s.task_specs.values() if _watches(task_spec)
        }

    @property
    def id(self) -> str:
        return self.process.id

    def _at_top(self, element: Element) -> bool:
        """Directly in the process, or in an event sub-process that took over; what runs beside ends nothing."""
        around = self.elements.get(element.within)
        starts = [self.elements[s] for s in self.begun_inside]
        return around is None or (not around.within and any(s.within == around.id and s.interrupts for s in starts))


def _watches(task_spec: Any) -> bool:
    """Whether it waits for a condition on the data."""
    rule = getattr(task_spec, "event_definition", None)
    return isinstance(rule, Condition) or (
        isinstance(rule, FirstOf) and any(isinstance(d, Condition) for d in rule.event_definitions)
    )
