"""How a case stands for somebody: whether it is open, and what they may do in it next; what a step is answered with."""

from ..access import check_sees, lanes_by_unit, why_not
from ..case import Case
from ..errors import NotFound
from ..person import Person
from ..recovery.means import Means
from ..task import Task
from ..views import Standing


def standing(means: Means, number: str, person: Person) -> Standing:
    """One question and no look: somebody who has just done something there hears what came of it. Raises NotFound."""
    with means.store.asking() as work:
        case, tasks = work.tasks.standing(number)
        if case is None:
            raise NotFound(what="case", name=number)
        held = lanes_by_unit(person, work.people.units())
    check_sees(case, person, held)
    mine = [task for task in tasks if _is_for(task, case, person, held)]
    return Standing(case.number, case.title, case.is_open, case.ended_at, case.ends, mine)


def _is_for(task: Task, case: Case, person: Person, held: dict[str, set[str]]) -> bool:
    return task.claimed_by in (None, person.id) and not why_not(task, case, person, held)
