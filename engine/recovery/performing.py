"""Perform a job: act in the world, tell the case what came of it. At least once; a key makes a second time harmless."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from .. import faults
from ..actions import validated
from ..case import Case
from ..errors import ActionRefused, AmendsError, CaseMovedOn, TaskNotOpen
from ..events import Event, JobDone, JobFailed, MessageReceived, PromiseMissed
from ..job import Job, JobState
from ..jobs import next_try
from ..observing import about
from ..person import CLOCK, PROCESS, Actor
from ..store import DatabaseUnavailable, UnitOfWork
from .desk import CaseDesk
from .families import ALL_CLOSED, is_over
from .means import Means
from .reminding import remind_of, tell_running_out
from .ticking import wake_key
from .writing import saved, setting, write

log = logging.getLogger("amends.jobs")

PROMISE_MISSED = "promise_missed"
#: a promise is missed when its time is over, not at it
PAST = timedelta(milliseconds=1)


def perform(means: Means, job_id: int) -> None:
    """Do one job now. Never raises for what the world or a diagram does: that goes to the operator in plain words."""
    with means.store.writing() as work:
        job = work.jobs.start(job_id, means.now())
    if job is None:
        return
    faults.here("job_claimed")
    with about(case=job.case, job=job.id):
        _try(means, job)


def _try(means: Means, job: Job) -> None:
    log.debug("a job begins", extra={"kind": job.kind, "action": job.name, "tries": job.tries})
    try:
        KINDS[job.kind](means, job)
    except ActionRefused as refusal:
        log.warning("a job was refused for good", extra={"action": job.name, "code": refusal.code})
        _refused(means, job, refusal)
    except Exception as problem:  # whatever it was: the case stays as it was, the operator gets a reason
        faults.here("failure_coming")
        unforeseen = None if isinstance(problem, AmendsError) else problem
        log.warning(
            "a job failed", exc_info=unforeseen,
            extra={"kind": job.kind, "action": job.name, "tries": job.tries, "error": type(problem).__name__},
        )  # fmt: skip
        _failed(means, job, _plain(problem), final=job.kind != "action" and _is_for_good(problem))


def _is_for_good(problem: Exception) -> bool:
    """What a diagram does wrong it does wrong again; a database that was away comes back."""
    return isinstance(problem, AmendsError) and not isinstance(problem, (DatabaseUnavailable, CaseMovedOn))


def _plain(problem: Exception) -> str:
    return str(problem) if isinstance(problem, AmendsError) else f"{type(problem).__name__}: {problem}"


def _action(means: Means, job: Job) -> None:
    """Act, then write what came of it: if we die between the two, the key makes the next try harmless."""
    action = means.registry.action(job.name)
    parameters = validated(action, job.args["parameters"])
    with means.store.reading() as work:
        case = work.cases.load(job.case)
    result = action.run(parameters, key=job.key, desk=CaseDesk(means, case, job))
    faults.here("job_acted")

    def deliver(work: UnitOfWork, case: Case) -> None:
        running = means.shelf.running(case.edition)
        step = running.program(case.process).deliver(
            saved(case), job.args["element"], job.args["round"], result, **setting(means, work, case, means.now())
        )
        done = JobDone(key=job.key, name=job.name, element=job.args["element"])
        write(means, work, case, step, at=means.now(), actor=PROCESS, first=[done])

    _in_case(means, job, deliver)


def _in_case(means: Means, job: Job, act: Callable[[UnitOfWork, Case], datetime | None]) -> None:
    """A case that went another way meanwhile keeps its way, and the job is done. `act` says when it comes again."""
    try:
        with means.store.writing() as work:
            case = work.cases.load(job.case)
            if _is_in_hand(work, job):
                _over(means, work, job, act(work, case))
    except TaskNotOpen:
        with means.store.writing() as work:
            _over(means, work, job)
    faults.here("job_recorded")


def _is_in_hand(work: UnitOfWork, job: Job) -> bool:
    """False for a worker that slept so long that it was taken for dead: its job is somebody else's, or done."""
    known = work.jobs.load(job.id, until_the_end=True)
    return known.state is JobState.RUNNING and known.tries == job.tries


def _over(means: Means, work: UnitOfWork, job: Job, again: datetime | None = None) -> None:
    """Done; or to be done again because it came too early."""
    if again is None:
        work.jobs.done(job.id, means.now())
    else:
        work.jobs.again(job.id, "", again)


def _wake(means: Means, job: Job) -> None:
    """A timer that is not due any more was looked at by a clock that went ahead: its time will come."""

    def act(work: UnitOfWork, case: Case) -> datetime | None:
        if case.ended_at is not None:
            return None
        running, now = means.shelf.running(case.edition), means.now()
        step = running.program(case.process).wake(saved(case), **setting(means, work, case, now))
        write(means, work, case, step, at=now, actor=CLOCK)
        faults.here("timer_woken")
        left = (t.due for t in work.timers.of_case(case.number) if wake_key(t) == job.key and t.due > now)
        return next(left, None)

    _in_case(means, job, act)


