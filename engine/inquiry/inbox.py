"""The inbox: what waits for a person, most pressing first."""

from datetime import datetime

from ..access import lanes_by_unit
from ..person import Person
from ..recovery.means import Means
from ..store import UnitOfWork
from ..task import Task, TaskId

#: views beside the lanes; "due" is what falls due within the next hours
VIEWS = ("all", "mine", "due", "overdue")
SOON = 4 * 3600


def inbox(means: Means, person: Person, view: str = "all") -> list[Task]:
    """Open tasks this person may do, by due time. `view` is one of VIEWS or a lane."""
    with means.store.reading() as work:
        tasks = waiting_for(work, person)
    return [task for task in tasks if _belongs(task, view, person, means.now())]


def counts(means: Means, person: Person) -> dict[str, int]:
    """How many tasks each view holds: the VIEWS and every lane the person holds."""
    with means.store.reading() as work:
        tasks = waiting_for(work, person)
        lanes = sorted({lane for held in lanes_by_unit(person, work.people.units()).values() for lane in held})
    now = means.now()
    return {view: sum(_belongs(task, view, person, now) for task in tasks) for view in (*VIEWS, *lanes)}


def next_task_for(means: Means, person: Person) -> TaskId | None:
    """The task this person has claimed that is due first: where to go after handing one in."""
    with means.store.asking() as work:
        first = work.tasks.first_of(lanes_by_unit(person, work.people.units()), person.id)
    return first.id if first else None


def waiting_for(work: UnitOfWork, person: Person) -> list[Task]:
    """What this person may do or does; who else has claimed a task stands on it."""
    return work.tasks.waiting(lanes_by_unit(person, work.people.units()), person.id)


def _belongs(task: Task, view: str, person: Person, now: datetime) -> bool:
    if view == "all":
        return True
    if view == "mine":
        return task.claimed_by == person.id or task.assigned_to == person.id
    if view == "overdue":
        return task.is_overdue(now)
    if view == "due":
        return task.due_at is not None and (task.due_at - now).total_seconds() <= SOON
    return task.lane == view
