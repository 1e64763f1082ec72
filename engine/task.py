"""Task: what a person is asked to do next - a form, a lane, a due time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


class TaskId(NamedTuple):
    """Where a task is: its case, its element, and which time that element is open in it (from 1)."""

    case: str
    element: str
    round: int

    def __str__(self) -> str:
        return f"{self.case}/{self.element}/{self.round}"


@dataclass(frozen=True, kw_only=True)
class Task:
    """An open task as the inbox knows it."""

    id: TaskId
    #: what people call it: the label in the diagram
    label: str
    lane: str
    #: file name of the JSON schema; "" asks for nothing but a confirmation
    form: str = ""
    opened_at: datetime
    due_at: datetime | None = None
    #: unit of the case, copied so that the inbox needs one table
    unit: str
    #: the only person who may do it; None: whoever holds the lane
    assigned_to: str | None = None
    #: persons who may not do it, whatever lane they hold
    excluded: tuple[str, ...] = ()
    #: names of the element's own, such as the item of a loop, with their values
    local: Mapping[str, Any] = field(default_factory=dict)
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    #: what the case is called in lists, and how serious it is (1 worst to 5, None: not rated yet)
    title: str = ""
    severity: int | None = None

    def is_overdue(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at < now
