"""Boundary events: one that does not interrupt listens again after each time."""

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults as bpmn
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import BoundaryEvent as AnyBoundaryEvent

from .definitions import Condition, Escalation, Message, Signal
from .states import COMPLETED, WAITING
from .timers import Timer


class BoundaryEvent(bpmn.BoundaryEvent):
    """Listens again through a fresh instance beside the old one, so that handlers under way survive."""

    def _run_hook(self, my_task: Any) -> Any:
        again = None if self.cancel_activity else self._again(my_task)
        result = super()._run_hook(my_task)
        split = my_task.parent
        if again is not None and any(
            not isinstance(t.task_spec, AnyBoundaryEvent) and t._state < COMPLETED for t in split.children
        ):
            self._listen(split, again)
        return result

    def _again(self, task: Any) -> dict[str, Any] | None:
        """The notes of the fresh instance; None if it does not listen again."""
        rule = self.event_definition
        if isinstance(rule, Timer):
            return rule.next_round(task)
        if isinstance(rule, Condition):
            return {"held": True}
        return {} if isinstance(rule, Message | Signal | Escalation) else None

    def _listen(self, split: Any, notes: dict[str, Any]) -> None:
        fresh = split._add_child(self, WAITING)
        fresh.triggered = True
        fresh.internal_data = notes
        fresh.workflow.top_workflow.reached(fresh)
        self._update(fresh)
