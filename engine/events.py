"""What has happened: frozen facts in the past tense, each with a sentence an auditor can read.

Events hold no free text of a person: answers and letters live in tables of their own, an event holds their salted
digest, so that erasing the text leaves the chain of the record valid.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the record."""

    sentence: ClassVar[str] = ""

    def facts(self) -> dict[str, Any]:
        """The event as JSON types; times as ISO text in UTC."""
        return {name: value if type(value) in _PLAIN else _json(value) for name, value in vars(self).items()}

    @classmethod
    def kind(cls) -> str:
        return _kind(cls)


_PLAIN = (str, int, bool, type(None))


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value


@cache
def _kind(event: type[Event]) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in event.__name__).lstrip("_")


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """`digest` commits to what was reported."""

    sentence = "The case was opened"
    digest: str
    process: str
    edition: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class ElementPassed(Event):
    """A token went through an element of the diagram; `scope` names the run of a called process or loop around it."""

    sentence = "'{label}' was passed"
    element: str
    label: str
    round: int
    scope: str = ""
    #: sequence flows the token left by
    flows: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ElementCancelled(Event):
    sentence = "'{label}' was called off"
    element: str
    label: str
    round: int
    scope: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskOpened(Event):
    sentence = "'{label}' was put to {lane}"
    element: str
    round: int
    label: str
    lane: str
    due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TaskClaimed(Event):
    sentence = "'{label}' was taken by {by}"
    element: str
    round: int
    label: str
    by: str


@dataclass(frozen=True, kw_only=True)
class TaskReleased(Event):
    sentence = "'{label}' was put back by {by}"
    element: str
    round: int
    label: str
    by: str


@dataclass(frozen=True, kw_only=True)
class TaskCompleted(Event):
    """`digest` commits to the answers (in their own table), `fields` names them."""

    sentence = "'{label}' was done by {by}"
    element: str
    round: int
    label: str
    by: str
    fields: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class OwnerNamed(Event):
    sentence = "{name} owns the case from now on"
    person: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PromiseMade(Event):
    sentence = "It was promised that {text}, by {due}"
    promise: str
    round: int
    text: str
    to: str
    due: datetime


@dataclass(frozen=True, kw_only=True)
class PromiseKept(Event):
    sentence = "The promise was kept that {text}"
    promise: str
    round: int
    text: str


@dataclass(frozen=True, kw_only=True)
class PromiseMissed(Event):
    sentence = "The promise was missed that {text}"
    promise: str
    round: int
    text: str
    to: str
    due: datetime


@dataclass(frozen=True, kw_only=True)
class TimerFired(Event):
    """`due` is when it was due, which may be long before the engine could act on it."""

    sentence = "The time of '{label}' had come ({due})"
    element: str
    label: str
    due: datetime


@dataclass(frozen=True, kw_only=True)
class MessageReceived(Event):
    sentence = "The message '{name}' arrived"
    name: str


@dataclass(frozen=True, kw_only=True)
class JobRequested(Event):
    sentence = "'{name}' was asked for"
    key: str
    name: str
    element: str


@dataclass(frozen=True, kw_only=True)
class JobDone(Event):
    sentence = "'{name}' was carried out"
    key: str
    name: str
    element: str


@dataclass(frozen=True, kw_only=True)
class JobFailed(Event):
    """A try failed; with `final` it waits for the operator."""

    sentence = "'{name}' failed: {reason}"
    key: str
    name: str
    reason: str
    final: bool


@dataclass(frozen=True, kw_only=True)
class JobRetried(Event):
    sentence = "'{name}' was started again by {by}"
    key: str
    name: str
    by: str


@dataclass(frozen=True, kw_only=True)
class JobSkipped(Event):
    sentence = "'{name}' was skipped by {by}: {reason}"
    key: str
    name: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class JobHeld(Event):
    """After a restore: it waits for the operator, who tries it or skips it."""

    sentence = "'{name}' waits for the operator: {reason}"
    key: str
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    """`digest` commits to the text; `how` is e-mail or the customer's page."""

    sentence = "A letter was sent ({letter}, by {how})"
    letter: str
    to: str
    how: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class PaymentMade(Event):
    sentence = "{amount} were paid ({reference})"
    key: str
    amount: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Event):
    sentence = "A note was added by {by}"
    by: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class CaseJoined(Event):
    """An incident found that the customer had an open case already."""

    sentence = "The case belongs to {parent} now"
    parent: str


@dataclass(frozen=True, kw_only=True)
class CasesOpened(Event):
    """`opened` are new, `joined` were open already."""

    sentence = "{opened} cases were opened by this one, {joined} joined it"
    opened: int
    joined: int


@dataclass(frozen=True, kw_only=True)
class CaseTold(Event):
    sentence = "The message '{name}' went to {to} ({cases} cases)"
    name: str
    to: str
    cases: int


@dataclass(frozen=True, kw_only=True)
class CaseEnded(Event):
    sentence = "The case ended: {ends}"
    ends: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EditionPublished(Event):
    sentence = "Edition {number} was published by {by}"
    edition: str
    number: int
    by: str


@dataclass(frozen=True, kw_only=True)
class HouseRestored(Event):
    """`made_at`: when the backup was made; `held`: jobs that may have been done since then."""

    sentence = "The house was restored from a backup ({made_at}); {held} jobs wait for the operator"
    made_at: str
    held: int
    by: str


@dataclass(frozen=True, kw_only=True)
class HouseReconciled(Event):
    sentence = "{by} says that the restored house and the world agree again"
    by: str


KINDS: dict[str, type[Event]] = {cls.kind(): cls for cls in Event.__subclasses__()}


def told(kind: str, facts: dict[str, Any]) -> str:
    """The sentence of a recorded event."""
    cls = KINDS.get(kind)
    return cls.sentence.format(**facts) if cls else kind
