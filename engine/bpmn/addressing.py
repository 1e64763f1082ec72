"""Addressing: which open task or waiting event a command means - exactly one, or a sentence why not."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.util.event import BpmnEvent

from ..errors import TaskNotOpen
from .case_workflow import CaseWorkflow
from .definitions import FirstOf, drawn
from .outcome import Standing
from .states import WAITING


def addressed_task(tasks: Mapping[tuple[str, int], Any], element: str, round: int) -> Any:
    task = tasks.get((element, round))
    if task is None:
        raise TaskNotOpen(element=element, case="", why="it was done, or called off")
    return task


def addressed_event(
    top: CaseWorkflow, before: Standing, event: BpmnEvent, element: str | None, round: int | None
) -> Any:
    name = event.event_definition.name
    hits = [
        place
        for place, awaited in before.waits.items()
        if awaited == name and element in (None, place[0]) and round in (None, place[1])
    ]
    if not hits:
        raise TaskNotOpen(element=element or name, case="", why=f"nothing waits for the message '{name}'")
    if len(hits) > 1:
        raise TaskNotOpen(
            element=element or name, case="", why=f"{', '.join(h[0] for h in hits)} all wait for '{name}'; say which"
        )
    return next(task for task in top.all_tasks() if task._state == WAITING and hits[0] in _places(task))


def _places(task: Any) -> list[tuple[str, int]]:
    rule = getattr(task.task_spec, "event_definition", None)
    return [drawn(part) for _, _, part in rule.parts(task)] if isinstance(rule, FirstOf) else [drawn(task)]
