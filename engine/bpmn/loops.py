"""Loops: an activity done for each item of a list, a number of times, or as long as a condition holds.

Names of the item and of its result are local to the instance; everything else that an instance writes goes to the case.
"""

from typing import Any

from SpiffWorkflow.spiff.specs import defaults as spiff

from ..errors import CaseStuck
from ..values import as_json
from .language import whose
from .scope import Scope
from .states import READY, STARTED, WAITING

#: instances of one multi-instance activity; more is work for a job that opens cases
MOST = 500


def _start(loop: Any, task: Any) -> Any:
    child = task._add_child(task.workflow.spec.task_specs[loop.task_spec], WAITING)
    child.triggered = True
    return child


class _Items:
    """What parallel and sequential instances share."""

    def create_child(self: Any, my_task: Any, item: Any, key_or_index: Any = None) -> None:
        child = _start(self, my_task)
        names = {v.bpmn_id for v in (self.input_item, self.output_item) if v is not None}
        if names:
            child.data = Scope(names, my_task.data)
        if self.input_item is not None:
            self.input_item.set(child, as_json(item, self.input_item.bpmn_id))
        child.internal_data["item" if key_or_index is None else "key_or_index"] = (
            item if key_or_index is None else key_or_index
        )
        child.task_spec._update(child)

    def merge_child(self: Any, workflow: Any, child: Any) -> None:
        if self.data_output is None or self.output_item is None:
            child.data = child.parent.data  # nothing to collect; the library would merge the item into the case
        else:
            self.data_output.set(child.parent, _copy(self.data_output.get(child.parent)))
            if not self.output_item.exists(child):
                self.output_item.set(child, None)  # a field that was left empty; the library would stop there
        super().merge_child(workflow, child)  # type: ignore[misc]

    def check_completion_condition(self: Any, my_task: Any) -> bool:
        if self.condition is None:
            return False
        last = my_task.workflow.tasks[int(my_task.internal_data["merged"][-1])]
        return my_task.workflow.script_engine.holds(last, self.condition)

    def init_data_output_with_input_data(self: Any, my_task: Any, items: Any) -> None:
        if self.data_input is None or self.data_input.bpmn_id != self.data_output.bpmn_id:
            self.data_output.set(my_task, {} if isinstance(items, dict) else [])  # afresh in every round

    def init_data_output_with_cardinality(self: Any, my_task: Any) -> None:
        self.data_output.set(my_task, [])

    def _update_hook(self: Any, my_task: Any) -> Any:
        count = self._count(my_task)
        if count > MOST:
            raise CaseStuck(
                reason=f"{whose(my_task)} would be done {count} times; at most {MOST} are possible. "
                "Use a service task that opens a case for each."
            )
        return super()._update_hook(my_task)  # type: ignore[misc]

    def _count(self: Any, task: Any) -> int:
        if self.data_input is not None:
            items = self.data_input.get(task) if self.data_input.exists(task) else None
            if not isinstance(items, list | dict):
                raise CaseStuck(
                    reason=f"{whose(task)} is done for each of '{self.data_input.bpmn_id}', which is not a list "
                    f"in this case."
                )
            return len(items)
        count = task.workflow.script_engine.evaluate(task, self.cardinality)
        if type(count) is not int or count < 0:
            raise CaseStuck(
                reason=f"{whose(task)} is done '{self.cardinality}' times, which is {count!r} here and not a "
                f"whole number."
            )
        return count


def _copy(collected: Any) -> Any:
    """What was collected so far may also be in the hands of whoever asked for the step."""
    return dict(collected) if isinstance(collected, dict) else list(collected or ())


class ParallelItems(_Items, spiff.ParallelMultiInstanceTask):
    """All instances at once."""


class SequentialItems(_Items, spiff.SequentialMultiInstanceTask):
    """One instance after the other."""


class StandardLoop(spiff.StandardLoopTask):
    """Again and again while a condition holds; keeps a count, not a list, so that its notes stay small."""

    def _update_hook(self, my_task: Any) -> bool | None:
        my_task.internal_data["done"] = 0
        if self.test_before and self.loop_complete(my_task):
            return True
        my_task._set_state(STARTED)
        self.create_child(my_task)
        return None

    def create_child(self, my_task: Any) -> None:
        child = _start(self, my_task)
        child.task_spec._update(child)

    def merge_child(self, workflow: Any, child: Any) -> None:
        task = child.parent
        task.internal_data["done"] += 1
        if self.loop_complete(task):
            task._set_state(READY)
        else:
            self.create_child(task)

    def loop_complete(self, my_task: Any) -> bool:
        if self.maximum is not None and my_task.internal_data["done"] >= self.maximum:
            return True
        return bool(self.condition) and not my_task.workflow.script_engine.holds(my_task, self.condition)
