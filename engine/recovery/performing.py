"""Perform a job: act in the world, tell the case what came of it. At least once; a key makes a second time harmless."""

from collections.abc import Callable
from typing import Any

from ..actions import validated
from ..case import Case
from ..errors import ActionRefused, AmendsError, TaskNotOpen
from ..events import Event, JobDone, JobFailed, MessageReceived, PromiseMissed
from ..job import Job
from ..jobs import next_try
from ..person import CLOCK, PROCESS, Actor
from ..store import UnitOfWork
from .desk import CaseDesk
from .means import Means
from .writing import saved, setting, write

PROMISE_MISSED = "promise_missed"


def perform(means: Means, job_id: int) -> None:
    """Do one job now. Never raises for what the world or a diagram does: that goes to the operator in plain words."""
    with means.store.writing() as work:
        job = work.jobs.start(job_id, means.now())
    if job is None:
        return
    try:
        KINDS[job.kind](means, job)
    except ActionRefused as refusal:
        _refused(means, job, refusal)
    except Exception as problem:  # whatever it was: the case stays as it was, the operator gets a reason
        _failed(means, job, _plain(problem), final=isinstance(problem, AmendsError) and job.kind != "action")


def _plain(problem: Exception) -> str:
    return str(problem) if isinstance(problem, AmendsError) else f"{type(problem).__name__}: {problem}"


def _action(means: Means, job: Job) -> None:
    """Act, then write what came of it: if we die between the two, the key makes the next try harmless."""
    action = means.registry.action(job.name)
    parameters = validated(action, job.args["parameters"])
    with means.store.reading() as work:
        case = work.cases.load(job.case)
    result = action.run(parameters, key=job.key, desk=CaseDesk(means, case, job))

    def deliver(work: UnitOfWork, case: Case) -> None:
        running = means.shelf.running(case.edition)
        step = running.program(case.process).deliver(
            saved(case), job.args["element"], job.args["round"], result, **setting(means, work, case, means.now())
        )
        done = JobDone(key=job.key, name=job.name, element=job.args["element"])
        write(means, work, case, step, at=means.now(), actor=PROCESS, first=[done])

    _in_case(means, job, deliver)


def _in_case(means: Means, job: Job, act: Callable[[UnitOfWork, Case], None]) -> None:
    """A case that went another way meanwhile keeps its way, and the job is done."""
    try:
        with means.store.writing() as work:
            act(work, work.cases.load(job.case))
            work.jobs.done(job.id, means.now())
    except TaskNotOpen:
        with means.store.writing() as work:
            work.jobs.done(job.id, means.now())


def _wake(means: Means, job: Job) -> None:
    def act(work: UnitOfWork, case: Case) -> None:
        running = means.shelf.running(case.edition)
        step = running.program(case.process).wake(saved(case), **setting(means, work, case, means.now()))
        write(means, work, case, step, at=means.now(), actor=CLOCK)

    _in_case(means, job, act)


def _message(means: Means, job: Job) -> None:
    """A message that nobody waits for, or several do, is not lost without a word."""
    try:
        with means.store.writing() as work:
            case = work.cases.load(job.case)
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
        if missed is not None:
            work.promises.mark_missed(case.number, missed.key, missed.round, missed.due_at)
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
        work.jobs.done(job.id, means.now())


def _refused(means: Means, job: Job, refusal: ActionRefused) -> None:
    """The world said no: the diagram's error path takes it, or the operator if there is none."""
    try:
        with means.store.writing() as work:
            case = work.cases.load(job.case)
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
        if again is None:
            work.jobs.give_up(job.id, reason)
        else:
            work.jobs.again(job.id, reason, again)
        told = JobFailed(key=job.key, name=job.name, reason=reason, final=again is None)
        work.journal.append(job.case, [told], at=means.now(), wall=means.wall.now(), actor=PROCESS)


KINDS: dict[str, Callable[[Means, Job], None]] = {
    "action": _action,
    "wake": _wake,
    "message": _message,
    "missed": _missed,
}
