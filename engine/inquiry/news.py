"""What a reader may start or tell, and with which form."""

from collections.abc import Mapping
from typing import Any

from ..access import lanes_by_unit
from ..case import Case
from ..errors import NotFound, TaskNotOpen
from ..person import Customer, Person
from ..recovery.completing import case_for
from ..recovery.means import Means
from ..recovery.telling import lanes_of, startable, tellable
from ..store import UnitOfWork
from ..views import NewsView, Startable, Tellable


def starts(means: Means, person: Person) -> list[Startable]:
    """The processes this person may start, by name."""
    with means.store.reading() as work:
        return startable(means.newest(work)[1], person, lanes_by_unit(person, work.people.units()))


def start_form(means: Means, process: str, person: Person) -> tuple[Startable, Mapping[str, Any]]:
    """One of them with its form. Raises NotFound for a process that is not theirs to start."""
    with means.store.reading() as work:
        running = means.newest(work)[1]
        mine = startable(running, person, lanes_by_unit(person, work.people.units()))
    found = next((s for s in mine if s.process == process), None)
    if found is None:
        raise NotFound(what="process to start", name=process)
    return found, running.form(found.form)


def news_of(means: Means, work: UnitOfWork, case: Case, by: Person | Customer) -> list[Tellable]:
    """What this reader may tell an open case."""
    if not case.is_open:
        return []
    program = means.shelf.running(case.edition).program(case.process)
    return tellable(work, program, case, lanes_of(work, case, by))


def news_view(means: Means, number: str, element: str, by: Person | Customer) -> NewsView:
    """The form for one piece of news. Raises NotFound, or TaskNotOpen if the case does not wait for it."""
    with means.store.reading() as work:
        case = case_for(work, number, by)
        told = next((t for t in news_of(means, work, case, by) if t.element == element), None)
        if told is None:
            raise TaskNotOpen(element=element, case=number, why="the case does not wait for this, or not from you")
        schema = means.shelf.running(case.edition).form(told.form)
        return NewsView(case=number, news=told, schema=schema)
