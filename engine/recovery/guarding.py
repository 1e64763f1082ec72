"""Guarding: who does not get to see a case, because it is about them, or because it is restricted to its handlers."""

from collections.abc import Callable, Iterable, Sequence

from ..access import check_works, lanes_by_unit, may_restrict, why_not
from ..case import Case
from ..errors import NotAllowed
from ..events import (
    CaseRestricted,
    Event,
    OwnerNamed,
    PersonCleared,
    PersonConcerned,
    RestrictedCaseRead,
    RestrictionLifted,
    TaskReleased,
)
from ..person import CUSTOMER_LANE, Person, acting
from ..store import UnitOfWork
from ..task import Task
from .completing import case_for
from .means import Means

#: characters of a reason, handlers of one case, persons whom one case is about
REASON, MOST = 1_000, 50


def restrict(means: Means, number: str, handlers: Iterable[str], by: Person, reason: str) -> None:
    """From now on only the handlers see and handle the case; whoever restricts it is one of them.

    Raises NotAllowed if they may not, if a handler works elsewhere or is concerned, and if an open task would be left
    to nobody; NotFound for a person that there is none.
    """
    with means.store.writing() as work:
        case = _to_guard(work, number, by)
        people = [work.people.person(id) for id in dict.fromkeys([by.id, *handlers])]
        _check_handlers(work, case, people, by)
        names = ", ".join(sorted(person.name for person in people))

        def act(one: Case) -> list[Event]:
            one.handlers = tuple(person.id for person in people)
            digest = _kept(means, work, one, reason, by)
            return [CaseRestricted(by=by.name, handlers=names, digest=digest)]

        _guard(means, work, [case], by, act)


def lift(means: Means, number: str, by: Person, reason: str) -> None:
    """Open a restricted case to whoever works in its unit again. Raises NotAllowed."""
    with means.store.writing() as work:
        case = _to_guard(work, number, by)
        if case.handlers is None:
            raise NotAllowed(who=by.name, why="the case is not restricted")

        def act(one: Case) -> list[Event]:
            one.handlers = None
            return [RestrictionLifted(by=by.name, digest=_kept(means, work, one, reason, by))]

        _guard(means, work, [case], by, act)


def name_concerned(means: Means, number: str, person: str, by: Person, reason: str) -> None:
    """The case is about this person, who loses it at once: tasks, ownership, sight. Whoever works on it may say so.

    Raises NotAllowed, NotFound; and NotAllowed too if nobody would be left who handles a restricted case.
    """
    with means.store.writing() as work:
        case = case_for(work, number, by)
        check_works(case, by, lanes_by_unit(by, work.people.units()))
        named = work.people.person(person)
        if named.id in case.about or len(case.about) >= MOST:
            raise NotAllowed(who=by.name, why=f"the case is about {named.name} already, or about too many")
        if case.handlers is not None and set(case.handlers) <= {*case.about, named.id}:
            raise NotAllowed(who=by.name, why=f"{named.name} is the last who handles it; name another handler first")

        def act(one: Case) -> list[Event]:
            one.about = (*one.about, *(() if named.id in one.about else (named.id,)))
            digest = _kept(means, work, one, reason, by)
            return [PersonConcerned(person=named.id, name=named.name, by=by.name, digest=digest)]

        _guard(means, work, _with_consequences(work, case), by, act)


def clear(means: Means, number: str, person: str, by: Person, reason: str) -> None:
    """It is not about this person after all. For those who may restrict cases. Raises NotAllowed, NotFound."""
    with means.store.writing() as work:
        case = _to_guard(work, number, by)
        named = work.people.person(person)
        if named.id not in case.about:
            raise NotAllowed(who=by.name, why=f"nobody has said that the case is about {named.name}")

        def act(one: Case) -> list[Event]:
            one.about = tuple(id for id in one.about if id != named.id)
            digest = _kept(means, work, one, reason, by)
            return [PersonCleared(person=named.id, name=named.name, by=by.name, digest=digest)]

        _guard(means, work, _with_consequences(work, case), by, act)


def stand_aside(means: Means, work: UnitOfWork, number: str, by: Person, reason: str) -> None:
    """The case is about whoever says so, however they came to know; nothing happens if that was known."""
    case = work.cases.load(number)
    if by.id in case.about:
        return

    def act(one: Case) -> list[Event]:
        one.about = (*one.about, *(() if by.id in one.about else (by.id,)))
        digest = _kept(means, work, one, reason, by)
        return [PersonConcerned(person=by.id, name=by.name, by=by.name, digest=digest)]

    _guard(means, work, _with_consequences(work, case), by, act)


