"""Of steps: elements passed, tasks, promises, times and messages."""

from datetime import datetime

from .event import Event, fact


@fact
class ElementPassed(Event):
    """A token went through an element of the diagram; `scope` names the run of a called process or loop around it."""

    sentence = "'{label}' was passed"
    element: str
    label: str
    round: int
    scope: str = ""
    #: sequence flows the token left by
    flows: tuple[str, ...] = ()


@fact
class ElementCancelled(Event):
    sentence = "'{label}' was called off"
    element: str
    label: str
    round: int
    scope: str = ""


@fact
class TaskOpened(Event):
    sentence = "'{label}' was put to {lane}"
    element: str
    round: int
    label: str
    lane: str
    due: datetime | None = None


@fact
class TaskClaimed(Event):
    sentence = "'{label}' was taken by {by}"
    element: str
    round: int
    label: str
    by: str


@fact
class TaskReleased(Event):
    sentence = "'{label}' was put back by {by}"
    element: str
    round: int
    label: str
    by: str


@fact
class TaskCompleted(Event):
    """`digest` commits to the answers (in their own table), `fields` names them."""

    sentence = "'{label}' was done by {by}"
    element: str
    round: int
    label: str
    by: str
    fields: tuple[str, ...] = ()
    digest: str = ""


@fact
class PromiseMade(Event):
    sentence = "It was promised that {text}, by {due}"
    promise: str
    round: int
    text: str
    to: str
    due: datetime


@fact
class PromiseKept(Event):
    sentence = "The promise was kept that {text}"
    promise: str
    round: int
    text: str


@fact
class PromisePaused(Event):
    """`due` is the latest that it may be due now; it goes on sooner if what we wait for comes."""

    sentence = "The clock stands still for the promise that {text}: {reason}; it is due by {due} at the latest"
    promise: str
    round: int
    text: str
    reason: str
    due: datetime


@fact
class PromiseResumed(Event):
    sentence = "The clock goes on after {hours} hours for the promise that {text}, now by {due}"
    promise: str
    round: int
    text: str
    due: datetime
    hours: float


@fact
class PromiseExtended(Event):
    sentence = "More time was given for the promise that {text}: {by} more, by {due}"
    promise: str
    round: int
    text: str
    by: str
    due: datetime


@fact
class PromiseNotTurned(Event):
    """Somebody asked for a pause or for more time that the row of the clock does not allow."""

    sentence = "The clock goes on for the promise that {text}: {why}"
    promise: str
    round: int
    text: str
    why: str


@fact
class PromiseRunsOut(Event):
    """Somebody was reminded: so many hundredths of its time are over."""

    sentence = "{percent} % of the time are over for the promise that {text}, due by {due}"
    promise: str
    round: int
    text: str
    percent: int
    due: datetime


@fact
class PromiseMissed(Event):
    sentence = "The promise was missed that {text}"
    promise: str
    round: int
    text: str
    to: str
    due: datetime


@fact
class TimerFired(Event):
    """`due` is when it was due, which may be long before the engine could act on it."""

    sentence = "The time of '{label}' had come ({due})"
    element: str
    label: str
    due: datetime


@fact
class MessageReceived(Event):
    sentence = "The message '{name}' arrived"
    name: str
