"""Complete a task: judge the answers, let the process take its step, write everything or nothing."""

import json
from collections.abc import Mapping
from typing import Any

from ..access import check_may_do, check_sees, lanes_by_unit
from ..answers import changed_fields, checked, writable
from ..case import Case
from ..edition import fingerprint
from ..errors import AmendsError, AnswersInvalid, FieldsChanged, KeyUsed, NotFound, TaskNotOpen, TaskTaken
from ..events import Event, OwnerNamed, TaskCompleted
from ..person import CUSTOMER_LANE, Actor, Customer, Person, acting
from ..store import UnitOfWork
from ..task import Task, TaskId
from .drafting import draft_owner, keep_draft
from .means import Means
from .writing import saved, setting, write


def complete(
    means: Means,
    task_id: TaskId,
    answers: Mapping[str, Any],
    *,
    by: Person | Customer,
    key: str = "",
    shown: Mapping[str, Any] | None = None,
) -> None:
    """Hand in a task. `shown` is what the form showed: only what the person changed is written. The same key acts once.

    Raises TaskNotOpen, TaskTaken, NotAllowed, AnswersInvalid, FieldsChanged or CaseStuck; the typed is a draft then.
    """
    once = command_key("complete", str(task_id), draft_owner(by), key)
    try:
        with means.store.writing() as work:
            _complete(means, work, task_id, answers, by, once, shown)
    except AmendsError:
        if once and _was_handed_in(means, task_id.case, once):
            return
        keep_draft(means, task_id, by, answers)
        raise


def _complete(
    means: Means,
    work: UnitOfWork,
    task_id: TaskId,
    answers: Mapping[str, Any],
    by: Person | Customer,
    key: str,
    shown: Mapping[str, Any] | None,
) -> None:
    case = case_for(work, task_id.case, by, task_id)
    task = open_task(work, task_id, case, by)
    check_turn(work, task, case, by)
    running, now = means.shelf.running(case.edition), means.now()
    currency = str(running.house.get("currency", ""))
    mine = _judged(running.form(task.form), answers, shown, case, task, currency)
    step = running.program(case.process).complete(
        saved(case), task.id.element, task.id.round, mine, **setting(means, work, case, now)
    )
    told = _told(means, work, case, task, mine, by, key)
    element = running.program(case.process).element(task.id.element)
    if isinstance(by, Person) and element.properties.get("owns") == "yes":
        told += named_owner(case, by, accepts=True)
    write(means, work, case, step, at=now, actor=actor_of(by, case), first=told)
    work.drafts.drop(task_id, draft_owner(by))


def _was_handed_in(means: Means, case: str, key: str) -> bool:
    """A task that was handed in is not open any more: only who is refused has to be asked whether it was this post."""
    with means.store.reading() as work:
        kept = work.texts.of_case(case).values()
    return any(text.value.get("key") == key for text in kept if text.kind == "answers" and text.value)


def command_key(*parts: str) -> str:
    """The key under which a command is remembered: of one command, one thing and one person; nobody uses another's."""
    return fingerprint("\n".join(map(str, parts)).encode(errors="replace")) if parts[-1] else ""


def said_before(work: UnitOfWork, key: str, said: Mapping[str, Any]) -> Any | None:
    """What came of a command under this key, None if it is new. Raises KeyUsed if something else was said under it."""
    known = work.keys.find(key) if key else None
    if known and known.get("said") not in (None, said_as(said)):
        raise KeyUsed
    return known


def said_as(said: Mapping[str, Any]) -> str:
    """By what it is known again that the same was said."""
    return fingerprint(json.dumps(said, sort_keys=True, default=str).encode(errors="replace"))


def case_for(work: UnitOfWork, number: str, by: Person | Customer, task: TaskId | None = None) -> Case:
    """The case, if this reader may see it. Raises NotFound alike for what is missing and what is not theirs.

    With a task of the case, to which they go on, what is asked next is asked along.
    """
    if isinstance(by, Customer) and work.cases.by_token(by.token) != number:
        raise NotFound(what="case", name=number)
    case = work.cases.load_for(task, draft_owner(by)) if task else work.cases.load(number)
    if isinstance(by, Customer):
        return case
    check_sees(case, by, lanes_by_unit(by, work.people.units()))
    return case


def open_task(work: UnitOfWork, task_id: TaskId, case: Case, by: Person | Customer) -> Task:
    """Raises TaskNotOpen; who has done it is told to colleagues only."""
    try:
        return work.tasks.load(task_id)
    except TaskNotOpen:
        doer = case.doers.get(task_id.element) if isinstance(by, Person) else None
        person = work.people.find(doer)
        why = f"{person.name} has done it" if person else "it was done or called off meanwhile"
        raise TaskNotOpen(element=task_id.element, case=task_id.case, why=why) from None


def check_turn(work: UnitOfWork, task: Task, case: Case, by: Person | Customer) -> None:
    """The lane, the exclusions and the claim of somebody else."""
    if isinstance(by, Customer):
        if task.lane != CUSTOMER_LANE:
            raise NotFound(what="task", name=task.label)
        return
    check_may_do(task, case, by, lanes_by_unit(by, work.people.units()))
    if task.claimed_by not in (None, by.id):
        holder = work.people.find(task.claimed_by)
        raise TaskTaken(element=task.id.element, case=case.number, who=holder.name if holder else "somebody else")


def _judged(
    schema: Mapping[str, Any],
    answers: Mapping[str, Any],
    shown: Mapping[str, Any] | None,
    case: Case,
    task: Task,
    currency: str,
) -> dict[str, Any]:
    clean, problems = checked(schema, answers, currency=currency)
    if problems:
        titles = {name: field.get("title", name) for name, field in schema.get("properties", {}).items()}
        summary = "; ".join(f"{titles.get(name, name)}: {lines[0]}" for name, lines in problems.items())
        raise AnswersInvalid(element=task.id.element, case=case.number, summary=summary, problems=problems)
    if shown is None:
        return clean
    mine, theirs = changed_fields(clean, _fillable(schema, shown), {**case.data, **task.local})
    if theirs:
        raise FieldsChanged(fields=", ".join(sorted(theirs)), current=theirs, case=case.number, element=task.id.element)
    return mine


def _fillable(schema: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, Any]:
    """What is shown only comes back empty, and was not emptied by anybody."""
    return {name: shown[name] for name in writable(schema) if name in shown}


def _told(
    means: Means, work: UnitOfWork, case: Case, task: Task, answers: dict[str, Any], by: Person | Customer, key: str
) -> list[Event]:
    said = {"element": task.id.element, "round": task.id.round, "answers": answers} | ({"key": key} if key else {})
    digest = work.texts.keep(case.number, "answers", said, means.secret())
    who = by.name if isinstance(by, Person) else "the customer"
    events: list[Event] = [
        TaskCompleted(
            element=task.id.element,
            round=task.id.round,
            label=task.label,
            by=who,
            fields=tuple(sorted(answers)),
            digest=digest,
        )
    ]
    if isinstance(by, Person):
        case.doers[task.id.element] = by.id
        events += named_owner(case, by)
    return events


def named_owner(case: Case, person: Person, *, accepts: bool = False) -> list[Event]:
    """Whoever of the staff takes a case up first owns it, until somebody else accepts it."""
    if case.owner == person.id or (case.owner is not None and not accepts):
        return []
    case.owner = person.id
    return [OwnerNamed(person=person.id, name=person.name)]


def actor_of(by: Person | Customer, case: Case) -> Actor:
    return acting(by) if isinstance(by, Person) else Actor("customer", case.number, "the customer")
