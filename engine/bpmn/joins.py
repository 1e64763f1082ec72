"""Joins that the library adds of its own - where a process ends, and behind an activity with events on its edge.

Both ask the tree what is left, and the library walks it from the top for that, or from the activity. These are its
hooks over the flat table of tasks; tests/diagrams/test_lean.py compares them with the library's.
"""

from collections.abc import Callable
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, _EndJoin

from .states import COMPLETED, UNFINISHED, WAITING


def all_arrived(task: Any) -> bool:
    """At the end of a process or sub-process: whether no other token is left in it."""
    others = [t for t in task.workflow.tasks.values() if t._state & UNFINISHED and t is not task]
    for other in others:
        if other.task_spec is task.task_spec and other._state == WAITING:
            other.cancel()
    if others:
        task._set_state(WAITING)
    return not others


def activity_over(task: Any) -> bool:
    """Behind an activity: whether it is done, or was interrupted by one of its events; the others are called off."""
    spec = task.task_spec
    is_over, listening = spec._check_threshold_structured(task)
    if is_over:
        for other in listening if spec.cancel_remaining else ():
            other.cancel()
        if any(t.task_spec is spec and t is not task for t in task.workflow.tasks.values()):
            spec._do_join(task)
    elif task._state < COMPLETED:
        task._set_state(WAITING)
    return is_over


#: kind of spec -> whether a token may go on; when it does, nothing is to be done: the data are one document
JOINS: dict[type, Callable[[Any], bool]] = {_EndJoin: all_arrived, BoundaryEventJoin: activity_over}
