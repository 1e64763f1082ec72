"""Outcome: what stands before and after a step, and the difference between the two as a Step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .definitions import FirstOf, Message, drawn
from .facts import Facts
from .scope import local_names
from .states import COMPLETED, READY, STARTED, WAITING
from .step import Closed, JobCancelled, JobRequest, Opened, Passed, TimerRow, Wait
from .timers import due_time

Place = tuple[str, int]


class Doings:
    """What one step did, as it happened."""

    def __init__(self) -> None:
        self.passed: list[Passed] = []
        self.fired: list[TimerRow] = []
        self.sent: list[tuple[str, Any]] = []
        self.signals: list[tuple[str, Any]] = []
        self.done: set[Place] = set()
        #: task id -> parameters of the job it asks for
        self.wanted: dict[int, dict[str, Any]] = {}

    def left(self, task: Any, facts: Facts) -> None:
        done, round_, element = task._state == COMPLETED, task.round, facts.element
        if done:
            self.done.add((element.id, round_))
        elif facts.is_silent or round_ is None:
            return  # events that did not happen and tokens on their way to a join were not called off
        scope = "" if task.workflow.around is None else scope_of(task)
        flows, how = (_flows(task, facts), "passed") if done else ((), "cancelled")
        self.passed.append(Passed(element.id, element.label, round_ or 0, scope, flows, how))

    def fire(self, task: Any, due: datetime) -> None:
        element, round_ = drawn(task)
        label = task.workflow.top_workflow.program.elements[element].label
        self.fired.append(TimerRow(element=element, round=round_, due=due, label=label))


def scope_of(task: Any) -> str:
    """The runs around a task, outermost first."""
    if task.workflow.around is None:
        return ""
    steps: list[str] = []
    while (around := task.workflow.around) is not None:
        if "." not in around.task_spec.bpmn_id:  # names with a dot are ours, not the designer's
            steps.append(f"{around.task_spec.bpmn_id}:{around.round or 0}")
        task = around
    return "/".join(reversed(steps))


def _flows(task: Any, facts: Facts) -> tuple[str, ...]:
    """The drawn flows that the token left by."""
    if facts.leaves_by is not None:
        return facts.leaves_by
    tasks, ways = task.workflow.tasks, facts.ways
    return tuple([ways[name] for child in task._children if (name := tasks[child].task_spec.name) in ways])


class Standing:
    """What a case asks for between two steps."""

    def __init__(self) -> None:
        self.tasks: dict[Place, Any] = {}
        self.jobs: dict[Place, Any] = {}
        #: when each is due, as the notes have it
        self.timers: dict[Place, str] = {}
        #: the message that each waits for
        self.waits: dict[Place, str] = {}


def standing(top: Any) -> Standing:
    found = Standing()
    for tree in top.trees():
        for task in tree.tasks.values():
            state = task._state
            if state == READY:
                if not task.moves.is_automatic:
                    found.tasks[task.task_spec.bpmn_id, task.round] = task
            elif state == WAITING:
                _listening(found, task)
            elif state == STARTED and "job" in task.internal_data:
                found.jobs[task.task_spec.bpmn_id, task.round] = task
    return found


def _listening(found: Standing, task: Any) -> None:
    rule = task.moves.listens
    if isinstance(rule, FirstOf):
        for _, definition, part in rule.parts(task):
            _listen(found, part, definition)
    elif rule is not None:
        _listen(found, task, rule)


def _listen(found: Standing, task: Any, rule: Any) -> None:
    if "due" in task.internal_data:
        found.timers[drawn(task)] = task.internal_data["due"]
    elif isinstance(rule, Message):
        found.waits[drawn(task)] = rule.name


def difference(top: Any, before: Standing, after: Standing) -> dict[str, Any]:
    """The fields of a Step that say what changed."""
    done = top.doings.done
    return {
        "opened": tuple([_opened(task) for place, task in after.tasks.items() if place not in before.tasks]),
        "closed": tuple(
            [
                Closed(element=place[0], round=place[1], how="done" if place in done else "cancelled")
                for place in before.tasks
                if place not in after.tasks
            ]
        ),
        **(_jobs(done, before, after) if before.jobs or after.jobs else {}),
        **(_listeners(top, before, after) if before.timers != after.timers or before.waits != after.waits else {}),
    }


def _jobs(done: set[Place], before: Standing, after: Standing) -> dict[str, Any]:
    return {
        "jobs": tuple(_job(task) for place, task in after.jobs.items() if place not in before.jobs),
        "jobs_cancelled": tuple(
            JobCancelled(element=place[0], round=place[1])
            for place in before.jobs
            if place not in after.jobs and place not in done
        ),
    }


def _listeners(top: Any, before: Standing, after: Standing) -> dict[str, Any]:
    return {
        "timers_set": _timers(top, after.timers, before.timers),
        "timers_cleared": _timers(top, before.timers, after.timers),
        "waits_set": _waits(after.waits, before.waits),
        "waits_cleared": _waits(before.waits, after.waits),
    }


def _timers(top: Any, rows: Mapping[Place, str], others: Mapping[Place, str]) -> tuple[TimerRow, ...]:
    """Those that the others do not have, or have for another time."""
    elements = top.program.elements
    return tuple(
        TimerRow(element=place[0], round=place[1], due=datetime.fromisoformat(due), label=elements[place[0]].label)
        for place, due in rows.items()
        if others.get(place) != due
    )


def _waits(rows: Mapping[Place, str], others: Mapping[Place, str]) -> tuple[Wait, ...]:
    return tuple(
        Wait(message=name, element=place[0], round=place[1])
        for place, name in rows.items()
        if others.get(place) != name
    )


def _job(task: Any) -> JobRequest:
    element = task.workflow.top_workflow.program.elements[task.task_spec.bpmn_id]
    return JobRequest(
        element=element.id,
        round=task.round,
        label=element.label,
        operation=task.task_spec.operation_name,
        parameters=task.workflow.top_workflow.doings.wanted[task.id],
    )


def _opened(task: Any) -> Opened:
    element = task.workflow.top_workflow.program.elements[task.task_spec.bpmn_id]
    given = element.properties
    due = due_time(task, given["due"], given.get("calendar", "")) if given.get("due") else None
    return Opened(
        element=element.id,
        round=task.round,
        label=element.label,
        lane=element.lane,
        form=element.form,
        due=due,
        assign=given.get("assign", "anyone"),
        not_by=element.listed("not_by"),
        instructions=element.instructions,
        principle=given.get("principle", ""),
        local=local_names(task.data),
    )
