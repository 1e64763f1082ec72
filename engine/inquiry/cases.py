"""A case as staff see it, and lists of cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..access import below, lanes_by_unit, unit_of, works_on
from ..case import Case
from ..person import Person, Unit
from ..recovery.completing import case_for
from ..recovery.means import Means
from ..recovery.opening import REPORT_FORM
from ..running import Running
from ..store import CaseRow, Line, UnitOfWork
from ..views import CaseLine, CaseView, FamilyView, LetterView
from .diagrams import diagrams
from .news import news_of
from .papers import letters_of, payments_of
from .record import people, record
from .words import chief, others

PAGE = 25


def case_view(means: Means, number: str, person: Person, *, to_draw: bool = True) -> CaseView:
    """Everything about one case. Raises NotFound for what is not theirs to see."""
    with means.store.reading() as work:
        case = case_for(work, number, person)
        running = means.shelf.running(case.edition)
        lines, tasks = work.journal.of_case(number), work.tasks.of_case(number)
        waiting = [t.element for t in work.timers.of_case(number)] + [w.element for w in work.waits.of_case(number)]
        owner = work.people.find(case.owner)
        works = works_on(case, person, lanes_by_unit(person, work.people.units()))
        return CaseView(
            case=case,
            owner_name=owner.name if owner else "",
            unit_name=unit_of(work.people.units(), case.unit).name,
            tasks=tasks,
            promises=work.promises.of_case(number),
            record=record(means, work, running, case, lines),
            letters=letters_of(work, number) if works else _read_only(letters_of(work, number), case),
            payments=payments_of(work, number),
            people=people(lines),
            facts=chief(running, case.data, means.zone),
            more_facts=others(running, case.data, means.zone, _asked(running, case, lines)),
            token=case.token if works and case.kind == "recovery" else "",
            may_add=works,
            news=news_of(means, work, case, person) if works else (),
            family=_family(work, case, person),
            diagrams=diagrams(
                running,
                work.editions.files(case.edition),
                case,
                lines,
                tasks,
                work.jobs.of_case(number),
                waiting,
                means.now(),
            )
            if to_draw
            else (),
        )


def _family(work: UnitOfWork, case: Case, person: Person) -> FamilyView:
    """Its parent and its children, those that are open first; of many the first page."""
    units = work.people.units()
    children = work.cases.children(case.number)
    mine = _seen_by(person, units)
    rows = work.cases.search(parent=case.number, limit=PAGE, **mine) if children else []
    parents = work.cases.search(number=case.parent, limit=1, **mine) if case.parent else []
    return FamilyView(
        parent=parents[0].number if parents else "",
        children=[_line(row, work, {u.id: u for u in units}) for row in rows],
        total=work.cases.count(parent=case.number, **mine) if children else 0,
        still_open=work.cases.count(parent=case.number, open=True, **mine) if children else 0,
    )


def _seen_by(person: Person, units: Sequence[Unit]) -> dict[str, Any]:
    """What the search is told so that it finds what this person may see."""
    auditor = person.may("auditor")
    mine = sorted(set(below(units)) if auditor else set(lanes_by_unit(person, units)))
    return {"unit_ids": mine, "hidden_from": person.id, "auditor": auditor}


def _read_only(letters: Sequence[LetterView], case: Case) -> list[LetterView]:
    """Letters name the customer's page, and who has its address can answer there."""
    return [replace(letter, html=letter.html.replace(case.token, "...")) for letter in letters]


def _asked(running: Running, case: Case, lines: Sequence[Line]) -> Iterator[str]:
    """Fields in the order in which the forms of this case were filled in."""
    program = running.program(case.process)
    done = (program.element(line.facts["element"]) for line in lines if line.kind == "task_completed")
    for form in (REPORT_FORM, *(element.form for element in done)):
        yield from running.form(form).get("properties", {})


def cases(
    means: Means, person: Person, *, text: str = "", open: bool | None = None, page: int = 1
) -> tuple[list[CaseLine], int]:
    """One page of the cases this person may see, newest first, and how many there are in all."""
    with means.store.reading() as work:
        units = work.people.units()
        wanted = {"open": open, "text": text, **_seen_by(person, units)}
        rows = work.cases.search(**wanted, limit=PAGE, offset=PAGE * (max(page, 1) - 1))
        return [_line(row, work, {u.id: u for u in units}) for row in rows], work.cases.count(**wanted)


def _line(row: CaseRow, work: UnitOfWork, units: Mapping[str, Unit]) -> CaseLine:
    owner = work.people.find(row.owner)
    return CaseLine(
        number=row.number,
        kind=row.kind,
        strategy=row.strategy,
        title=row.title,
        unit_name=units[row.unit].name,
        owner_name=owner.name if owner else "",
        severity=row.severity,
        is_open=row.is_open,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        ends=row.ends,
        is_restricted=row.is_restricted,
    )
