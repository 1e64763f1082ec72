"""Moves: what a task spec does when a token comes, worked out once an edition and not at every turn.

The library asks a spec by hooks whether a token may go on, is ready, has run, is done. For most specs the answer is
"nothing to do", five calls deep and with an event that nobody listens to; such a hook is None here, and not called.
tests/diagrams/test_lean.py runs diagrams with every hook called and compares.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit, EventSplit
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.spiff.specs.spiff_task import SpiffBpmnTask

from .definitions import Error, Escalation, Message, Signal
from .facts import Facts, facts_of
from .gateways import ParallelGateway
from .joins import JOINS
from .timers import Timer

Hook = Callable[[Any], Any]
#: they copy data, which we never do, run a script before or after if there is one, and tell those who listen
_PLAIN = (TaskSpec, BpmnTaskSpec, SpiffBpmnTask)

_OUTSIDE = (Timer, Message, Signal, Error, Escalation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Of one task spec. A hook that is None does nothing."""

    #: None for what the library adds of its own
    facts: Facts | None
    #: nobody is asked: it runs as soon as it is ready
    is_automatic: bool
    #: the process is over when it is done
    is_last: bool
    #: it looks at the events among its children
    is_split: bool
    #: finished tasks matter to it
    looks_back: bool
    #: the definition of the event that it waits for
    listens: Any
    #: what it waits for does not happen within a step unless it is told: a later time, a message, another token
    is_patient: bool
    outputs: tuple[Any, ...]
    #: whether a token may go on; None: at once
    update: Hook | None
    ready: Hook | None
    run: Hook | None
    complete: Hook | None


def moves_of(plan: Any) -> dict[Any, Moves]:
    """Of all task specs of a process and what it calls."""
    facts = facts_of(plan)
    return {
        task_spec: _moves(task_spec, facts.get(task_spec))
        for spec in (plan.spec, *plan.subs.values())
        for task_spec in spec.task_specs.values()
    }


def _moves(spec: Any, facts: Facts | None) -> Moves:
    inputs = bool(getattr(spec, "data_input_associations", ()) or getattr(spec, "io_specification", None))
    outputs = inputs or bool(getattr(spec, "data_output_associations", ()))
    before, after = getattr(spec, "prescript", None) is not None, getattr(spec, "postscript", None) is not None
    join = JOINS.get(type(spec))
    listens = getattr(spec, "event_definition", None) if isinstance(spec, CatchingEvent) else None
    return Moves(
        facts=facts,
        is_automatic=not spec.manual,
        is_last=spec.name == "End",
        is_split=isinstance(spec, EventSplit),
        looks_back=isinstance(spec, Join | LoopTask) or any(isinstance(s, BoundaryEventSplit) for s in spec.inputs),
        listens=listens,
        is_patient=isinstance(listens, _OUTSIDE) or isinstance(spec, ParallelGateway),
        outputs=tuple(spec.outputs),
        update=join or _hook(spec, "_update_hook", inputs or before, spec.update_event),
        ready=_hook(spec, "_on_ready_hook", False, spec.ready_event),
        run=None if join else _hook(spec, "_run_hook", False, spec.run_event),
        complete=_hook(spec, "_on_complete_hook", outputs or after, spec.completed_event),
    )


def _hook(spec: Any, name: str, does_something: bool, told: Any) -> Hook | None:
    """None if it is the library's own, has nothing to do, and nobody wants to be told."""
    plain = {getattr(kind, name) for kind in _PLAIN}
    if getattr(type(spec), name) in plain and not does_something and not told.n_subscribers():
        return None
    return getattr(spec, name)
