"""Who sees a case: whom it is about, who handles it alone, and that somebody looked."""

from ..access import lanes_by_unit, may_restrict, unit_of
from ..case import Case
from ..errors import NotFound
from ..person import Customer, Person
from ..recovery.completing import case_for
from ..recovery.guarding import colleagues, left_to_nobody, note_look
from ..recovery.interests import declared
from ..recovery.means import Means
from ..views import GuardView


def look(means: Means, number: str, by: Person | Customer) -> None:
    """Put a look at a restricted case on its record, before anything is shown. Raises NotFound if it is not theirs."""
    if isinstance(by, Customer):
        return
    with means.store.reading() as work:
        case = case_for(work, number, by)
    look_at(means, case, by)


def look_at(means: Means, case: Case, by: Person | Customer) -> None:
    """As `look`, at a case that they were let to see."""
    if case.handlers is not None and isinstance(by, Person):
        note_look(means, case.number, by)


def sees(means: Means, number: str, person: Person) -> bool:
    """Whether somebody may see a case; to ask is no look at it."""
    with means.store.reading() as work:
        try:
            return bool(case_for(work, number, person))
        except NotFound:
            return False


def interests(means: Means, person: Person) -> list[str]:
    with means.store.reading() as work:
        return declared(work, person)


def guard_view(means: Means, number: str, person: Person) -> GuardView:
    """Raises NotFound for a case that is not theirs to see."""
    look(means, number, person)
    with means.store.reading() as work:
        case, units = case_for(work, number, person), work.people.units()
        here = [one for one in colleagues(work, case) if one.id not in case.about]
        handlers = [one for one in here if case.handlers is None or one.id in case.handlers]
        concerned = [(id, work.people.find(id)) for id in case.about]
        return GuardView(
            number=number,
            title=case.title,
            unit_name=unit_of(units, case.unit).name,
            is_restricted=case.handlers is not None,
            colleagues=[(one.id, one.name, sorted(lanes_by_unit(one, units)[case.unit])) for one in here],
            handlers=[one.id for one in handlers],
            concerned=[(id, known.name if known else id) for id, known in concerned],
            left_to_nobody=[task.label for task in left_to_nobody(work, case, handlers)],
            may_restrict=may_restrict(case, person, lanes_by_unit(person, units)),
        )
