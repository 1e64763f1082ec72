"""Mend what is stuck: an operator tries a failed job again or skips it, with a reason, on the record."""

from ..access import check_right
from ..errors import NotAllowed, NotFound
from ..events import JobRetried, JobSkipped
from ..job import Job, JobState
from ..person import Person, acting
from ..store import UnitOfWork
from .means import Means
from .writing import saved, setting, write

OPERATOR = "operator"
#: characters of a reason
REASON = 500


def retry(means: Means, job_id: int, by: Person) -> None:
    """Start a failed job again, now. Raises NotAllowed, NotFound."""
    check_right(by, OPERATOR)
    with means.store.writing() as work:
        job = _stuck(work, job_id)
        work.jobs.again(job.id, job.problem, means.now())
        means.carrier.enqueue(work, work.jobs.load(job_id))
        told = JobRetried(key=job.key, name=job.name, by=by.name)
        work.journal.append(job.case, [told], at=means.now(), wall=means.wall.now(), actor=acting(by))


def skip(means: Means, job_id: int, by: Person, reason: str) -> None:
    """Go on without what a failed job should have done. Raises NotAllowed (also: no reason), NotFound, CaseStuck."""
    check_right(by, OPERATOR)
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= REASON:
        raise NotAllowed(who=by.name, why=f"a reason has between 1 and {REASON} characters")
    with means.store.writing() as work:
        job = _stuck(work, job_id)
        if not work.jobs.skip(job.id, reason):  # a worker was faster
            raise NotFound(what="failed job", name=str(job_id))
        told = JobSkipped(key=job.key, name=job.name, by=by.name, reason=reason)
        if job.kind != "action":
            work.journal.append(job.case, [told], at=means.now(), wall=means.wall.now(), actor=acting(by))
            return
        case = work.cases.load(job.case)
        program = means.shelf.running(case.edition).program(case.process)
        step = program.deliver(
            saved(case), job.args["element"], job.args["round"], {}, **setting(means, work, case, means.now())
        )
        write(means, work, case, step, at=means.now(), actor=acting(by), first=[told])


def _stuck(work: UnitOfWork, job_id: int) -> Job:
    job = work.jobs.load(job_id)
    work.cases.hold(job.case)
    if job.state is not JobState.FAILED and not (job.state is JobState.QUEUED and job.tries):
        raise NotFound(what="failed job", name=str(job_id))
    return job
