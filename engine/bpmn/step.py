"""Step: what came of one command - the case as it is then, and all that is to be written or done because of it.

Named tuples, and not frozen data classes, which take four times as long to make; each is made with the names of its
fields, but for `Passed`, of which a step makes several, and never unpacked.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple


class Saved(NamedTuple):
    """A case between two steps: its document and the engine's notes. Neither is changed by a step."""

    data: dict[str, Any]
    notes: bytes


class Asked(NamedTuple):
    """What a case waits for between two steps, by element and round, as its notes have it."""

    tasks: frozenset[tuple[str, int]]
    jobs: frozenset[tuple[str, int]]
    #: element, round, due
    timers: frozenset[tuple[str, int, datetime]]
    #: message, element, round
    waits: frozenset[tuple[str, str, int]]
    ended: bool

    def anything(self) -> bool:
        return bool(self.tasks or self.jobs or self.timers or self.waits)


class Opened(NamedTuple):
    """A task that a person is asked to do from now on."""

    element: str
    #: which time the element is open in this case, from 1
    round: int
    label: str
    lane: str
    #: loop item and call parameters with their values; answers to these names stay local, all others go to the case
    local: Mapping[str, Any]
    form: str = ""
    due: datetime | None = None
    #: "anyone", "owner" or "doer:<element>"
    assign: str = "anyone"
    #: elements whose doers may not do it
    not_by: tuple[str, ...] = ()
    #: Markdown
    instructions: str = ""
    principle: str = ""


class Closed(NamedTuple):
    """A task that nobody is asked to do any more: "done" or "cancelled"."""

    element: str
    round: int
    how: str


class TimerRow(NamedTuple):
    """A time that somebody waits for. `element` is the event as it is drawn, also behind an event gateway."""

    element: str
    round: int
    #: aware UTC
    due: datetime
    label: str
    #: tells several times of one element apart; "" as long as the dialect allows one only
    part: str = ""


class Wait(NamedTuple):
    """A message that the case waits for; the answer to it names element and round."""

    message: str
    element: str
    round: int


class JobRequest(NamedTuple):
    """Something to do in the world; its result comes back by `deliver` or `fail`."""

    element: str
    round: int
    label: str
    operation: str
    parameters: Mapping[str, Any]


class JobCancelled(NamedTuple):
    """A job that is not wanted any more."""

    element: str
    round: int


class Passed(NamedTuple):
    """A token went through an element ("passed") or was called off there ("cancelled")."""

    element: str
    label: str
    #: which time; 0 stands for all instances of a loop together
    round: int
    #: runs of sub-processes, called processes and loop instances around it: "decide_remedy:2/visit:1"
    scope: str = ""
    #: sequence flows it left by
    flows: tuple[str, ...] = ()
    how: str = "passed"


class PromiseStart(NamedTuple):
    """A clock that runs from now on."""

    key: str
    text: str
    #: "customer" or "us"
    to: str
    kind: str
    due: datetime
    #: (hundredths of its time, when they are over): then somebody is reminded
    reminders: tuple[tuple[int, datetime], ...] = ()


class Step(NamedTuple):
    """The one shape out. Rows named `set` and `cleared` are differences to the step before."""

    data: dict[str, Any]
    notes: bytes
    ended: bool
    #: end events reached at the top level so far
    ends: tuple[str, ...] = ()
    opened: tuple[Opened, ...] = ()
    closed: tuple[Closed, ...] = ()
    timers_set: tuple[TimerRow, ...] = ()
    timers_cleared: tuple[TimerRow, ...] = ()
    waits_set: tuple[Wait, ...] = ()
    waits_cleared: tuple[Wait, ...] = ()
    jobs: tuple[JobRequest, ...] = ()
    jobs_cancelled: tuple[JobCancelled, ...] = ()
    passed: tuple[Passed, ...] = ()
    #: timers whose time had come, with the time they were due
    fired: tuple[TimerRow, ...] = ()
    made: tuple[PromiseStart, ...] = ()
    kept: tuple[str, ...] = ()
    #: ("pause", "resume" or "extend", key of a clock, why)
    turned: tuple[tuple[str, str, str], ...] = ()
    #: (name, payload) of messages that leave the case
    sent: tuple[tuple[str, Any], ...] = ()
    #: (name, payload) of signals, for other cases
    signals: tuple[tuple[str, Any], ...] = ()

    @property
    def saved(self) -> Saved:
        return Saved(data=self.data, notes=self.notes)
