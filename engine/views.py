"""What people are shown: plain values for a page, an API or a test, narrowed to what the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from .case import Case
from .promise import Promise
from .task import Task


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """One task with its form, as the person who opens it sees it."""

    task: Task
    schema: Mapping[str, Any]
    ui: Mapping[str, Any]
    #: what the case knows already, by field; the page sends the same mapping back as `shown`
    values: Mapping[str, Any]
    #: what this person typed before and has not handed in; wins over `values`
    draft: Mapping[str, Any] | None
    #: Markdown of the diagram, filled in and sanitised
    instructions: str
    #: read-only lines about the case: (label, value)
    summary: Sequence[tuple[str, str]]
    #: may this person hand it in now (else why not)
    may_complete: bool = True
    why_not: str = ""
    #: name of who has claimed it, "" if nobody
    claimed_by_name: str = ""
    #: what amounts are meant in
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordLine:
    """One line of the record in words."""

    number: int
    at: datetime
    wall: datetime
    by: str
    kind: str
    sentence: str
    element: str = ""
    #: what was typed or sent, if the reader may see it: (label, value)
    details: Sequence[tuple[str, str]] = ()
    hash: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterView:
    name: str
    to: str
    subject: str
    #: sanitised HTML
    html: str
    how: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PaymentView:
    amount: str
    payee: str
    reference: str
    state: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DiagramView:
    """A diagram with the state of its elements: done, waiting, overdue or failed."""

    process: str
    name: str
    xml: str
    states: Mapping[str, str]
    #: flows a token went along
    flows: Sequence[str]
    #: text outline for screen readers: (depth, label, kind, state)
    outline: Sequence[tuple[int, str, str, str]]
    #: the elements to look at first: where the case stands now; none if nothing here is under way
    here: Sequence[str] = ()
    #: the most pressing state in it; "done" if nothing is under way
    state: str = "done"
    #: the one to show first
    is_front: bool = False


class Startable(NamedTuple):
    """A process that this person may start, in the units where they may."""

    process: str
    name: str
    documentation: str
    form: str
    units: tuple[str, ...]


class Tellable(NamedTuple):
    """News that a case waits to hear from this reader."""

    message: str
    element: str
    round: int
    label: str
    documentation: str
    form: str


@dataclass(frozen=True, kw_only=True)
class NewsView:
    """The form in which somebody tells a case something it waits for."""

    case: str
    news: Tellable
    schema: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class FamilyView:
    """The case that opened this one, and those that this one opened, as far as the reader may see them."""

    parent: str = ""
    children: Sequence["CaseLine"] = ()
    #: how many it has in all, and how many of them are open
    total: int = 0
    still_open: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """A case as staff see it."""

    case: Case
    owner_name: str
    unit_name: str
    tasks: Sequence[Task]
    promises: Sequence[Promise]
    record: Sequence[RecordLine]
    letters: Sequence[LetterView]
    payments: Sequence[PaymentView]
    #: (name, what they did) of everybody who acted
    people: Sequence[tuple[str, str]]
    #: what one has to know of the case: (label, value)
    facts: Sequence[tuple[str, str]]
    #: the rest of what is known, in the order it was asked: (label, value)
    more_facts: Sequence[tuple[str, str]]
    #: the case's own diagram first, then those it called
    diagrams: Sequence[DiagramView]
    #: address of the customer's page, for staff who read it out on the phone; "" for who only looks
    token: str
    #: False for who only looks, such as auditors
    may_add: bool
    #: what this reader may tell the case beside the open tasks
    news: Sequence[Tellable] = ()
    family: FamilyView = FamilyView()


class Standing(NamedTuple):
    """How a case stands after somebody did something in it."""

    number: str
    title: str
    is_open: bool
    ended_at: datetime | None
    ends: tuple[str, ...]
    #: what this reader may do in it now, by due time
    tasks: Sequence[Task]


@dataclass(frozen=True, kw_only=True)
class GuardView:
    """Who sees a case, and what the reader may change about it."""

    number: str
    title: str
    unit_name: str
    is_restricted: bool
    #: (id, name, lanes) of those who work where the case is, but for those it is about
    colleagues: Sequence[tuple[str, str, Sequence[str]]]
    #: ids of the colleagues who handle it; all of them while it is not restricted
    handlers: Sequence[str]
    #: (id, name) of those it is about
    concerned: Sequence[tuple[str, str]]
    #: labels of open tasks that none of the handlers may do
    left_to_nobody: Sequence[str]
    may_restrict: bool


@dataclass(frozen=True, kw_only=True)
class StatusView:
    """A case as the customer sees it: plain words, no names but the owner's first name, nothing internal."""

    number: str
    token: str
    title: str
    #: what we are doing about it, in a sentence
    state: str
    owner_first_name: str
    next_step: str
    next_time: datetime | None
    is_open: bool
    opened_at: datetime
    promises: Sequence[Promise]
    letters: Sequence[LetterView]
    payments: Sequence[PaymentView]
    #: what the customer is asked
    tasks: Sequence[Task]
    notes: Sequence[tuple[datetime, str]] = ()
    #: what the customer may tell us beside what is asked, such as that they think better of it
    news: Sequence[Tellable] = ()


@dataclass(frozen=True, kw_only=True)
class ProblemView:
    """A job that needs the operator."""

    job: int
    case: str
    title: str
    #: what was to be done, in words
    what: str
    reason: str
    tries: int
    since: datetime
    next_try_at: datetime | None
    failed: bool


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """A case in a list."""

    number: str
    kind: str
    strategy: str
    title: str
    unit_name: str
    owner_name: str
    severity: int | None
    is_open: bool
    opened_at: datetime
    ended_at: datetime | None
    ends: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    #: only its handlers and auditors see it
    is_restricted: bool = False
