"""Of cases: opened, owned, joined, told and ended."""

from dataclasses import dataclass

from .event import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """`digest` commits to what was reported."""

    sentence = "The case was opened"
    digest: str
    process: str
    edition: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class OwnerNamed(Event):
    sentence = "{name} owns the case from now on"
    person: str
    name: str


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
