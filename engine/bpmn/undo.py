"""Undo (BPMN compensation): completed activities that have a handler are written down; a throw runs the handlers in
reverse.

Only within one process or sub-process: what a completed sub-process did inside cannot be undone from outside.
"""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.spiff.specs.spiff_task import SpiffBpmnTask

from .states import FUTURE, READY


class Undo(SpiffBpmnTask):
    """The throwing event. One handler at a time runs as its child; the throw itself ends when none is left."""

    def __init__(self, wf_spec: Any, name: str, of: str | None = None, **kwargs: Any) -> None:
        super().__init__(wf_spec, name, **kwargs)
        self.of = of
        self.handlers: dict[str, Any] = {}

    def _run_hook(self, my_task: Any) -> bool | None:
        undo = my_task.workflow.undo
        for place in range(len(undo) - 1, -1, -1):
            if undo[place] in self.handlers:
                self._start(my_task, self.handlers[undo.pop(place)])
                return None  # STARTED, until the handler is done
        return True

    def _start(self, task: Any, handler: Any) -> None:
        child = task._add_child(handler, FUTURE)
        child.triggered = True
        handler._update(child)


def wire(spec: Any, handlers: Mapping[str, Any]) -> None:
    """Connect activities, their handlers and the throws of one process or sub-process."""
    throws = [s for s in spec.task_specs.values() if isinstance(s, Undo)]
    for activity, handler in handlers.items():
        spec.task_specs[activity].completed_event.connect(_write_down)
        handler.completed_event.connect(_handler_done)
        handler._inputs = [t.name for t in throws] or [activity]  # the library refuses to run a task without inputs
    for throw in throws:
        throw.handlers = {a: h for a, h in handlers.items() if throw.of in (None, a)}


def _write_down(workflow: Any, task: Any) -> None:
    workflow.undo.append(task.task_spec.name)


def _handler_done(workflow: Any, task: Any) -> None:
    if isinstance(task.parent.task_spec, Undo):
        task.parent._set_state(READY)  # look for the next one
