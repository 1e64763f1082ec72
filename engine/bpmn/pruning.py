"""Pruning: finished tasks that no unfinished one will ask about are forgotten.

Chains of finished tasks are spliced out, not cut at a common ancestor: a token that waits for weeks beside a loop
(keep_informed) would otherwise pin the loop's whole history.
"""

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit, _EndJoin
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin

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
    finished = [t for t in tree.tasks.values() if t._state >= COMPLETED]
    if len(finished) < 3:
        return []
    keep = _asked_about(tree, finished)
    keep |= _where_branches_part(tree, keep)
    gone = [t.id for t in finished if t.id not in keep]
    if gone:
        _splice(tree, keep, gone)
    return gone


def _asked_about(tree: Any, finished: Iterable[Any]) -> set[int]:
    """Unfinished tasks, what they hang on, and what joins and boundary events will look for."""
    keep, joins = {tree.task_tree.id}, set()
    for task in tree.tasks.values():
        if task._state >= COMPLETED:
            continue
        keep |= {task.id, task._parent}
        spec = task.task_spec
        if isinstance(spec, UnstructuredJoin) and not isinstance(spec, _EndJoin):
            joins.add(spec)
        elif isinstance(spec, BoundaryEventJoin):
            keep |= _split_of(task)
        elif isinstance(spec, LoopTask) and task.internal_data.get("merged"):
            keep.add(int(task.internal_data["merged"][-1]))
    for task in finished:  # arrivals at a join that has not fired yet
        if task.task_spec in joins and task._state == CANCELLED:
            keep |= {task.id, task._parent}
    keep.discard(None)
    return keep


def _split_of(join: Any) -> set[int]:
    split = join.parent
    while split is not None and not (
        isinstance(split.task_spec, BoundaryEventSplit) and split.task_spec.name == join.task_spec.split_task
    ):
        split = split.parent
    return {split.id, *split._children} if split is not None else set()


def _where_branches_part(tree: Any, keep: set[int]) -> set[int]:
    below: dict[int, set[int]] = {}
    for task_id in keep:
        task = tree.tasks.get(task_id)
        while task is not None and task._parent is not None:
            kept = below.setdefault(task._parent, set())
            if task.id in kept:
                break
            kept.add(task.id)
            task = tree.tasks.get(task._parent)
    return {parent for parent, kept in below.items() if len(kept) > 1}


def _splice(tree: Any, keep: set[int], gone: Iterable[int]) -> None:
    tasks = tree.tasks
    for task_id in keep:
        task = tasks.get(task_id)
        if task is not None and task._parent is not None and task._parent not in keep:
            _lift(tasks, task, keep)
    for task_id in gone:
        del tasks[task_id]
    for task in tasks.values():
        task._children = [child for child in task._children if child in tasks]
    if tree.last_task is not None and tree.last_task.id not in tasks:
        tree.last_task = None


def _lift(tasks: dict[int, Any], task: Any, keep: set[int]) -> None:
    """Hang a task on the nearest of its ancestors that is kept."""
    above = tasks[task._parent]
    while above.id not in keep:
        above = tasks[above._parent]
    task._parent = above.id
    above._children.append(task.id)
