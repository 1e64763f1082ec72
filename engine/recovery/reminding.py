"""Reminding: a promise runs out, and whoever can still keep it hears so, as often as its row says."""

from dataclasses import replace

from ..events import PromiseRunsOut
from ..job import Job
from ..person import CLOCK
from ..promise import Promise
from ..store import UnitOfWork
from .asking import ask
from .means import Means

#: the message that a case waits for, to tell people of its clocks
RUNS_OUT = "clock_runs_out"


def remind_of(means: Means, work: UnitOfWork, case: str, key: str, round: int) -> None:
    """The next reminder of a promise, if it is due, still open and not standing still."""
    now = means.now()
    promise = next((p for p in work.promises.of_case(case) if (p.key, p.round) == (key, round)), None)
    if promise is None or not promise.is_open() or promise.paused_at or not promise.reminders:
        return
    percent, when = promise.reminders[0]
    if when > now:
        return
    work.promises.turn(replace(promise, reminders=promise.reminders[1:]))
    told = PromiseRunsOut(promise=key, round=round, text=promise.text, percent=percent, due=promise.due_at)
    work.journal.append(case, [told], at=now, wall=means.wall.now(), actor=CLOCK)
    tell_running_out(means, work, promise, percent)


def tell_running_out(means: Means, work: UnitOfWork, promise: Promise, percent: int) -> None:
    """By a job, if the case waits to hear it: whoever is told, is told once."""
    if not any(wait.message == RUNS_OUT for wait in work.waits.of_case(promise.case)):
        return
    payload = {
        "promise": promise.key,
        "text": promise.text,
        "due": promise.due_at.isoformat(),
        "kind": promise.kind,
        "percent": percent,
    }
    ask(
        means,
        work,
        Job(
            key=f"running_out:{promise.case}:{promise.key}:{promise.round}:{percent}",
            case=promise.case,
            kind="message",
            name=RUNS_OUT,
            args={"payload": payload},
            created_at=means.now(),
            next_try_at=means.now(),
        ),
    )
