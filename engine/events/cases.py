"""Of cases: opened, owned, joined, told and ended."""

from .event import Event, fact


@fact
class CaseOpened(Event):
    """`digest` commits to what was reported."""

    sentence = "The case was opened"
    digest: str
    process: str
    edition: str
    unit: str


@fact
class OwnerNamed(Event):
    sentence = "{name} owns the case from now on"
    person: str
    name: str


@fact
class NoteAdded(Event):
    sentence = "A note was added by {by}"
    by: str
    digest: str


@fact
class CaseJoined(Event):
    """An incident found that the customer had an open case already."""

    sentence = "The case belongs to {parent} now"
    parent: str


@fact
class CasesOpened(Event):
    """`opened` are new, `joined` were open already."""

    sentence = "{opened} cases were opened by this one, {joined} joined it"
    opened: int
    joined: int


@fact
class CaseTold(Event):
    sentence = "The message '{name}' went to {to} ({cases} cases)"
    name: str
    to: str
    cases: int


@fact
class CaseEnded(Event):
    sentence = "The case ended: {ends}"
    ends: tuple[str, ...]
