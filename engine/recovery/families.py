"""Families: an incident opens a case for each customer, hears when the last is closed, and tells them things."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..bpmn import Step
from ..case import Case, customer_of
from ..events import CaseJoined, CasesOpened, CaseTold
from ..job import Job
from ..person import PROCESS, Actor
from ..store import UnitOfWork
from ..values import as_json
from .asking import ask
from .means import Means

#: the message that a parent waits for
ALL_CLOSED = "all_cases_closed"


def asked_about(case: Case, step: Step) -> list[str]:
    """The cases that have to be looked at after this step: its parent if it ended, itself if it waits for its own.

    A job after the commit looks, not the step itself: of two children that end at once, the later one sees both.
    """
    found = [case.parent] if step.ended and case.parent else []
    return found + [case.number] * any(wait.message == ALL_CLOSED for wait in step.waits_set)


def is_over(work: UnitOfWork, number: str) -> bool:
    """No case that it opened is open; also if it opened none."""
    return not any(is_open for _, is_open in work.cases.children(number))


def join(means: Means, parent: Case, data: Mapping[str, Any]) -> str:
    """Let an open case of the same customer and occasion belong to the parent. Its number, "" if there is none."""
    occasion = str(data.get("service_occasion") or "").strip().casefold()
    with means.store.writing() as work:
        for number, known in work.cases.open_of(customer_of(data)) if occasion else ():
            if str(known.get("service_occasion") or "").strip().casefold() == occasion:
                case = work.cases.load(number)
                _join(means, work, case, parent.number)
                return number
    return ""


def _join(means: Means, work: UnitOfWork, case: Case, parent: str) -> None:
    """Twice is once; a case that belongs to another incident stays there."""
    if case.parent is None and case.number != parent:
        case.parent = parent
        work.cases.save(case)
        work.journal.append(
            case.number, [CaseJoined(parent=parent)], at=means.now(), wall=means.wall.now(), actor=PROCESS
        )


def note_opened(means: Means, case: Case, opened: int, joined: int) -> None:
    told = CasesOpened(opened=opened, joined=joined)
    with means.store.writing() as work:
        work.journal.append(case.number, [told], at=means.now(), wall=means.wall.now(), actor=PROCESS)


def opener(case: Case) -> Actor:
    """Who opens a child, as its record says."""
    return Actor("process", case.number, "the process")


def addressed(work: UnitOfWork, case: Case, to: str) -> Sequence[str]:
    """The cases meant by "parent", "children" (the open ones) or a number."""
    if to == "parent":
        return [case.parent] if case.parent else []
    if to == "children":
        return [number for number, is_open in work.cases.children(case.number) if is_open]
    return [work.cases.load(to).number]


def tell(means: Means, case: Case, to: str, message: str, facts: Mapping[str, Any], key: str) -> int:
    """Hand the message to a job of each addressed case, once for the key; how many there are."""
    now, payload = means.now(), as_json(dict(facts), "facts")
    with means.store.writing() as work:
        cases = addressed(work, case, to)
        known = work.jobs.by_key(f"{key}:{cases[0]}") if cases else None
        if known is not None:
            return len(cases)
        for number in cases:
            job = Job(
                key=f"{key}:{number}", case=number, kind="message", name=message, args={"payload": payload},
                created_at=now, next_try_at=now,
            )  # fmt: skip
            ask(means, work, job)
        told = CaseTold(name=message, to=to, cases=len(cases))
        work.journal.append(case.number, [told], at=now, wall=means.wall.now(), actor=PROCESS)
    return len(cases)
