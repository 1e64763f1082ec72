"""Who may see and do what: lanes are held in units, a unit's lanes count for all units below it."""

from collections.abc import Iterable, Mapping

from .case import Case
from .errors import NotAllowed, NotFound
from .person import Person, Seat, Unit, Units
from .task import Task

#: lanes that may look after the work of others in their unit: hand over, take back
LEADING = frozenset({"supervisor", "executive"})
#: lanes that may restrict a case of their unit to named handlers, and open it again
RESTRICTING = frozenset({"supervisor", "risk", "executive"})
#: combinations of seats whose lanes are remembered
MOST_KNOWN = 2_000


def below(units: Iterable[Unit]) -> Mapping[str, frozenset[str]]:
    """Unit -> itself and all units under it."""
    return _tree(units).below


def unit_of(units: Iterable[Unit], id: str) -> Unit:
    """The unit of this id. Raises NotFound."""
    try:
        return _tree(units).by_id[id]
    except KeyError:
        raise NotFound(what="unit", name=id) from None


def packs_of(units: Iterable[Unit], id: str) -> tuple[str, ...]:
    """The policy packs of a unit: its own, else those of the nearest unit above that names some."""
    known, seen = _tree(units).by_id, set[str]()
    unit = known.get(id)
    while unit is not None and unit.id not in seen:
        if unit.packs:
            return unit.packs
        seen.add(unit.id)
        unit = known.get(unit.parent or "")
    return ()


def lanes_by_unit(person: Person, units: Iterable[Unit]) -> dict[str, set[str]]:
    """The lanes a person holds in each unit, those inherited from above included. For reading only."""
    tree = _tree(units)
    known = tree.held.get(person.seats)
    return known if known is not None else _held(person.seats, tree)


def _held(seats: tuple[Seat, ...], tree: Units) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for seat in seats:
        for unit in tree.below.get(seat.unit, ()):
            held.setdefault(unit, set()).add(seat.lane)
    if len(tree.held) < MOST_KNOWN:
        tree.held[seats] = held
    return held


def _tree(units: Iterable[Unit]) -> Units:
    return units if isinstance(units, Units) else Units(units)


def may_see(case: Case, person: Person, held: Mapping[str, set[str]]) -> bool:
    """Whoever works in the case's unit or above, of a restricted one its handlers only, and auditors; never a person
    whom the case is about."""
    if person.id in case.about:
        return False
    return person.may("auditor") or (case.unit in held and is_open_to(case, person))


def is_open_to(case: Case, person: Person) -> bool:
    """Whether the case is not restricted, or restricted to this person among others."""
    return case.handlers is None or person.id in case.handlers


def check_sees(case: Case, person: Person, held: Mapping[str, set[str]]) -> None:
    """Raises NotFound, not NotAllowed: who may not see a case does not learn that it exists."""
    if not may_see(case, person, held):
        raise NotFound(what="case", name=case.number)


def works_on(case: Case, person: Person, held: Mapping[str, set[str]]) -> bool:
    """Whether this person has any part in the case's unit; an auditor from elsewhere sees it and has none."""
    return person.id not in case.about and case.unit in held and is_open_to(case, person)


def check_works(case: Case, person: Person, held: Mapping[str, set[str]]) -> None:
    if not works_on(case, person, held):
        raise NotAllowed(who=person.name, why="who looks at cases of other units changes nothing in them")


def why_not(task: Task, case: Case, person: Person, held: Mapping[str, set[str]]) -> str:
    """Why this person may not do this task; "" if they may."""
    if person.id in case.about:
        return "the case is about you"
    if not is_open_to(case, person):
        return "the case is restricted, and you are not among those who handle it"
    if task.lane not in held.get(case.unit, ()):
        return f"it is a task for the lane “{task.lane.replace('_', ' ')}”, which you do not hold here"
    if person.id in task.excluded:
        return "you did an earlier part of it, and somebody else has to look"
    if task.assigned_to not in (None, person.id):
        return "it is kept for somebody else"
    return ""


def check_may_do(task: Task, case: Case, person: Person, held: Mapping[str, set[str]]) -> None:
    reason = why_not(task, case, person, held)
    if reason:
        raise NotAllowed(who=person.name, why=reason)


def check_leads(case: Case, person: Person, held: Mapping[str, set[str]]) -> None:
    """Only who leads in the case's unit may take work from others."""
    if not (works_on(case, person, held) and LEADING & held.get(case.unit, set())):
        raise NotAllowed(who=person.name, why="only a supervisor of this unit may take over somebody's task")


def may_restrict(case: Case, person: Person, held: Mapping[str, set[str]]) -> bool:
    return works_on(case, person, held) and bool(RESTRICTING & held.get(case.unit, set()))


def check_right(person: Person, right: str) -> None:
    if not person.may(right):
        raise NotAllowed(who=person.name, why=f"it takes the right '{right}'")
