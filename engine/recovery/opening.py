"""Open a case: somebody was let down and said so, or a member of staff saw it."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..access import packs_of, unit_of
from ..answers import checked
from ..case import KINDS, STRATEGIES, Case
from ..errors import AnswersInvalid
from ..events import CaseOpened
from ..person import Actor
from ..running import Running
from ..store import UnitOfWork
from ..values import as_json
from .completing import command_key, said_as, said_before
from .interests import concerned_with, named_in
from .means import Means
from .writing import write

REPORT_FORM = "report.schema.json"
STAFF_REPORT_FORM = "report_by_staff.schema.json"
RECOVERY = "case_by_case"
TITLE = 80
#: the record names staff; whoever reports stays a customer there
WHO = {"customer": "the customer", "process": "the process", "clock": "the clock"}


def report(means: Means, answers: Mapping[str, Any], *, by: Actor, unit: str, channel: str, key: str = "") -> Case:
    """Take in a report of a failure; its words are enough. The same key opens one case only.

    Raises AnswersInvalid with the problems by field.
    """
    with means.store.reading() as work:
        running = means.newest(work)[1]
    clean = judged(running, STAFF_REPORT_FORM if by.kind == "person" else REPORT_FORM, answers, "report")
    return open_case(means, RECOVERY, {"channel": channel, **clean}, by=by, unit=unit, key=key)


def judged(running: Running, form: str, answers: Mapping[str, Any], element: str) -> dict[str, Any]:
    """The answers as the form takes them. Raises AnswersInvalid with the problems by field."""
    clean, problems = checked(running.form(form), answers, currency=str(running.house.get("currency", "")))
    if problems:
        summary = "; ".join(line for lines in problems.values() for line in lines)
        raise AnswersInvalid(element=element, summary=summary, problems=problems)
    return clean


def open_case(
    means: Means,
    process: str,
    data: Mapping[str, Any],
    *,
    by: Actor,
    unit: str,
    key: str = "",
    about: Sequence[str] = (),
    parent: str | None = None,
) -> Case:
    """Start a process as a case of its own, in the newest edition. Raises NotJson for data that no case can hold, and
    PackUnknown for a policy pack that the edition does not have."""
    data = as_json(dict(data), "data")
    once = command_key("open", process, by.kind, by.id, key)
    with means.store.writing() as work:
        known = said_before(work, once, data) if by.kind == "person" else once and work.keys.find(once)
        if known:
            return work.cases.load(known["case"])
        case = _begun(means, work, process, data, unit, about, parent)
        said = {"element": "report", "round": 1, "answers": dict(data)}
        digest = work.texts.keep(case.number, "answers", said, means.secret())
        first = CaseOpened(digest=digest, process=process, edition=case.edition, unit=unit)
        by = by if by.kind == "person" else Actor(by.kind, by.id, WHO.get(by.kind, by.kind))
        _step(means, work, case, by, first)
        if once:
            work.keys.remember(once, case.number, {"case": case.number, "said": said_as(data)}, case.opened_at)
        return case


def _begun(
    means: Means,
    work: UnitOfWork,
    process: str,
    data: Mapping[str, Any],
    unit: str,
    about: Sequence[str],
    parent: str | None,
) -> Case:
    unit_of(work.people.units(), unit)
    edition, running = means.newest(work)
    if data.get("pack"):
        running.packs.known(str(data["pack"]))
    program = running.program(process)
    said = program.properties
    kind = said.get("kind", "recovery")
    known_about = work.cases.guarded(parent)[0] if parent else ()
    case = Case(
        number=work.cases.next_number(KINDS[kind]),
        token=means.secret(),
        kind=kind,
        process=process,
        strategy=said.get("strategy", STRATEGIES[0]),
        edition=edition,
        title=title_of(data, program.name),
        unit=unit,
        data=_under_packs(data, packs_of(work.people.units(), unit)),
        notes=b"",
        about=tuple(dict.fromkeys([*about, *known_about, *concerned_with(work, data), *named_in(work, data, unit)])),
        handlers=_handlers(work, program.listed("restricted_to"), unit),
        parent=parent,
        opened_at=means.now(),
    )
    work.cases.add(case)
    return case


def _handlers(work: UnitOfWork, lanes: Sequence[str], unit: str) -> tuple[str, ...] | None:
    """Those who hold one of these lanes here; None if nobody does, or if the process is not restricted."""
    held = [work.people.holders(lane, unit) for lane in lanes]
    return tuple(dict.fromkeys(person.id for people in held for person in people)) or None


def _under_packs(data: Mapping[str, Any], packs: Sequence[str]) -> dict[str, Any]:
    """A case is under the packs of its unit, beside the one that it was opened with."""
    return {**data, "packs": list(packs)} if packs and "packs" not in data else dict(data)


def _step(means: Means, work: UnitOfWork, case: Case, by: Actor, first: CaseOpened) -> None:
    running, now = means.shelf.running(case.edition), case.opened_at
    step = running.program(case.process).open(
        case.data, now=now, calendar=unit_of(work.people.units(), case.unit).calendar, calendars=running.calendars
    )
    write(means, work, case, step, at=now, actor=by, first=[first])


def title_of(data: Mapping[str, Any], process: str) -> str:
    """What a case is called in lists: the occasion, else what was said, else the process and what it is about."""
    about = str(data.get("failure_point") or "").replace("_", " ")
    otherwise = f"{process}: {about}" if about else process
    text = " ".join(str(data.get("service_occasion") or data.get("what_happened") or otherwise).split())
    return text if len(text) <= TITLE else text[: TITLE - 1].rstrip() + "…"
