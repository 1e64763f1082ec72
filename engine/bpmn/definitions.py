"""Event definitions with the reach that BPMN gives them; subclasses of the library's, made by our parser.

* an error or escalation goes outwards through the activities around the thrower, nearest first, and to nobody else; an
  error that nobody catches stops the step instead of going on as if nothing had happened;
* a message leaves the case and comes in addressed: it never wakes every catch of its name;
* a signal is heard inside and handed out;
* a condition is looked at again whenever data may have changed; while names in it are unknown it does not hold;
* each event behind an event gateway has notes of its own, so two timers have two due times and conditions work.
"""

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.event_definitions.conditional import ConditionalEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import BoundaryEvent
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.spiff.specs import event_definitions as spiff

from ..errors import CaseStuck
from .language import whose
from .states import WAITING


def _around(task: Any) -> Iterator[list[Any]]:
    """The waiting boundary events on the activity itself, then on each activity around it."""
    while task is not None:
        above = task.parent
        if above is not None and isinstance(above.task_spec, BoundaryEventSplit):
            yield [t for t in above.children if isinstance(t.task_spec, BoundaryEvent) and t._state == WAITING]
        if above is not None and isinstance(above.task_spec, LoopTask):
            task = above
        else:
            inner = task.workflow
            task = inner.parent_workflow.tasks[inner.parent_task_id] if inner.parent_task_id is not None else None


def throw_outwards(task: Any, definition: Any, payload: Any) -> bool:
    """Give an error or escalation to the nearest boundary event that catches it; one with its code comes first."""
    event = BpmnEvent(definition, payload=payload)
    for boundary in _around(task):
        hits = [t for t in boundary if t.task_spec.catches(t, event)]
        hits.sort(key=lambda t: t.task_spec.event_definition.code is None)
        if hits:
            hits[0].task_spec.catch(hits[0], event)
            hits[0].task_spec._update(hits[0])
            return True
    return False


def _payload(task: Any, expression: str | None) -> Any:
    return task.workflow.script_engine.evaluate(task, expression) if expression else None


class _Outwards:
    """Thrown to the activities around the thrower."""

    code: str | None
    name: str
    expression: str | None

    def throw(self, my_task: Any) -> None:
        if not throw_outwards(my_task, self, _payload(my_task, self.expression)):
            self.unheard(my_task)

    def unheard(self, task: Any) -> None:
        """An escalation may go unheard."""


class Error(_Outwards, spiff.ErrorEventDefinition):
    """An error; one that nothing catches is a problem of the case, not its success."""

    def unheard(self, task: Any) -> None:
        raise CaseStuck(
            reason=f"{whose(task)} throws the error '{self.code or self.name}', and nothing around it catches it. "
            "Draw an error boundary event on the activity around it."
        )


class Escalation(_Outwards, spiff.EscalationEventDefinition):
    """An escalation."""


class Signal(spiff.SignalEventDefinition):
    """A signal: heard inside, and handed out for other cases."""

    def throw(self, my_task: Any) -> None:
        payload = _payload(my_task, self.expression)
        top = my_task.workflow.top_workflow
        top.catch(BpmnEvent(self, payload=payload))
        top.signals.append((self.name, payload))


class Message(spiff.MessageEventDefinition):
    """A message: thrown, it leaves the case; caught, it was addressed to this event."""

    def throw(self, my_task: Any) -> None:
        payload = _payload(my_task, self.expression)
        my_task.workflow.top_workflow.sent.append((self.name, {} if payload is None else payload))

    def catches(self, my_task: Any, event: Any) -> bool:
        return self == event.event_definition

    def catch(self, my_task: Any, event: Any = None) -> None:
        if self.message_var:  # what nobody asked for is not kept: it may be personal
            my_task.internal_data[self.name] = event.payload
        my_task.internal_data["event_fired"] = True

    def update_task(self, my_task: Any) -> None:
        """Nothing to correlate."""


class Condition(ConditionalEventDefinition):
    """Fires when it begins to hold. `held` in the notes: it holds since before this event began to listen again."""

    def has_fired(self, my_task: Any) -> bool:
        language, kept = my_task.workflow.script_engine, my_task.internal_data
        holds = language.can_be_worked_out(my_task, self.expression) and language.holds(my_task, self.expression)
        if kept.get("held"):
            kept["held"] = holds
            return False
        return holds


class Part:
    """One branch of an event gateway with notes of its own: each definition believes that it is alone."""

    def __init__(self, task: Any, number: int) -> None:
        self._task, self.element = task, task.task_spec._outputs[number]
        self.internal_data = task.internal_data.setdefault("parts", {}).setdefault(str(number), {})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._task, name)

    @property
    def round(self) -> int:
        return self.internal_data.get("round", 0)

    def _get_internal_data(self, name: str, default: Any = None) -> Any:
        return self.internal_data.get(name, default)

    def _set_internal_data(self, **values: Any) -> None:
        self.internal_data.update(values)


def drawn(task: Any) -> tuple[str, int]:
    """The element as it is drawn, and its round."""
    return (task.element if isinstance(task, Part) else task.task_spec.bpmn_id), task.round or 0


class FirstOf(MultipleEventDefinition):
    """What an event gateway waits for: whichever of its events comes first."""

    def parts(self, task: Any) -> Iterator[tuple[int, Any, Part]]:
        for number, definition in enumerate(self.event_definitions):
            yield number, definition, Part(task, number)

    def has_fired(self, my_task: Any) -> bool:
        for number, definition, part in self.parts(my_task):
            if "first" not in my_task.internal_data and definition.has_fired(part):
                my_task.internal_data["first"] = number
        return "first" in my_task.internal_data

    def catches(self, my_task: Any, event: Any = None) -> bool:
        return any(definition.catches(part, event) for _, definition, part in self.parts(my_task))

    def catch(self, my_task: Any, event: Any = None) -> None:
        for _, definition, part in self.parts(my_task):
            if definition.catches(part, event):
                definition.catch(part, event)
                return

    def reset(self, my_task: Any) -> None:
        my_task.internal_data.clear()
