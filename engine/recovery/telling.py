"""What people enter beside their tasks: a process started by hand, and news for a case that waits to hear it."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..access import lanes_by_unit, works_on
from ..bpmn import Element, Program
from ..case import Case
from ..errors import NotAllowed, NotFound, TaskNotOpen
from ..events import MessageReceived
from ..person import CUSTOMER_LANE, Customer, Person, acting
from ..running import Running
from ..store import UnitOfWork
from ..views import Startable, Tellable
from .completing import actor_of, case_for, command_key, said_as, said_before
from .drafting import draft_owner
from .means import Means
from .opening import judged, open_case
from .writing import saved, setting, write


def startable(running: Running, person: Person, held: Mapping[str, set[str]]) -> list[Startable]:
    """What a person may start, by name."""
    found = []
    for program in running.library.processes.values():
        form, lanes = program.properties.get("start_form", ""), program.listed("started_by")
        units = tuple(sorted(unit for unit, mine in held.items() if not lanes or mine & set(lanes)))
        if form and units:
            documentation = program.processes[0].documentation
            found.append(Startable(program.id, program.name, documentation, form, units))
    return sorted(found, key=lambda s: s.name)


def start(means: Means, process: str, answers: Mapping[str, Any], *, by: Person, unit: str, key: str = "") -> Case:
    """Start a process by its form. Raises NotFound for one that is not theirs to start there, AnswersInvalid."""
    with means.store.reading() as work:
        running = means.newest(work)[1]
        mine = startable(running, by, lanes_by_unit(by, work.people.units()))
    found = next((s for s in mine if s.process == process and unit in s.units), None)
    if found is None:
        raise NotFound(what="process to start", name=process)
    clean = judged(running, found.form, answers, process)
    return open_case(means, process, clean, by=acting(by), unit=unit, key=key)


def tellable(work: UnitOfWork, program: Program, case: Case, lanes: Iterable[str]) -> list[Tellable]:
    """What the case waits to hear from somebody of these lanes, in the order of its names."""
    mine = set(lanes)
    waiting = [(wait, program.element(wait.element)) for wait in work.waits.of_case(case.number)]
    return [
        Tellable(wait.message, wait.element, wait.round, element.label, element.documentation, element.form)
        for wait, element in waiting
        if _told_by(element) & mine
    ]


def tell(
    means: Means, number: str, element: str, answers: Mapping[str, Any], *, by: Person | Customer, key: str = ""
) -> None:
    """Hand in news for a case: to the event that waits for it. The same key acts once.

    Raises NotFound, NotAllowed, TaskNotOpen if nothing waits there any more, AnswersInvalid with problems by field.
    """
    once = command_key("tell", number, element, draft_owner(by), key)
    with means.store.writing() as work:
        if said_before(work, once, answers):
            return
        case = case_for(work, number, by)
        running, now = means.shelf.running(case.edition), means.now()
        program = running.program(case.process)
        told = next((t for t in tellable(work, program, case, lanes_of(work, case, by)) if t.element == element), None)
        if told is None:
            raise _refusal(program, case, element, by)
        clean = judged(running, told.form, answers, element)
        step = program.message(
            saved(case), told.message, clean, told.element, told.round, **setting(means, work, case, now)
        )
        if isinstance(by, Person):
            case.doers[element] = by.id
        said = {"element": element, "round": told.round, "answers": clean}
        work.texts.keep(case.number, "answers", said, means.secret())
        write(means, work, case, step, at=now, actor=actor_of(by, case), first=[MessageReceived(name=told.message)])
        if once:
            work.keys.remember(once, case.number, {"told": element, "said": said_as(answers)}, now)


def lanes_of(work: UnitOfWork, case: Case, by: Person | Customer) -> set[str]:
    """As what this reader may tell something: a customer, or the lanes held in the case's unit."""
    if isinstance(by, Customer):
        return {CUSTOMER_LANE}
    held = lanes_by_unit(by, work.people.units())
    return held.get(case.unit, set()) if works_on(case, by, held) else set()


def _refusal(program: Program, case: Case, element: str, by: Person | Customer) -> Exception:
    """Nobody learns of messages that are not theirs; who may tell it hears that the time for it is over."""
    known = program.element(element)
    if isinstance(by, Person) and not _told_by(known):
        return NotAllowed(who=by.name, why=f"“{known.label}” is not told by people")
    return TaskNotOpen(element=element, case=case.number, why=f"the case does not wait for “{known.label}” from you")


def _told_by(element: Element) -> set[str]:
    return set(element.listed("told_by"))
