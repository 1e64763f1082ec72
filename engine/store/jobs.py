"""Jobs: the truth about what is still to be done in the world; whoever carries them only carries their ids."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from .. import errors
from ..job import Job, JobState
from . import tables
from .encoding import document, instant, instant_or_none, line, moment, moment_or_none, read
from .statement import Statement, adding_once, given, statement
from .transaction import Transaction

_j = tables.jobs.c
_columns = (
    _j.id, _j.key, _j.case_number, _j.kind, _j.name, _j.args, _j.state, _j.tries, _j.problem, _j.created_at,
    _j.next_try_at, _j.done_at,
)  # fmt: skip
_rows = sa.select(*_columns)
_to_do = (_j.state == JobState.QUEUED.value) | (_j.state == JobState.RUNNING.value)
_free = _j.handed_until.is_(None) | (_j.handed_until <= given("now"))
_the_job = _j.id == given("of", sa.BigInteger)
_most = given("most", sa.Integer)

ADD = adding_once(tables.jobs, "id", on=("key",), returning="id")
LOAD = statement(_rows.where(_the_job))
LOCK = statement(_rows.where(_the_job).with_for_update())
BY_KEY = statement(_rows.where(_j.key == given("of_key")))
# A running job whose time is over was left behind by a worker that died: it may be started again.
_started = {"state": JobState.RUNNING.value, "tries": _j.tries + 1, "next_try_at": given("until")}
_start = sa.update(tables.jobs).where(_the_job, _to_do, _j.next_try_at <= given("now"))
START = statement(_start.values(_started).returning(*_columns))
_due = _rows.where(_to_do, _j.next_try_at <= given("now"), _free)
DUE = statement(_due.order_by(_j.next_try_at, _j.id).limit(_most))
HAND_ON = statement(sa.update(tables.jobs).where(_the_job).values(handed_until=given("handed_until")))
_stuck = (_j.state == JobState.FAILED.value) | (_to_do & (_j.problem != ""))
PROBLEMS = statement(_rows.where(_stuck).order_by(_j.created_at, _j.id).limit(_most))
TO_DO = statement(_rows.where(_to_do).order_by(_j.id))
OF_CASE = statement(_rows.where(_j.case_number == given("of_case")).order_by(_j.id))
COUNTS = statement(sa.select(_j.state, sa.func.count()).group_by(_j.state))
_call_off = sa.update(tables.jobs).where(_j.key == given("of_key"), _j.state == JobState.QUEUED.value)
WITHDRAW = statement(_call_off.values(state=JobState.WITHDRAWN.value))
HOLD = statement(_call_off.values(state=JobState.FAILED.value, problem=given("problem")).returning(*_columns))


def _moving(to: JobState, *changed: str, states: tuple[JobState, ...]) -> Statement:
    """Into a state, but only from those named."""
    allowed = sa.update(tables.jobs).where(_the_job, sa.or_(*(_j.state == state.value for state in states)))
    new = {"state": to.value, "handed_until": None}
    return statement(allowed.values({name: given(name) for name in changed} | new))


_alive = (JobState.QUEUED, JobState.RUNNING)
DONE = _moving(JobState.DONE, "done_at", states=_alive)
AGAIN = _moving(JobState.QUEUED, "problem", "next_try_at", states=(*_alive, JobState.FAILED))
GIVE_UP = _moving(JobState.FAILED, "problem", states=_alive)
SKIP = _moving(JobState.SKIPPED, "problem", states=(JobState.QUEUED, JobState.FAILED))
# A key may be asked for again once its job is gone; then letters and payments, that go nowhere, still know it.
_over = sa.or_(*(_j.state == state.value for state in (JobState.DONE, JobState.SKIPPED, JobState.WITHDRAWN)))
_long_over = sa.select(_j.id).where(_over, sa.func.coalesce(_j.done_at, _j.next_try_at) < given("before")).limit(_most)
FORGET = statement(sa.delete(tables.jobs).where(_j.id.in_(_long_over)))


class Jobs:
    """The jobs of one transaction. Every change says whether it was one: two workers may be at the same job."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def add(self, job: Job) -> tuple[Job, bool]:
        """The job with its id; with False the one that had the key before, untouched."""
        row = self._in.one(ADD, **_row(job))
        if row is not None:
            return replace(job, id=row[0]), True
        return _job(self._in.only(BY_KEY, of_key=job.key)), False

    def load(self, id: int, *, until_the_end: bool = False) -> Job:
        """As it is, or as it stays `until_the_end` of a writing transaction. Raises NotFound."""
        row = self._in.one(LOCK if until_the_end else LOAD, of=id)
        if row is None:
            raise errors.NotFound(what="job", name=id)
        return _job(row)

    def by_key(self, key: str) -> Job | None:
        row = self._in.one(BY_KEY, of_key=key)
        return _job(row) if row else None

    def start(self, id: int, now: datetime, within: timedelta = timedelta(minutes=5)) -> Job | None:
        """The job, running and with its tries counted up; None if it is not queued or not due.

        Who does not finish `within` that time is taken for dead, and the job may be started again.
        """
        row = self._in.one(START, of=id, now=instant(now), until=instant(now + within))
        return _job(row) if row else None

    def done(self, id: int, at: datetime) -> bool:
        return self._in.change(DONE, of=id, done_at=instant(at)) == 1

    def again(self, id: int, problem: str, next_try_at: datetime) -> bool:
        """Try later; also how an operator brings back a job that was given up."""
        return self._in.change(AGAIN, of=id, problem=line(problem, 2000), next_try_at=instant(next_try_at)) == 1

    def give_up(self, id: int, problem: str) -> bool:
        """From now on it stands in the operator's list."""
        return self._in.change(GIVE_UP, of=id, problem=line(problem, 2000)) == 1

    def skip(self, id: int, problem: str) -> bool:
        """An operator decided that it is not to be done; not while it runs."""
        return self._in.change(SKIP, of=id, problem=line(problem, 2000)) == 1

    def withdraw(self, key: str) -> bool:
        """Its task was called off; False if it was started before."""
        return self._in.change(WITHDRAW, of_key=key) == 1

    def hold(self, key: str, problem: str) -> Job | None:
        """It waits for an operator; None if it was started before, or is over."""
        row = self._in.one(HOLD, of_key=key, problem=line(problem))
        return _job(row) if row else None

    def due(self, now: datetime, limit: int = 100) -> list[Job]:
        """Jobs to be tried now that nobody was handed: queued ones, and running ones whose worker died."""
        return [_job(row) for row in self._in.all(DUE, now=instant(now), most=limit)]

    def hand_on(self, id: int, until: datetime) -> None:
        """Somebody carries it: `due` leaves it out until then, so that a full queue does not block the others."""
        self._in.change(HAND_ON, of=id, handed_until=instant(until))

    def problems(self, limit: int = 500) -> list[Job]:
        """Jobs that were given up or failed so far and are tried again, the oldest first."""
        return [_job(row) for row in self._in.all(PROBLEMS, most=limit)]

    def of_case(self, case: str) -> list[Job]:
        return [_job(row) for row in self._in.all(OF_CASE, of_case=case)]

    def to_do(self) -> list[Job]:
        """All that is not over, due or not."""
        return [_job(row) for row in self._in.all(TO_DO)]

    def forget(self, before: datetime, limit: int) -> int:
        """Remove jobs that were over before then; how many."""
        return self._in.change(FORGET, before=instant(before), most=limit)

    def counts(self) -> dict[JobState, int]:
        """How many jobs are in each state."""
        return dict.fromkeys(JobState, 0) | {JobState(state): number for state, number in self._in.all(COUNTS)}


def _row(job: Job) -> dict[str, Any]:
    return {
        "key": job.key, "case_number": job.case, "kind": job.kind, "name": job.name, "args": document(job.args),
        "state": job.state.value, "tries": job.tries, "problem": line(job.problem, 2000),
        "created_at": instant(job.created_at), "next_try_at": instant(job.next_try_at),
        "done_at": instant_or_none(job.done_at), "handed_until": None,
    }  # fmt: skip


def _job(row: Any) -> Job:
    id_, key, case, kind, name, args, state, tries, problem, created_at, next_try_at, done_at = row
    return Job(
        id=id_, key=key, case=case, kind=kind, name=name, args=read(args), state=JobState(state), tries=tries,
        problem=problem, created_at=moment(created_at), next_try_at=moment(next_try_at),
        done_at=moment_or_none(done_at),
    )  # fmt: skip
