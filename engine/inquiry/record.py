"""The record of a case in words."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from ..bpmn import Program
from ..case import Case
from ..person import Person
from ..recovery.completing import case_for
from ..recovery.means import Means
from ..running import Running
from ..store import Line, UnitOfWork
from ..views import RecordLine
from .words import facts, sentence


def record_of(means: Means, number: str, person: Person) -> list[RecordLine]:
    """Raises NotFound for a case that is not theirs to see."""
    with means.store.reading() as work:
        case = case_for(work, number, person)
        return record(means, work, means.shelf.running(case.edition), case, work.journal.of_case(number))


def record(means: Means, work: UnitOfWork, running: Running, case: Case, lines: Sequence[Line]) -> list[RecordLine]:
    """All lines, with what was typed where it has not been erased."""
    texts = {digest: text.value for digest, text in work.texts.of_case(case.number).items()}
    program = running.program(case.process)
    labels = {end: program.element(end).label for end in case.ends} | _jobs(program, lines)
    return [
        RecordLine(
            number=line.number,
            at=line.at,
            wall=line.wall,
            by=line.actor.name or line.actor.kind,
            kind=line.kind,
            sentence=sentence(line.kind, line.facts, program.lanes, labels, means.zone),
            element=str(line.facts.get("element", "")),
            hash=line.hash,
            details=_details(running, texts.get(str(line.facts.get("digest"))), means.zone),
        )
        for line in lines
    ]


def _jobs(program: Program, lines: Sequence[Line]) -> dict[str, str]:
    """Keys of jobs by the label of the element that asked for them: people know no action by its name."""
    asked = [line.facts for line in lines if line.kind == "job_requested"]
    return {job["key"]: program.element(job["element"]).label for job in asked if job["element"]}


def _details(running: Running, text: Any, zone: tzinfo) -> list[tuple[str, str]]:
    if isinstance(text, Mapping) and "answers" in text:
        return facts(running, text["answers"], zone)
    return [("Note", str(text["text"]))] if isinstance(text, Mapping) and "text" in text else []


def people(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Who did what, each person once, in order of appearance."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.actor.kind in ("person", "customer") and line.facts.get("label"):
            deeds = found.setdefault(line.actor.name, [])
            if line.facts["label"] not in deeds:
                deeds.append(line.facts["label"])
    return [(name, ", ".join(deeds)) for name, deeds in found.items()]
