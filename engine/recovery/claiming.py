"""Take a task, put it back, take it over: so that two people do not do one thing."""

import re

from ..access import check_leads, check_may_do, check_works, lanes_by_unit
from ..case import Case
from ..errors import NotAllowed
from ..events import Event, NoteAdded, TaskClaimed, TaskReleased
from ..person import Customer, Person, acting
from ..store import UnitOfWork
from ..task import Task, TaskId
from ..values import as_json
from .completing import actor_of, case_for, check_turn, named_owner, open_task
from .means import Means

#: characters of a note, and notes of a case after which its customer adds no more
NOTE, NOTES = 4_000, 200
#: signs that nobody types
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def claim(means: Means, task_id: TaskId, by: Person) -> None:
    """Take a task. Taking one's own again changes nothing. Raises TaskTaken, TaskNotOpen, NotAllowed."""
    with means.store.writing() as work:
        case, task = _case_and_task(work, task_id, by)
        check_turn(work, task, case, by)
        if task.claimed_by is None:
            _take(means, work, case, task, by, [])


def take_over(means: Means, task_id: TaskId, by: Person) -> None:
    """A supervisor of the unit takes a task from whoever had claimed it. Raises NotAllowed, TaskNotOpen."""
    with means.store.writing() as work:
        case, task = _case_and_task(work, task_id, by)
        held = lanes_by_unit(by, work.people.units())
        check_leads(case, by, held)
        check_may_do(task, case, by, held)
        released: list[Event] = [_released(task, by)] if task.claimed_by else []
        work.tasks.release(task_id)
        _take(means, work, case, task, by, released)


def release(means: Means, task_id: TaskId, by: Person) -> None:
    """Put a task back into the inbox; one's own, or as a supervisor anybody's."""
    with means.store.writing() as work:
        case, task = _case_and_task(work, task_id, by)
        if task.claimed_by != by.id:
            check_leads(case, by, lanes_by_unit(by, work.people.units()))
        if task.claimed_by:
            work.tasks.release(task_id)
            _tell(means, work, case, by, [_released(task, by)])


def note(means: Means, number: str, text: str, by: Person | Customer) -> None:
    """Add something to a case. Raises NotAllowed for an empty or endless one."""
    text = CONTROLS.sub("", text).strip()
    if not 0 < len(text) <= NOTE:
        raise NotAllowed(who=_name(by), why=f"a note has between 1 and {NOTE} characters")
    with means.store.writing() as work:
        case = case_for(work, number, by)
        _check_may_add(work, case, by)
        digest = work.texts.keep(case.number, "note", as_json({"text": text}), means.secret())
        actor = actor_of(by, case)
        work.journal.append(
            case.number, [NoteAdded(by=actor.name, digest=digest)], at=means.now(), wall=means.wall.now(), actor=actor
        )


def _check_may_add(work: UnitOfWork, case: Case, by: Person | Customer) -> None:
    """Who only looks at cases changes none; and a page that anybody with a link can write on has an end."""
    if isinstance(by, Person):
        check_works(case, by, lanes_by_unit(by, work.people.units()))
    elif work.texts.count(case.number, "note") >= NOTES:
        raise NotAllowed(who="You", why=f"this case holds {NOTES} notes already; please ring us, or write a letter")


def _name(by: Person | Customer) -> str:
    return by.name if isinstance(by, Person) else "You"


def _case_and_task(work: UnitOfWork, task_id: TaskId, by: Person) -> tuple[Case, Task]:
    case = case_for(work, task_id.case, by)
    return case, open_task(work, task_id, case, by)


def _take(means: Means, work: UnitOfWork, case: Case, task: Task, by: Person, first: list[Event]) -> None:
    work.tasks.claim(task.id, by.id, means.now())
    taken = TaskClaimed(element=task.id.element, round=task.id.round, label=task.label, by=by.name)
    owned = named_owner(case, by)
    if owned:
        work.cases.save(case)
    _tell(means, work, case, by, [*first, taken, *owned])


def _released(task: Task, by: Person) -> TaskReleased:
    return TaskReleased(element=task.id.element, round=task.id.round, label=task.label, by=by.name)


def _tell(means: Means, work: UnitOfWork, case: Case, by: Person, events: list[Event]) -> None:
    work.journal.append(case.number, events, at=means.now(), wall=means.wall.now(), actor=acting(by))
