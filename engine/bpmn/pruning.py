"""Pruning: finished tasks that no unfinished one will ask about are left out of the notes.

Chains of finished tasks are left out, not cut at a common ancestor: a token that waits for weeks beside a loop
(keep_informed) would otherwise pin the loop's whole history.
"""

from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit, _EndJoin
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.specs.Join import Join

from .states import CANCELLED, COMPLETED


def held(tree: Any) -> dict[int, int]:
    """The tasks that the notes hold, in order, and what each hangs on: the nearest that is held, 0 for none."""
    tasks, asked = tree.tasks, _asked_about(tree)
    found: dict[int, int] = {}
    for number, task in tasks.items():
        if task._state < COMPLETED or number in asked:
            above = task._parent
            while above is not None and above not in found:  # parents stand before their children
                above = tasks[above]._parent
            found[number] = above or 0
    return found


def _asked_about(tree: Any) -> set[int]:
    """Finished tasks that something unfinished will look for: what it hangs on, arrivals at joins, their branches."""
    keep, joins = {tree.task_tree.id}, set()
    for task in tree.tasks.values():
        if task._state >= COMPLETED or not task.moves.looks_back:
            continue
        spec = task.task_spec
        if isinstance(spec, Join):
            keep.add(task._parent)
            if isinstance(spec, BoundaryEventJoin):
                keep |= _split_of(task)
            elif not isinstance(spec, _EndJoin):
                joins.add(spec)
        elif task._parent is not None and isinstance(task.parent.task_spec, BoundaryEventSplit):
            keep |= {task._parent, *task.parent._children}
        if isinstance(spec, LoopTask) and task.internal_data.get("merged"):
            keep.add(int(task.internal_data["merged"][-1]))
    if joins:
        for task in tree.tasks.values():  # arrivals at a join that has not fired yet
            if task.task_spec in joins and task._state == CANCELLED:
                keep |= {task.id, task._parent}
    return keep


def _split_of(join: Any) -> set[int]:
    split = join.parent
    while split is not None and not (
        isinstance(split.task_spec, BoundaryEventSplit) and split.task_spec.name == join.task_spec.split_task
    ):
        split = split.parent
    return {split.id, *split._children} if split is not None else set()
