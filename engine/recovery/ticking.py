"""Tick: what is due becomes a job.

All due times live in tables, so that idle cases cost nothing and a stopped server misses nothing.
"""

from ..job import Job
from .means import Means
from .writing import ask

MOST = 500


def tick(means: Means) -> int:
    """Hand out what is due now: timers, promises that ran out, jobs whose next try has come. How many there were."""
    now = means.now()
    with means.store.writing() as work:
        wakes = [
            Job(
                key=f"wake:{t.case}:{t.element}:{t.round}:{t.part}:{t.due.isoformat()}",
                case=t.case,
                kind="wake",
                name=t.element,
                created_at=now,
                next_try_at=now,
            )
            for t in work.timers.due(now, MOST)
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
        for job in (*wakes, *missed):
            ask(means, work, job)
        return len(wakes) + len(missed)
