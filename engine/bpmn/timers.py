"""Timers: the due time is worked out once, kept as absolute UTC text with the task, and compared with the step's
`now`.

The library's definitions ask the wall clock, read `-PT1S` as one second, hang on `R/PT0S` and give two timers of one
event the same deadline. This is a drop-in subclass: the library asks `isinstance(.., TimerEventDefinition)`, so it
fires on the same paths. A duration is counted by the business calendar that the element names (property `calendar`),
else by that of the case.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition

from ..calendars import is_duration
from ..errors import AmendsError, CaseStuck
from .language import whose

INSTANT = re.compile(r"\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:?\d\d)?)?$")
CYCLE = re.compile(r"R(\d{0,4})/(.+)$")
#: rounds that a repeating timer missed while nothing ran are given up after this many
MOST_MISSED = 1_000


@lru_cache(1_000)
def literal(text: str) -> str:
    """The time itself where it is written bare or in quotes, "" where the text is an expression."""
    bare = text.strip().strip("\"'").strip()
    cycle = CYCLE.match(bare)
    return bare if is_duration(bare) or INSTANT.match(bare) or (cycle and is_duration(cycle[2])) else ""


def instant(value: Any) -> datetime:
    """A date (its first moment in UTC) or an instant (UTC if it names no zone) as aware UTC. Raises ValueError."""
    if isinstance(value, str) and INSTANT.match(value):
        value = datetime.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, datetime):
        raise ValueError(f"{value!r} is not a time such as PT4H, 2 working days or 2026-03-01T12:00:00+01:00")
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def due_time(task: Any, text: str, calendar: str = "", start: datetime | None = None) -> datetime:
    """When a literal or an expression is due, counted from `start` or now. Raises CaseStuck naming the element."""
    top = task.workflow.top_workflow
    value = literal(text) or top.script_engine.evaluate(task, text)
    try:
        if isinstance(value, str) and is_duration(value):
            return top.calendars.add(start or top.now, value, calendar or top.calendar)
        return instant(value)
    except (AmendsError, ValueError, OverflowError) as problem:
        raise CaseStuck(
            reason=f"{whose(task)}: the time '{text.strip()[:80]}' cannot be worked out: {problem}"
        ) from problem


class Timer(TimerEventDefinition):
    """One class for date, duration and cycle: the text says which."""

    def __init__(self, name: str, expression: str, calendar: str = "", **kwargs: Any) -> None:
        super().__init__(name, expression, **kwargs)
        self.calendar = calendar

    def has_fired(self, my_task: Any) -> bool:
        kept = my_task.internal_data
        if "due" not in kept:
            kept.update(self._begin(my_task))
        return datetime.fromisoformat(kept["due"]) <= my_task.workflow.top_workflow.now

    def _begin(self, task: Any) -> dict[str, Any]:
        cycle = CYCLE.match(literal(self.expression))
        if not cycle:
            return {"due": due_time(task, self.expression, self.calendar).isoformat()}
        due = due_time(task, cycle[2], self.calendar)
        if due <= task.workflow.top_workflow.now:
            raise CaseStuck(reason=f"{whose(task)}: '{self.expression}' repeats without a pause.")
        return {"due": due.isoformat(), "every": cycle[2], "left": int(cycle[1]) if cycle[1] else -1}

    def next_round(self, task: Any) -> dict[str, Any] | None:
        """What a fresh instance of a repeating timer begins with; rounds missed while nothing ran are not piled up."""
        kept, now = task.internal_data, task.workflow.top_workflow.now
        left = kept.get("left", 0)
        if left in (0, 1):
            return None
        due = datetime.fromisoformat(kept["due"])
        for _ in range(MOST_MISSED):
            due = due_time(task, kept["every"], self.calendar, due)
            if due > now:
                break
        else:
            due = due_time(task, kept["every"], self.calendar, now)
        return {"due": due.isoformat(), "every": kept["every"], "left": left - 1 if left > 0 else -1}

    def update_task_data(self, my_task: Any) -> None:
        my_task.workflow.top_workflow.note_fired(my_task, datetime.fromisoformat(my_task.internal_data["due"]))

    def reset(self, my_task: Any) -> None:
        my_task.internal_data.pop("event_fired", None)

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__  # type: ignore[assignment]
