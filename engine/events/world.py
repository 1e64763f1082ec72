"""Of the world: jobs and what came of them, letters, payments, places at partners."""

from .event import Event, fact


@fact
class JobRequested(Event):
    sentence = "'{name}' was asked for"
    key: str
    name: str
    element: str


@fact
class JobDone(Event):
    sentence = "'{name}' was carried out"
    key: str
    name: str
    element: str


@fact
class JobFailed(Event):
    """A try failed; with `final` it waits for the operator."""

    sentence = "'{name}' failed: {reason}"
    key: str
    name: str
    reason: str
    final: bool


@fact
class JobRetried(Event):
    sentence = "'{name}' was started again by {by}"
    key: str
    name: str
    by: str


@fact
class JobSkipped(Event):
    sentence = "'{name}' was skipped by {by}: {reason}"
    key: str
    name: str
    by: str
    reason: str


@fact
class JobHeld(Event):
    """After a restore: it waits for the operator, who tries it or skips it."""

    sentence = "'{name}' waits for the operator: {reason}"
    key: str
    name: str
    reason: str


@fact
class LetterSent(Event):
    """`digest` commits to the text; `how` is e-mail or the customer's page."""

    sentence = "A letter was sent ({letter}, by {how})"
    letter: str
    to: str
    how: str
    digest: str


@fact
class PaymentMade(Event):
    sentence = "{amount} were paid ({reference})"
    key: str
    amount: str
    reference: str


@fact
class PlaceChanged(Event):
    """`state`: asked, held, booked, used, refused or released."""

    sentence = "The place with {partner} is {state} ({reference})"
    key: str
    partner: str
    state: str
    reference: str
