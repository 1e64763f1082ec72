"""Figures: how much there is of what, in a few questions that no case is loaded for."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ..job import JobState
from . import tables
from .encoding import instant, moment_or_none
from .statement import given, statement
from .transaction import Transaction

_c, _t, _p = tables.cases.c, tables.tasks.c, tables.promises.c
_how_many, _now = sa.func.count(), given("now")

OPEN_CASES = statement(sa.select(_c.process, _how_many).where(_c.ended_at.is_(None)).group_by(_c.process))
_late = sa.func.coalesce(sa.func.sum(sa.case((_t.due_at < _now, 1), else_=0)), 0)
TASKS = statement(sa.select(_t.lane, _how_many, _late).group_by(_t.lane))
_in_time, _missed = _p.kept_at <= _p.due_at, sa.func.coalesce(_p.kept_at, _now) > _p.due_at
_sum = sa.func.sum
PROMISES = statement(
    sa.select(_p.to_whom, _sum(sa.case((_in_time, 1), else_=0)), _sum(sa.case((_missed, 1), else_=0)))
    .group_by(_p.to_whom)
)  # fmt: skip
TIMERS = statement(sa.select(_how_many, sa.func.min(tables.timers.c.due)))
_waiting = tables.jobs.c.state == JobState.QUEUED.value
OLDEST_JOB = statement(sa.select(sa.func.min(tables.jobs.c.next_try_at)).where(_waiting))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All of one moment."""

    #: by process
    open_cases: dict[str, int]
    #: by lane: (open, overdue)
    tasks: dict[str, tuple[int, int]]
    #: by whom they were made to: (kept in time, missed), of all cases ever
    promises: dict[str, tuple[int, int]]
    timers: int
    next_timer: datetime | None
    #: when the queued job that waits longest should have been tried
    oldest_job: datetime | None


def count(transaction: Transaction, now: datetime) -> Figures:
    """Everything that is watched from outside, beside jobs and workers, which have counts of their own."""
    at = instant(now)
    timers, earliest = transaction.only(TIMERS)
    return Figures(
        open_cases=dict(transaction.all(OPEN_CASES)),
        tasks={lane: (int(open_), int(late)) for lane, open_, late in transaction.all(TASKS, now=at)},
        promises={to: (int(kept), int(missed)) for to, kept, missed in transaction.all(PROMISES, now=at)},
        timers=timers, next_timer=moment_or_none(earliest),
        oldest_job=moment_or_none(transaction.only(OLDEST_JOB)[0]),
    )  # fmt: skip
