"""Standstill: a case that has not ended waits for a person, a job, a time or a message - or it says what it hangs on.

A join that waits for a branch that was never taken is what BPMN calls a deadlock. The library, and the standard, would
leave such a case lying for ever; here the step that would bring it about is not taken.
"""

from typing import Any

from ..errors import CaseStuck
from .definitions import Condition, FirstOf, Signal
from .language import whose
from .outcome import Standing
from .states import WAITING


def refuse_standstill(top: Any, after: Standing) -> None:
    """Raises CaseStuck if nothing that anybody could do would bring the case on."""
    if after.tasks or after.jobs or after.timers or after.waits or top.is_completed():
        return
    waiting = [task for task in top.all_tasks() if task._state == WAITING]
    if any(_listens(getattr(task.task_spec, "event_definition", None)) for task in waiting):
        return
    joins = sorted({whose(task) for task in waiting if task.task_spec.bpmn_id in top.program.elements})
    raise CaseStuck(
        reason=f"'{top.program.id}' would wait at {', '.join(joins) or 'a join'} for a branch that was not taken. "
        f"Close with a parallel gateway only what a parallel one opens, and with an exclusive one what chooses."
    )


def _listens(rule: Any) -> bool:
    """Whether it waits for a signal, or for data that somebody may still write."""
    if isinstance(rule, FirstOf):
        return any(_listens(part) for part in rule.event_definitions)
    return isinstance(rule, Condition | Signal)
