"""A case as staff see it, and lists of cases."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..access import below, lanes_by_unit, unit_of
from ..events import told
from ..person import Person, Unit
from ..recovery.completing import case_for
from ..recovery.means import Means
from ..shelf import Running
from ..store import CaseRow, Line, UnitOfWork
from ..views import CaseLine, CaseView, RecordLine
from .diagrams import diagrams
from .papers import letters_of, payments_of
from .words import facts

PAGE = 25


def case_view(means: Means, number: str, person: Person) -> CaseView:
    """Everything about one case. Raises NotFound for what is not theirs to see."""
    with means.store.reading() as work:
        case = case_for(work, number, person)
        running = means.shelf.running(case.edition)
        lines, tasks = work.journal.of_case(number), work.tasks.of_case(number)
        waiting = [t.element for t in work.timers.of_case(number)] + [w.element for w in work.waits.of_case(number)]
        owner = work.people.person(case.owner) if case.owner else None
        return CaseView(
            case=case,
            owner_name=owner.name if owner else "",
            unit_name=unit_of(work.people.units(), case.unit).name,
            tasks=tasks,
            promises=work.promises.of_case(number),
            record=_record(work, running, number, lines),
            letters=letters_of(work, number),
            payments=payments_of(work, number),
            people=_people(lines),
            facts=facts(running, case.data),
            token=case.token,
            diagrams=diagrams(
                running,
                work.editions.files(case.edition),
                case,
                lines,
                tasks,
                work.jobs.of_case(number),
                waiting,
                means.now(),
            ),
        )


def _record(work: UnitOfWork, running: Running, number: str, lines: Sequence[Line]) -> list[RecordLine]:
    texts = {digest: text.value for digest, text in work.texts.of_case(number).items()}
    return [
        RecordLine(
            number=line.number,
            at=line.at,
            wall=line.wall,
            by=line.actor.name or line.actor.kind,
            kind=line.kind,
            sentence=told(line.kind, line.facts),
            element=str(line.facts.get("element", "")),
            hash=line.hash,
            details=_details(running, texts.get(str(line.facts.get("digest")))),
        )
        for line in lines
    ]


def _details(running: Running, text: Any) -> list[tuple[str, str]]:
    """What was typed, if it has not been erased."""
    if not isinstance(text, Mapping):
        return []
    return (
        facts(running, text["answers"])
        if "answers" in text
        else [("Note", str(text["text"]))]
        if "text" in text
        else []
    )


def _people(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Who did what, each person once, in order of appearance."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.actor.kind in ("person", "customer") and line.facts.get("label"):
            deeds = found.setdefault(line.actor.name, [])
            if line.facts["label"] not in deeds:
                deeds.append(line.facts["label"])
    return [(name, ", ".join(deeds)) for name, deeds in found.items()]


def cases(
    means: Means, person: Person, *, text: str = "", open: bool | None = None, page: int = 1
) -> tuple[list[CaseLine], int]:
    """One page of the cases this person may see, newest first, and how many there are in all."""
    with means.store.reading() as work:
        units = work.people.units()
        mine = set(below(units)) if person.may("auditor") else set(lanes_by_unit(person, units))
        wanted = {"open": open, "unit_ids": sorted(mine), "text": text, "hidden_from": person.id}
        rows = work.cases.search(**wanted, limit=PAGE, offset=PAGE * (max(page, 1) - 1))
        return [_line(row, work, {u.id: u for u in units}) for row in rows], work.cases.count(**wanted)


def _line(row: CaseRow, work: UnitOfWork, units: Mapping[str, Unit]) -> CaseLine:
    owner = work.people.person(row.owner) if row.owner else None
    return CaseLine(
        number=row.number,
        title=row.title,
        unit_name=units[row.unit].name,
        owner_name=owner.name if owner else "",
        severity=row.severity,
        is_open=row.is_open,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        ends=row.ends,
    )
