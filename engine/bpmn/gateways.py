"""Gateways: conditions that are true or false, joins that wait for what can still come, events that race."""

from collections import Counter
from typing import Any

from SpiffWorkflow.bpmn.specs import defaults as bpmn
from SpiffWorkflow.operators import Operator

from ..errors import CaseStuck
from .definitions import Part
from .language import in_words, whose
from .states import CANCELLED, COMPLETED, DEFINITE, FUTURE, WAITING


class _Asked(Operator):
    """A condition on a flow."""

    def _matches(self, task: Any) -> bool:
        return task.workflow.script_engine.holds(task, self.args[0])


class _Asks:
    """A gateway that looks at conditions, in the order of the file."""

    def connect_outgoing_if(self: Any, condition: str | None, taskspec: Any) -> None:
        self.connect_if(_Asked(condition), taskspec) if condition else self.connect(taskspec)

    def _no_way(self, task: Any) -> CaseStuck:
        return CaseStuck(
            reason=f"{whose(task)}: no condition of its flows holds. Draw a default flow for all other cases."
        )


class ExclusiveGateway(_Asks, bpmn.ExclusiveGateway):
    """Takes the first flow whose condition holds, else the default."""

    def _run_hook(self, my_task: Any) -> bool:
        wanted = self._wanted(my_task)
        if wanted is None:
            raise self._no_way(my_task)
        my_task._sync_children([my_task.workflow.spec.task_specs[wanted]], FUTURE)
        return True

    def _wanted(self, task: Any) -> str | None:
        for condition, name in self.cond_task_specs:
            if condition is not None and condition._matches(task):
                return name
        return self.default_task_spec


class EventGateway(bpmn.EventBasedGateway):
    """Goes on with whichever of its events comes first."""

    def _run_hook(self, my_task: Any) -> bool:
        first = my_task.internal_data["first"]
        part = Part(my_task, first)
        self.event_definition.event_definitions[first].update_task_data(part)
        my_task._sync_children([self.outputs[first]], FUTURE)
        my_task.children[-1].round = part.round
        return True


class _Join:
    """What parallel and inclusive joins share."""

    def _update_hook(self: Any, my_task: Any) -> bool:
        """The last to arrive waits for all, or goes on; those that waited before it are called off at once."""
        here, tasks = [my_task, *self._others(my_task)], my_task.workflow.tasks
        came_from = [tasks[t._parent] for t in here]
        arrived = [t.task_spec for t in came_from if t._state == COMPLETED]
        if len(arrived) > len(set(arrived)):
            raise self._twice(my_task, Counter(arrived).most_common(1)[0])
        goes_on = self._has_all(my_task, arrived)
        for task in here[1:]:
            if task._state == WAITING:
                task.cancel()
        if not goes_on:
            my_task._set_state(WAITING)
        return goes_on

    def _others(self: Any, mine: Any) -> list[Any]:
        """Arrivals of the round that a join waits in; those of earlier rounds are above it."""
        return [
            t
            for t in mine.workflow.tasks.values()
            if t.task_spec is self
            and t is not mine
            and t._state & (WAITING | CANCELLED)
            and not mine.is_descendant_of(t)
            and not t.is_descendant_of(mine)
        ]

    def _twice(self, task: Any, found: tuple[Any, int]) -> CaseStuck:
        spec, count = found
        return CaseStuck(
            reason=f"{whose(task)}: the way from {in_words(task.workflow.top_workflow.program, spec)} "
            f"leads there {count} times at once. Close what a parallel gateway opens with a parallel one first."
        )

    def _on_complete_hook(self: Any, my_task: Any) -> None:
        """Arrivals that a join has used up are removed: the library counts them again in the next round of a loop."""
        for task in list(my_task.workflow.tasks.values()):
            if task.task_spec is self and task is not my_task and task._state == CANCELLED:
                my_task.workflow._remove_task(task.id)
        super()._on_complete_hook(my_task)  # type: ignore[misc]


class ParallelGateway(_Join, bpmn.ParallelGateway):
    """Waits for every entry, leaves by every exit."""

    def _run_hook(self, my_task: Any) -> bool:
        """The library merges the data of all arrivals here. There is one document; what is local to a call stays so."""
        return True

    def _has_all(self, my_task: Any, arrived: list[Any]) -> bool:
        return {spec.name for spec in arrived}.issuperset(self._inputs)


class InclusiveGateway(_Asks, _Join, bpmn.InclusiveGateway):
    """Waits while a token elsewhere can still reach an empty entry; also one inside a sub-process or with a job."""

    def _run_hook(self, my_task: Any) -> bool:
        matches, defaults = self._get_matching_outputs(my_task)
        if not matches and not defaults:
            raise self._no_way(my_task)
        my_task._sync_children(matches or defaults, FUTURE)
        return True

    def _has_all(self, my_task: Any, _: list[Any]) -> bool:
        mine = [t for t in my_task.workflow.tasks.values() if t.task_spec is self and not my_task.is_descendant_of(t)]
        arrived = {
            t.parent.task_spec.name for t in mine if t.parent._state == COMPLETED and t._state & (DEFINITE | CANCELLED)
        }
        behind_empty = self._upstream([spec for spec in self.inputs if spec.name not in arrived])
        behind_full = self._upstream([spec for spec in self.inputs if spec.name in arrived])
        return not any(
            _is_token(t, self) and t.task_spec.name in behind_empty - behind_full
            for t in my_task.workflow.tasks.values()
        )

    def _upstream(self, specs: list[Any]) -> set[str]:
        found: set[str] = set()
        todo = list(specs)
        while todo:
            spec = todo.pop()
            if spec.name not in found and spec is not self:
                found.add(spec.name)
                todo.extend(spec.inputs)
        return found


def _is_token(task: Any, join: Any) -> bool:
    return (
        bool(task._state & DEFINITE)
        and task.task_spec is not join
        and task.parent is not None
        and task.parent._state >= COMPLETED
    )
