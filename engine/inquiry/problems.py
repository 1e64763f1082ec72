"""What stopped, in plain words, for the operator; and how the house is doing."""

from datetime import timedelta
from typing import Any

from ..access import check_right, is_open_to
from ..job import Job, JobState
from ..person import Person
from ..recovery.means import Means
from ..recovery.mending import OPERATOR
from ..store import UnitOfWork
from ..views import ProblemView

#: a worker that has not been heard of for so long counts as dead
SILENT = timedelta(seconds=10)
#: what is said of a case that the operator may not see
HIDDEN, WHY_HIDDEN = "A restricted case", "Its record tells those who handle it."
WORDS = {
    "wake": "go on after the time of '{name}'",
    "message": "deliver the message '{name}'",
    "missed": "note the missed promise '{name}'",
}


def problems(means: Means, person: Person) -> list[ProblemView]:
    """Jobs that failed or are being tried again, oldest first. Raises NotAllowed without the right of an operator."""
    check_right(person, OPERATOR)
    with means.store.reading() as work:
        return [_view(work, job, person) for job in work.jobs.problems()]


def _view(work: UnitOfWork, job: Job, person: Person) -> ProblemView:
    """Of a restricted case no more than that something of it has stopped: its record tells its handlers why."""
    case, label = work.cases.load(job.case), job.args.get("label", job.name)
    is_open = is_open_to(case, person) and person.id not in case.about
    return ProblemView(
        job=job.id,
        case=job.case if is_open else "",
        title=case.title if is_open else HIDDEN,
        tries=job.tries,
        reason=job.problem if is_open else WHY_HIDDEN,
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
