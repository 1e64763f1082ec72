"""What the API answers: the shape of each thing, by which answers are built and the description is made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NotRequired, TypedDict


class TaskLine(TypedDict):
    """An open task as lists have it."""

    case: str
    element: str
    round: int
    label: str
    lane: str
    unit: str
    title: str
    severity: int | None
    opened_at: datetime
    due_at: datetime | None
    claimed_by: str | None
    assigned_to: str | None


class Tasks(TypedDict):
    """One page of the inbox, most pressing first; it holds at most the 500 most pressing."""

    tasks: Sequence[TaskLine]
    total: int
    page: int


class LabelledValue(TypedDict):
    """Something that is known of a case, in words."""

    label: str
    value: str


class TaskInFull(TypedDict):
    """A task with its form: a JSON Schema, and what is known of its fields; send `values` back as `shown`."""

    task: TaskLine
    form: Mapping[str, Any]
    values: Mapping[str, Any]
    draft: Mapping[str, Any] | None
    instructions: str
    summary: Sequence[LabelledValue]
    may_complete: bool
    why_not: str


class StandingCase(TypedDict):
    """How a case stands. Of one that its opener does not see, the number only."""

    number: str
    title: NotRequired[str]
    is_open: NotRequired[bool]
    ended_at: NotRequired[datetime | None]
    ends: NotRequired[Sequence[str]]


class Outcome(TypedDict):
    """What came of it: the case, and what the caller may do in it next."""

    case: StandingCase
    tasks: Sequence[TaskLine]


class CaseLine(TypedDict):
    """A case as lists have it."""

    number: str
    kind: str
    strategy: str
    title: str
    unit: str
    owner: str
    severity: int | None
    is_open: bool
    is_restricted: bool
    opened_at: datetime
    ended_at: datetime | None
    ends: Sequence[str]


class Cases(TypedDict):
    """One page of cases, newest first."""

    cases: Sequence[CaseLine]
    total: int
    page: int


class PromiseMade(TypedDict):
    """What was promised by when."""

    text: str
    to: str
    kind: str
    due_at: datetime
    kept_at: datetime | None
    is_missed: bool


class Letter(TypedDict):
    """A letter that was written; the text is sanitised HTML."""

    letter: str
    to: str
    subject: str
    html: str
    how: str
    at: datetime


class PaymentMade(TypedDict):
    """Money that went out, or was to go."""

    amount: str
    payee: str
    reference: str
    state: str
    at: datetime


class Tellable(TypedDict):
    """News that the case waits to hear from the caller."""

    element: str
    message: str
    label: str
    documentation: str


class CaseInFull(TypedDict):
    """One case, as far as the caller may see it."""

    case: CaseLine
    process: str
    facts: Sequence[LabelledValue]
    tasks: Sequence[TaskLine]
    promises: Sequence[PromiseMade]
    letters: Sequence[Letter]
    payments: Sequence[PaymentMade]
    news: Sequence[Tellable]
    parent: str
    children: Sequence[CaseLine]


class RecordEntry(TypedDict):
    """One line of the record."""

    number: int
    at: datetime
    wall: datetime
    by: str
    kind: str
    sentence: str
    element: str
    details: Sequence[LabelledValue]
    hash: str


class Record(TypedDict):
    """Lines of the record in order; there are more behind the last one if `is_more`."""

    lines: Sequence[RecordEntry]
    is_more: bool


class News(TypedDict):
    """The form for one piece of news."""

    news: Tellable
    form: Mapping[str, Any]


class ReportForm(TypedDict):
    """The form of a report, and where something can have happened."""

    form: Mapping[str, Any]
    units: Sequence[str]


class Startable(TypedDict):
    """A process that the caller may start, and in which units."""

    process: str
    name: str
    documentation: str
    units: Sequence[str]


class Startables(TypedDict):
    """What the caller may start."""

    processes: Sequence[Startable]


class StartForm(TypedDict):
    """A process with the form that starts it."""

    process: Startable
    form: Mapping[str, Any]


class Entrance(TypedDict):
    """Where to begin."""

    description: str
    openapi: str
    documentation: str
