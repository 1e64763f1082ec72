"""Write what came of a step: case, tasks, timers, promises, jobs and record, in the transaction that loaded it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from .. import faults
from ..access import is_open_to, unit_of
from ..actions.pay import INTENDED
from ..bpmn import Opened, Saved, Step
from ..case import Case
from ..events import (
    CaseEnded,
    ElementCancelled,
    ElementPassed,
    Event,
    JobHeld,
    JobRequested,
    TaskOpened,
    TimerFired,
)
from ..job import Job
from ..person import CLOCK, PROCESS, Actor
from ..store import UnitOfWork
from ..task import Task, TaskId
from .asking import ask
from .families import asked_about
from .means import Means
from .promising import promises
from .reconciling import HELD

UNANSWERED = (
    "It was called off before the gateway had answered, so the money may have left: ask the gateway. If it has, try "
    "again, which notes it; if not, skip it."
)


def saved(case: Case) -> Saved:
    return Saved(data=case.data, notes=case.notes)


def setting(means: Means, work: UnitOfWork, case: Case, now: datetime) -> dict[str, Any]:
    """What every command of the engine is told beside the command: the time, and how the case's unit counts time."""
    running = means.shelf.running(case.edition)
    return {"now": now, "calendar": unit_of(work.people.units(), case.unit).calendar, "calendars": running.calendars}


def write(
    means: Means,
    work: UnitOfWork,
    case: Case,
    step: Step,
    *,
    at: datetime,
    actor: Actor = PROCESS,
    first: Sequence[Event] = (),
) -> None:
    """`first` are the events that led to the step, told by `actor`; what follows from them is told by the process."""
    fired = [TimerFired(element=t.element, label=t.label, due=datetime.fromisoformat(str(t.due))) for t in step.fired]
    told = [
        *_passed(step),
        *promises(means, work, case, step, at),
        *_opened(work, case, step, at),
        *(_jobs(means, work, case, step, at) if step.jobs or step.jobs_cancelled or step.sent else ()),
    ]
    _rows(work, case, step)
    if step.ended or step.waits_set:
        _families(means, work, case, step, at)
    faults.here("step_half_written")
    case.data, case.notes = step.data, step.notes
    case.severity = step.data.get("severity", case.severity)
    if step.ended:
        case.ended_at, case.ends = at, tuple(step.ends)
        told.append(CaseEnded(ends=tuple(step.ends)))
    said = [(actor, first), (CLOCK, fired), (PROCESS, told)]
    work.journal.continue_by(case.number, said, at=at, wall=means.wall.now())
    work.cases.save(case)
    faults.here("step_written")


def _passed(step: Step) -> list[Event]:
    return [
        ElementPassed(element=p.element, label=p.label, round=p.round, scope=p.scope, flows=tuple(p.flows))
        if p.how == "passed"
        else ElementCancelled(element=p.element, label=p.label, round=p.round, scope=p.scope)
        for p in step.passed
    ]


def _opened(work: UnitOfWork, case: Case, step: Step, at: datetime) -> list[Event]:
    events: list[Event] = []
    closed = [TaskId(case.number, task.element, task.round) for task in step.closed]
    for o in step.opened:
        task = Task(
            id=TaskId(case.number, o.element, o.round),
            label=_called(o),
            lane=o.lane,
            form=o.form,
            opened_at=at,
            due_at=o.due,
            unit=case.unit,
            assigned_to=_assigned(work, case, o.assign, o.lane),
            excluded=tuple(sorted({case.doers[e] for e in o.not_by if e in case.doers})) if o.not_by else (),
            local=o.local,
        )
        if closed:
            work.tasks.follow(closed.pop(), task)
        else:
            work.tasks.open(task)
        events.append(TaskOpened(element=o.element, round=o.round, label=task.label, lane=o.lane, due=o.due))
    for task_id in closed:
        work.tasks.close(task_id)
    return events


def _called(opened: Opened) -> str:
    """The label of the diagram; one of several in a loop also says which: "Carry out the remedy: rebooking"."""
    if not opened.local:
        return opened.label
    items = [item for item in opened.local.values() if isinstance(item, str) and item]
    return f"{opened.label}: {items[0].replace('_', ' ')}" if len(items) == 1 else opened.label


def _assigned(work: UnitOfWork, case: Case, assign: str, lane: str) -> str | None:
    """Kept for one person only while that person is here and holds the lane; otherwise whoever holds it."""
    wanted = (
        case.owner
        if assign == "owner"
        else case.doers.get(assign.removeprefix("doer:"))
        if assign.startswith("doer:")
        else None
    )
    if wanted is None:
        return None
    person = work.people.find(wanted)
    is_here = person and person.is_active and any(seat.lane == lane for seat in person.seats)
    return wanted if person and is_here and person.id not in case.about and is_open_to(case, person) else None


def _jobs(means: Means, work: UnitOfWork, case: Case, step: Step, at: datetime) -> list[Event]:
    events = [
        event
        for cancelled in step.jobs_cancelled
        for event in _called_off(work, job_key(case.number, cancelled.element, cancelled.round))
    ]
    for wanted in step.jobs:
        key = job_key(case.number, wanted.element, wanted.round)
        held = ask(
            means,
            work,
            Job(
                key=key,
                case=case.number,
                kind="action",
                name=wanted.operation,
                created_at=at,
                next_try_at=at,
                args={
                    "element": wanted.element,
                    "round": wanted.round,
                    "label": wanted.label,
                    "parameters": wanted.parameters,
                },
            ),
        )
        events.append(JobRequested(key=key, name=wanted.operation, element=wanted.element))
        if held:
            events.append(JobHeld(key=key, name=wanted.operation, reason=HELD))
    for place, (name, payload) in enumerate(step.sent):
        before = sum(other == name for other, _ in step.sent[:place])
        ask(
            means,
            work,
            Job(
                key=f"{case.number}:sent:{name}:{case.version}" + (f":{before}" if before else ""),
                case=case.number,
                kind="message",
                name=name,
                args={"payload": payload},
                created_at=at,
                next_try_at=at,
            ),
        )
    return events


def _called_off(work: UnitOfWork, key: str) -> list[Event]:
    """It is not done any more - but money that the gateway was asked for may have left: that an operator has to ask."""
    payment = work.payments.by_key(key)
    if payment is None or payment.state != INTENDED:
        work.jobs.withdraw(key)
        return []
    job = work.jobs.hold(key, UNANSWERED)
    return [JobHeld(key=key, name=job.name, reason=UNANSWERED)] if job else []


def _families(means: Means, work: UnitOfWork, case: Case, step: Step, at: datetime) -> None:
    for parent in asked_about(case, step):
        key = f"family:{parent}:{case.number}:{case.version}"
        ask(means, work, Job(key=key, case=parent, kind="family", name="", created_at=at, next_try_at=at))


def job_key(case: str, element: str, round: int) -> str:
    """One key for one intent: the same element of the same case in the same round never acts twice."""
    return f"{case}:{element}:{round}"


def _rows(work: UnitOfWork, case: Case, step: Step) -> None:
    for t in step.timers_cleared:
        work.timers.clear(case.number, t.element, t.round, t.part)
    for t in step.timers_set:
        work.timers.set(case.number, t.element, t.round, t.part, t.due, t.label)
    for w in step.waits_cleared:
        work.waits.clear(case.number, w.message, w.element, w.round)
    for w in step.waits_set:
        work.waits.set(case.number, w.message, w.element, w.round)
