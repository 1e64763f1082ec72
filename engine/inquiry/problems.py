"""What stopped, in plain words, for the operator; and how the house is doing."""

from datetime import timedelta
from typing import Any

from ..access import check_right
from ..job import Job, JobState
from ..person import Person
from ..recovery.means import Means
from ..recovery.mending import OPERATOR
from ..store import UnitOfWork
from ..views import ProblemView

#: a worker that has not been heard of for so long counts as dead
SILENT = timedelta(seconds=10)
WORDS = {
    "wake": "go on after the time of '{name}'",
    "message": "deliver the message '{name}'",
    "missed": "note the missed promise '{name}'",
}


def problems(means: Means, person: Person) -> list[ProblemView]:
    """Jobs that failed or are being tried again, oldest first. Raises NotAllowed without the right of an operator."""
    check_right(person, OPERATOR)
    with means.store.reading() as work:
        return [_view(work, job) for job in work.jobs.problems()]


def _view(work: UnitOfWork, job: Job) -> ProblemView:
    label = job.args.get("label", job.name)
    return ProblemView(
        job=job.id,
        case=job.case,
        title=work.cases.load(job.case).title,
        tries=job.tries,
        reason=job.problem,
        what=WORDS.get(job.kind, "carry out '{label}'").format(name=job.name, label=label),
        since=job.created_at,
        next_try_at=None if job.state is JobState.FAILED else job.next_try_at,
        failed=job.state is JobState.FAILED,
    )


def house_state(means: Means) -> dict[str, Any]:
    """Edition, jobs and workers, for the operator's page."""
    with means.store.reading() as work:
        edition = work.editions.latest()
        return {
            "edition": edition,
            "jobs": work.jobs.counts(),
            "draft": work.settings.load("draft", {}),
            "workers": work.beats.alive(means.wall.now() - SILENT),
            "open_cases": work.cases.count(open=True),
        }
