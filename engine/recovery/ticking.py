"""Tick: what is due becomes a job.

All due times live in tables, so that idle cases cost nothing and a stopped server misses nothing.
"""

from datetime import timedelta

from .. import faults
from ..job import Job
from ..store.timers import Timer
from .asking import ask
from .means import Means

MOST = 500
#: a timer that was handed out and is still there is looked at again after so long
LOOK_AGAIN = timedelta(minutes=1)


def tick(means: Means) -> int:
    """Hand out what is due now: timers, promises that run out or ran out. How many there were."""
    now = means.now()
    with means.store.writing() as work:
        timers = work.timers.due(now, MOST)
        wakes = [
            Job(
                key=wake_key(t),
                case=t.case,
                kind="wake",
                name=t.element,
                created_at=now,
                next_try_at=now,
            )
            for t in timers
        ]
        missed = [
            Job(
                key=f"missed:{p.case}:{p.key}:{p.round}",
                case=p.case,
                kind="missed",
                name=p.key,
                args={"round": p.round},
                created_at=now,
                next_try_at=now,
            )
            for p in work.promises.due(now, MOST)
        ]
        reminders = [
            Job(
                key=f"remind:{p.case}:{p.key}:{p.round}:{p.reminders[0][0]}",
                case=p.case,
                kind="remind",
                name=p.key,
                args={"round": p.round},
                created_at=now,
                next_try_at=now,
            )
            for p in work.promises.to_remind(now, MOST)
        ]
        for job in (*wakes, *reminders, *missed):
            ask(means, work, job)
            faults.here("tick_half_done")
        for timer in timers:
            work.timers.hand_on(timer, now + LOOK_AGAIN)
        return len(wakes) + len(reminders) + len(missed)


def wake_key(timer: Timer) -> str:
    """One job for one time of one element, however many workers saw that it had come."""
    return f"wake:{timer.case}:{timer.element}:{timer.round}:{timer.part}:{timer.due.isoformat()}"