def note_look(means: Means, number: str, by: Person) -> None:
    """Who looks at a restricted case stands on its record."""
    with means.store.writing() as work:
        case = case_for(work, number, by)
        _tell(means, work, case, by, [RestrictedCaseRead(by=by.name)])


def colleagues(work: UnitOfWork, case: Case) -> list[Person]:
    """Active people who work where the case is, by name."""
    units = work.people.units()
    return [p for p in work.people.everyone() if p.is_active and case.unit in lanes_by_unit(p, units)]


def left_to_nobody(work: UnitOfWork, case: Case, handlers: Iterable[Person]) -> list[Task]:
    """Open tasks that none of these may do."""
    units = work.people.units()
    mine = [(person, lanes_by_unit(person, units)) for person in handlers]
    tasks = [task for task in work.tasks.of_case(case.number) if task.lane != CUSTOMER_LANE]
    return [task for task in tasks if all(why_not(task, case, person, held) for person, held in mine)]


def _to_guard(work: UnitOfWork, number: str, by: Person) -> Case:
    case = case_for(work, number, by)
    if not may_restrict(case, by, lanes_by_unit(by, work.people.units())):
        raise NotAllowed(who=by.name, why="only supervisors, risk and executives of this unit decide who sees a case")
    return case


def _check_handlers(work: UnitOfWork, case: Case, people: Sequence[Person], by: Person) -> None:
    here = {person.id for person in colleagues(work, case)} - set(case.about)
    for person in people:
        if person.id not in here:
            raise NotAllowed(who=person.name, why="a handler works where the case is, and it is not about them")
    if len(people) > MOST:
        raise NotAllowed(who=by.name, why=f"a case has at most {MOST} handlers")
    before, case.handlers = case.handlers, tuple(person.id for person in people)
    left = left_to_nobody(work, case, people)
    case.handlers = before
    if left:
        label, lane = left[0].label, left[0].lane.replace("_", " ")
        why = f"none of the handlers may do the open task “{label}”; name somebody of the lane “{lane}” too"
        raise NotAllowed(who=by.name, why=why)


def _guard(means: Means, work: UnitOfWork, cases: list[Case], by: Person, act: Callable[[Case], list[Event]]) -> None:
    """The line on the record, and tasks and ownership go back that are theirs no more."""
    for one in cases:
        events = [*act(one), *_taken_back(work, one), *_owned(one, by)]
        work.cases.save(one)
        _tell(means, work, one, by, events)


def _with_consequences(work: UnitOfWork, case: Case) -> list[Case]:
    """The case and those it opened about itself, such as a lesson; those of an incident's customers are their own."""
    if case.kind == "incident":
        return [case]
    children = [work.cases.load(number) for number, _ in work.cases.children(case.number)]
    return [case, *(one for child in children if child.kind != "recovery" for one in _with_consequences(work, child))]


def _is_theirs(case: Case, person: str | None) -> bool:
    return person is not None and person not in case.about and (case.handlers is None or person in case.handlers)


def _taken_back(work: UnitOfWork, case: Case) -> list[Event]:
    events: list[Event] = []
    for task in work.tasks.of_case(case.number):
        for person in {task.claimed_by, task.assigned_to} - {None}:
            if not _is_theirs(case, person):
                work.tasks.take_from(task.id, str(person))
        if task.claimed_by and not _is_theirs(case, task.claimed_by):
            by = "the house"
            events.append(TaskReleased(element=task.id.element, round=task.id.round, label=task.label, by=by))
    return events


def _owned(case: Case, by: Person) -> list[Event]:
    """An owner who does not see the case any more is followed by whoever acted, as far as it is not about them."""
    if case.owner is None or _is_theirs(case, case.owner):
        return []
    case.owner = by.id if _is_theirs(case, by.id) else None
    return [OwnerNamed(person=by.id, name=by.name)] if case.owner else []


def _kept(means: Means, work: UnitOfWork, case: Case, reason: str, by: Person) -> str:
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= REASON:
        raise NotAllowed(who=by.name, why=f"a reason has between 1 and {REASON} characters")
    return work.texts.keep(case.number, "note", {"text": reason}, means.secret())


def _tell(means: Means, work: UnitOfWork, case: Case, by: Person, events: Sequence[Event]) -> None:
    work.journal.append(case.number, list(events), at=means.now(), wall=means.wall.now(), actor=acting(by))
