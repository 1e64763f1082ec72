"""Of who may see a case: restricted to handlers, opened again, looked at, and whom it is about."""

from .event import Event, fact


@fact
class CaseRestricted(Event):
    """`digest` commits to the reason."""

    sentence = "{by} restricted the case: only these handle it now: {handlers}"
    by: str
    handlers: str
    digest: str


@fact
class RestrictionLifted(Event):
    """`digest` commits to the reason."""

    sentence = "{by} lifted the restriction of the case"
    by: str
    digest: str


@fact
class RestrictedCaseRead(Event):
    sentence = "{by} looked at the case"
    by: str


@fact
class PersonConcerned(Event):
    """From then on this person does not see the case. `digest` commits to the reason."""

    sentence = "The case is about {name}, says {by}"
    person: str
    name: str
    by: str
    digest: str


@fact
class PersonCleared(Event):
    """`digest` commits to the reason."""

    sentence = "The case is not about {name}, says {by}"
    person: str
    name: str
    by: str
    digest: str
