"""Reconciling: a house that was restored does not know what it has done in the world since its backup was made.

So whatever may have been done already is put before the operator: jobs that were to be done when the backup was made,
and all that is asked for by a case of that time, until somebody says that house and world agree again.
"""

from dataclasses import dataclass

from ..access import check_right
from ..events import HouseReconciled, HouseRestored, JobHeld
from ..job import Job, JobState
from ..person import PROCESS, Person, acting
from ..store import UnitOfWork
from .means import Means

#: settings: this is a copy that nobody has opened yet; and since when the house is to be reconciled
BACKUP, RESTORED = "backup", "restored"
TURN = "reconciling"
HOUSE, OPERATOR = "house", "operator"
HELD = "This may have been done after the backup was made: look whether it was. If not, try again; if so, skip it."


@dataclass(frozen=True, kw_only=True)
class Restored:
    """How a restored house stands."""

    made_at: str
    at: str
    #: jobs that wait for an operator
    held: int


def wake_up(means: Means) -> None:
    """Before anything else is done in a house: if it was laid out from a backup, hold what may have been done."""
    with means.store.reading() as work:
        if not work.settings.load(BACKUP):
            return
    begin(means, PROCESS.name, only_marked=True)


def begin(means: Means, by: str, *, only_marked: bool = False) -> int:
    """From now on nothing of the cases that are here is done by itself. How many jobs were held.

    `only_marked`: of several processes that open a restored house at once, the first does it.
    """
    with means.store.writing() as work:
        work.settings.save(TURN, by)  # on PostgreSQL the others wait here
        mark = work.settings.load(BACKUP) or {}
        if only_marked and not mark:
            return 0
        work.settings.save(BACKUP, None)
        held = [job for job in work.jobs.to_do() if _acts(means, job)]
        for job in held:
            work.cases.hold(job.case)
            work.jobs.give_up(job.id, HELD)
            told = JobHeld(key=job.key, name=job.name, reason=HELD)
            work.journal.append(job.case, [told], at=means.now(), wall=means.wall.now(), actor=PROCESS)
        wall = means.wall.now()
        # numbers that the world may know already, in payments and letters, are not given to other cases
        last = work.cases.leap()
        made_at = mark.get("made_at", "")
        work.settings.save(RESTORED, {"made_at": made_at, "at": wall.isoformat(), "last": last})
        restored = HouseRestored(made_at=made_at or "a time not known", held=len(held), by=by)
        work.journal.append(HOUSE, [restored], at=means.now(), wall=wall, actor=PROCESS)
        return len(held)


def is_held(means: Means, work: UnitOfWork, job: Job) -> bool:
    """Whether a job that is asked for may have been done before the house was restored."""
    if job.kind != "action":
        return False
    restored = work.settings.load(RESTORED)
    return bool(restored) and _number(job.case) <= restored["last"] and _acts(means, job)


def state(means: Means) -> Restored | None:
    """None for a house that agrees with the world."""
    with means.store.reading() as work:
        found = work.settings.load(RESTORED)
        if not found:
            return None
        held = sum((job.state, job.problem) == (JobState.FAILED, HELD) for job in work.jobs.problems(100_000))
        return Restored(made_at=found["made_at"], at=found["at"], held=held)


def end(means: Means, by: Person) -> None:
    """House and world agree: what is asked for from now on is done. What is held already stays with the operator.

    Raises NotAllowed.
    """
    check_right(by, OPERATOR)
    with means.store.writing() as work:
        if work.settings.load(RESTORED):
            work.settings.save(RESTORED, None)
            told = HouseReconciled(by=by.name)
            work.journal.append(HOUSE, [told], at=means.now(), wall=means.wall.now(), actor=acting(by))


def _acts(means: Means, job: Job) -> bool:
    """Whether it does something in the world; an action that is not installed any more may have."""
    if job.kind != "action":
        return False
    known = job.name in means.registry.names()
    return not (known and getattr(means.registry.action(job.name), "only_reads", False))


def _number(case: str) -> int:
    digits = case.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0
