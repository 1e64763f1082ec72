"""Pruning: finished tasks that no unfinished one will ask about are forgotten.

Chains of finished tasks are spliced out, not cut at a common ancestor: a token that waits for weeks beside a loop
(keep_informed) would otherwise pin the loop's whole history.
"""

from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit, _EndJoin
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.specs.Join import Join

from .case_workflow import CaseWorkflow
from .states import CANCELLED, COMPLETED


def prune(top: CaseWorkflow) -> None:
    for tree in top.trees():
        for task_id in _prune_tree(tree):
            _forget(top, task_id)
    for task_id, sub in list(top.subprocesses.items()):
        task = top.get_task_from_id(task_id) if sub.completed else None
        if task is not None and task._state >= COMPLETED:
            _forget(top, task_id)


def _forget(top: CaseWorkflow, task_id: int) -> None:
    sub = top.subprocesses.pop(task_id, None)
    for inner in sub.tasks if sub is not None else ():
        _forget(top, inner)


def _prune_tree(tree: Any) -> list[int]:
    tasks = tree.tasks
    keep = _asked_about(tree)
    gone = [task.id for task in tasks.values() if task._state >= COMPLETED and task.id not in keep]
    if gone:
        _splice(tree, set(gone))
    return gone


def _asked_about(tree: Any) -> set[int]:
    """Finished tasks that something unfinished will look for: what it hangs on, arrivals at joins, their branches."""
    keep, joins = {tree.task_tree.id}, set()
    for task in tree.tasks.values():
        if task._state >= COMPLETED:
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


def _splice(tree: Any, gone: set[int]) -> None:
    """Take tasks out; what hung on them hangs on the nearest of its ancestors that stays."""
    tasks = tree.tasks
    for task in tasks.values():
        if task._parent in gone and task.id not in gone:
            above = task._parent
            while above in gone:
                above = tasks[above]._parent
            task._parent = above
            tasks[above]._children.append(task.id)
    for task_id in gone:
        del tasks[task_id]
    for task in tasks.values():
        if task._children:
            task._children = [child for child in task._children if child in tasks]
    if tree.last_task is not None and tree.last_task.id not in tasks:
        tree.last_task = None