def _message(means: Means, job: Job) -> None:
    """A message that nobody waits for, or several do, is not lost without a word."""
    try:
        with means.store.writing() as work:
            case = work.cases.load(job.case)
            if _is_in_hand(work, job):
                deliver_message(means, work, case, job.name, job.args["payload"], PROCESS, [])
                work.jobs.done(job.id, means.now())
    except TaskNotOpen as nobody:
        with means.store.writing() as work:
            lost = JobFailed(key=job.key, name=job.name, reason=str(nobody.facts["why"]), final=True)
            work.journal.append(job.case, [lost], at=means.now(), wall=means.wall.now(), actor=PROCESS)
            work.jobs.done(job.id, means.now())


def deliver_message(
    means: Means, work: UnitOfWork, case: Case, name: str, payload: Any, actor: Actor, first: list[Event]
) -> None:
    """To the one place of the case that waits for it. Raises TaskNotOpen if none does."""
    running, now = means.shelf.running(case.edition), means.now()
    step = running.program(case.process).message(saved(case), name, payload, **setting(means, work, case, now))
    write(means, work, case, step, at=now, actor=actor, first=[*first, MessageReceived(name=name)])


def _missed(means: Means, job: Job) -> None:
    """A promise ran out: on the record with its true time; the case is told if it listens (keep_informed does)."""
    with means.store.writing() as work:
        case = work.cases.load(job.case)
        found = [p for p in work.promises.of_case(case.number) if (p.key, p.round) == (job.name, job.args["round"])]
        missed = next((p for p in found if p.is_missed(means.now())), None)
        early = next((p.due_at + PAST for p in found if p.is_open() and missed is None), None)
        if not _is_in_hand(work, job):
            return
        if missed and work.promises.mark_missed(case.number, missed.key, missed.round, missed.due_at):
            event = PromiseMissed(
                promise=missed.key, round=missed.round, text=missed.text, to=missed.to, due=missed.due_at
            )
            payload = {"promise": missed.key, "text": missed.text, "due": missed.due_at.isoformat()}
            listens = missed.to == "customer" and any(
                w.message == PROMISE_MISSED for w in work.waits.of_case(case.number)
            )
            if listens:
                deliver_message(means, work, case, PROMISE_MISSED, payload, CLOCK, [event])
            else:
                work.journal.append(case.number, [event], at=means.now(), wall=means.wall.now(), actor=CLOCK)
            tell_running_out(means, work, missed, 100)
            faults.here("promise_missed")
        _over(means, work, job, early)


def _remind(means: Means, job: Job) -> None:
    """A part of a promise's time is over: on the record, and the case is told if it listens."""
    with means.store.writing() as work:
        work.cases.hold(job.case)
        if _is_in_hand(work, job):
            remind_of(means, work, job.case, job.name, job.args["round"])
            work.jobs.done(job.id, means.now())


def _refused(means: Means, job: Job, refusal: ActionRefused) -> None:
    """The world said no: the diagram's error path takes it, or the operator if there is none."""
    try:
        with means.store.writing() as work:
            case = work.cases.load(job.case)
            if not _is_in_hand(work, job):
                return
            running = means.shelf.running(case.edition)
            step = running.program(case.process).fail(
                saved(case),
                job.args["element"],
                job.args["round"],
                refusal.code,
                str(refusal),
                **setting(means, work, case, means.now()),
            )
            failed = JobFailed(key=job.key, name=job.name, reason=str(refusal), final=True)
            write(means, work, case, step, at=means.now(), actor=PROCESS, first=[failed])
            work.jobs.done(job.id, means.now())
    except AmendsError as problem:
        _failed(
            means, job, f"{refusal} ({problem})" if not isinstance(problem, TaskNotOpen) else str(refusal), final=True
        )


def _failed(means: Means, job: Job, reason: str, *, final: bool) -> None:
    again = None if final else next_try(job.tries, means.now())
    with means.store.writing() as work:
        work.cases.hold(job.case)
        if not _is_in_hand(work, job):
            return
        if again is None:
            work.jobs.give_up(job.id, reason)
        else:
            work.jobs.again(job.id, reason, again)
        told = JobFailed(key=job.key, name=job.name, reason=reason, final=again is None)
        work.journal.append(job.case, [told], at=means.now(), wall=means.wall.now(), actor=PROCESS)


def _family(means: Means, job: Job) -> None:
    """A child ended, or its parent began to wait for that: if none is open any more, the parent hears it."""
    with means.store.writing() as work:
        case = work.cases.load(job.case)
        if not _is_in_hand(work, job):
            return
        waits = any(w.message == ALL_CLOSED for w in work.waits.of_case(case.number))
        if waits and is_over(work, case.number):
            payload = {"cases": len(work.cases.children(case.number))}
            deliver_message(means, work, case, ALL_CLOSED, payload, PROCESS, [])
        work.jobs.done(job.id, means.now())


KINDS: dict[str, Callable[[Means, Job], None]] = {
    "action": _action,
    "wake": _wake,
    "message": _message,
    "missed": _missed,
    "remind": _remind,
    "family": _family,
}
