"""Clocks: promises that a step makes, keeps, holds and prolongs, by the rows of the policy packs.

An element names clocks of the house in its properties: `starts_on_open` when it opens; `starts`, `keeps`, `pauses`,
`resumes` and `extends` when it is done. The clocks that the packs of the case set beside one of these follow
it. A clock that runs is not started again; an element that keeps and starts the same clock keeps it first.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from .. import spans
from ..errors import CaseStuck
from ..spans import span_of
from .element import Element
from .language import whose
from .step import PromiseStart
from .timers import due_time, instant

Row = Mapping[str, Any]


#: hundredths that stand for: it is late, and still not kept
LATE = 200
#: property of an element -> what it does to running clocks
TURNS = {"pauses": "pause", "resumes": "resume", "extends": "extend"}


@runtime_checkable
class Beside(Protocol):
    """Rows of the house that know the packs of the edition: which of their clocks run beside one of the house."""

    def beside(self, key: str, data: Mapping[str, Any], now: datetime) -> list[Row]:
        """Those of this case's packs."""
        ...

    def kin(self, key: str) -> frozenset[str]:
        """The keys of all of them, whatever the case."""
        ...


class Clocks:
    """The clocks of one case during a step. `running` comes from, and goes to, the notes."""

    def __init__(self, rows: Mapping[str, Row], packs: Beside | None) -> None:
        self._rows, self._packs = rows, packs
        self.running: list[str] = []
        self.made: list[PromiseStart] = []
        self.kept: list[str] = []
        #: ("pause", "resume" or "extend", key of a running clock, why)
        self.turned: list[tuple[str, str, str]] = []

    def begin(self, task: Any, keys: Iterable[str]) -> None:
        """Start what does not run yet. Raises CaseStuck if a due time cannot be worked out."""
        for key in keys:
            for row in (self._row(task, key), *self._others(task, key)):
                if row["key"] not in self.running:
                    self.made.append(self._promise(task, row))
                    self.running.append(row["key"])

    def keep(self, keys: Iterable[str]) -> None:
        for key in self._all(keys):
            self.running.remove(key)
            self.kept.append(key)

    def turn(self, task: Any, element: Element) -> None:
        """Hold, release or prolong, as the element says. Whether a clock may, its row says when this is written."""
        for name in [name for name in TURNS if name in element.properties]:
            why = str(task.data.get("pause_reason") or "") if name == "pauses" else ""
            self.turned += [(TURNS[name], key, why) for key in self._all(element.listed(name))]

    def _all(self, keys: Iterable[str]) -> list[str]:
        """The running ones of these clocks and of those beside them."""
        named = [key for house in keys for key in (house, *sorted(self._packs.kin(house) if self._packs else ()))]
        return [key for key in named if key in self.running]

    def _row(self, task: Any, key: str) -> Row:
        row = self._rows.get(key)
        if row is None:
            raise CaseStuck(reason=f"{whose(task)} starts the clock '{key}', which the policy pack does not have.")
        return {**row, "key": key}

    def _others(self, task: Any, key: str) -> list[Row]:
        return self._packs.beside(key, task.data, task.workflow.top_workflow.now) if self._packs else []

    def _promise(self, task: Any, row: Row) -> PromiseStart:
        top, calendar = task.workflow.top_workflow, row.get("calendar") or task.workflow.top_workflow.calendar
        try:
            begins = self._start(task, row)
            if row.get("counts_from") == "next_day":
                begins = spans.next_day(top.calendars, begins or top.now, calendar)
            due = due_time(task, row["within"], calendar, begins)
        except CaseStuck as problem:
            raise CaseStuck(reason=f"The clock '{row['key']}' cannot be started. {problem}") from problem
        if row.get("ends") == "end_of_day":
            due = spans.end_of_day(top.calendars, due, calendar)
        if row.get("noted_as"):
            task.data[row["noted_as"]] = due.isoformat()
        return PromiseStart(
            key=row["key"],
            text=f"{row['text']} ({row['clause']})" if row.get("clause") else row["text"],
            to=row["to"],
            kind=row["kind"],
            due=due,
            reminders=_reminders(top, row, span_of(row, task.data), begins or top.now, due, calendar),
        )

    def _start(self, task: Any, row: Row) -> datetime | None:
        name = row.get("from")
        if not name:
            return None
        try:
            return instant(task.data[name])
        except (KeyError, ValueError):
            raise CaseStuck(
                reason=f"{whose(task)}: it counts from '{name}', which is not a time in this case yet."
            ) from None


def _reminders(
    top: Any, row: Row, span: str, begins: datetime, due: datetime, calendar: str
) -> tuple[tuple[int, datetime], ...]:
    """When so many hundredths of the time are over, and when it is late for so long; not what is over already."""
    parts = [
        (percent, spans.part_way(top.calendars, begins, due, percent, span, calendar))
        for percent in sorted(row.get("remind_at", ()))
    ]
    late = [(LATE, top.calendars.add(due, row["remind_late"], calendar))] if row.get("remind_late") else []
    return tuple((percent, at) for percent, at in parts if top.now < at < due) + tuple(late)
