"""Program: one process of one edition, ready to run. A step is a calculation: (case before, command, now) -> Step."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.exceptions import SpiffWorkflowException

from ..errors import CaseStuck, NotFound
from ..values import as_json
from .addressing import addressed_event, addressed_task
from .case_workflow import CaseWorkflow
from .definitions import Error, Message, Signal, throw_outwards
from .element import Element, Process
from .language import whose
from .notes import from_notes, to_notes
from .outcome import Standing, difference, standing
from .outline import Line, outline
from .plan import Plan
from .standstill import refuse_standstill
from .step import Asked, Saved, Step


class Program:
    """Its methods keep nothing: give them a case, get a step. What they are given is not changed.

    All commands take `now` (aware), the name of the `calendar` that durations are counted in unless a diagram names
    another, and the `calendars` to look it up in. They raise TaskNotOpen for what nobody is asked for (any more) and
    CaseStuck, naming the element, when the process cannot take the step: an expression that fails, an error nobody
    catches, an endless loop.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @property
    def id(self) -> str:
        return self._plan.id

    @property
    def name(self) -> str:
        return self._plan.process.name

    @property
    def path(self) -> str:
        return self._plan.process.path

    @property
    def elements(self) -> Mapping[str, Element]:
        """The elements of its own diagram, by id."""
        return self._plan.process.elements

    @property
    def properties(self) -> Mapping[str, str]:
        """The extension properties of the process itself: kind, strategy, start_form, started_by."""
        return self._plan.process.properties

    def listed(self, name: str) -> tuple[str, ...]:
        """A property of the process that holds several words with commas between them."""
        return self._plan.process.listed(name)

    def element(self, ident: str) -> Element:
        """An element of this process or of one that it calls. Raises NotFound."""
        try:
            return self._plan.elements[ident]
        except KeyError:
            raise NotFound(what="element", name=ident) from None

    @property
    def lanes(self) -> Mapping[str, str]:
        """Keys and names of all lanes, its own first."""
        return self._plan.lanes

    @property
    def flows(self) -> frozenset[str]:
        """Sequence flows of this process."""
        return frozenset(self._plan.process.flows)

    @property
    def processes(self) -> tuple[Process, ...]:
        """This process, then those that it calls, each once."""
        return self._plan.closure

    def outline(self) -> list[Line]:
        """The diagram in words, in flow order."""
        return outline(self._plan.process)

    def open(self, data: Mapping[str, Any], *, now: datetime, calendar: str, calendars: Any) -> Step:
        """Begin a case. Its document is a checked copy of `data`."""
        top = CaseWorkflow(self._plan, as_json(dict(data), "data"), _aware(now), calendar, calendars)
        return _step(top, Standing(), top.plant)

    def complete(
        self,
        saved: Saved,
        element: str,
        round: int,
        answers: Mapping[str, Any],
        *,
        now: datetime,
        calendar: str,
        calendars: Any,
    ) -> Step:
        """Hand in a task. Answers go to the case field by field; those to names of a loop item stay with the item."""
        top, before = self._load(saved, now, calendar, calendars)
        task = addressed_task(before.tasks, element, round)

        def hand_in() -> None:
            task.data.update(as_json(dict(answers), element))
            task.run()

        return _step(top, before, hand_in)

    def deliver(
        self,
        saved: Saved,
        element: str,
        round: int,
        result: Mapping[str, Any] | None,
        *,
        now: datetime,
        calendar: str,
        calendars: Any,
    ) -> Step:
        """The result of a job; it goes to the field that the service task names (`resultVariable`), if it names one."""
        top, before = self._load(saved, now, calendar, calendars)
        task = addressed_task(before.jobs, element, round)

        def deliver() -> None:
            field = self.element(element).result
            if field:
                task.data[field] = as_json(result, field)
            del task.internal_data["job"]
            task.complete()

        return _step(top, before, deliver)

    def fail(
        self,
        saved: Saved,
        element: str,
        round: int,
        code: str,
        text: str,
        *,
        now: datetime,
        calendar: str,
        calendars: Any,
    ) -> Step:
        """A job that failed for good: the nearest error boundary event that knows the code goes on, else CaseStuck."""
        top, before = self._load(saved, now, calendar, calendars)
        task = addressed_task(before.jobs, element, round)

        def fail() -> None:
            if not throw_outwards(task, Error(code, code=code), {"code": code, "text": text}):
                raise CaseStuck(
                    reason=f"{whose(task)} failed with '{code}' ({text}), and nothing around it catches that."
                )

        return _step(top, before, fail)

    def wake(self, saved: Saved, *, now: datetime, calendar: str, calendars: Any) -> Step:
        """Whatever is due by now happens; nothing else does."""
        top, before = self._load(saved, now, calendar, calendars)
        return _step(top, before, lambda: None)

    def message(
        self,
        saved: Saved,
        name: str,
        payload: Any,
        element: str | None = None,
        round: int | None = None,
        *,
        now: datetime,
        calendar: str,
        calendars: Any,
    ) -> Step:
        """To exactly one of the events that wait for it; who sends says which if there are several."""
        top, before = self._load(saved, now, calendar, calendars)
        event = BpmnEvent(Message(name), payload=as_json(payload, name))
        task = addressed_event(top, before, event, element, round)

        def arrive() -> None:
            task.task_spec.catch(task, event)
            task.update()

        return _step(top, before, arrive)

    def signal(self, saved: Saved, name: str, payload: Any, *, now: datetime, calendar: str, calendars: Any) -> Step:
        """To all events that wait for it; to none is no mistake."""
        top, before = self._load(saved, now, calendar, calendars)
        return _step(top, before, lambda: top.catch(BpmnEvent(Signal(name), payload=as_json(payload, name))))

    def asked(self, saved: Saved, *, now: datetime, calendar: str, calendars: Any) -> Asked:
        """What the case waits for; takes no step."""
        top, found = self._load(saved, now, calendar, calendars)
        return Asked(
            tasks=frozenset(found.tasks),
            jobs=frozenset(found.jobs),
            timers=frozenset((*place, datetime.fromisoformat(due)) for place, due in found.timers.items()),
            waits=frozenset((name, *place) for place, name in found.waits.items()),
            ended=top.is_completed(),
        )

    def _load(self, saved: Saved, now: datetime, calendar: str, calendars: Any) -> tuple[CaseWorkflow, Standing]:
        top = from_notes(self._plan, saved.notes, dict(saved.data), _aware(now), calendar, calendars)
        return top, standing(top)


def _aware(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise ValueError("now has no time zone")
    return now.astimezone(UTC)


def _step(top: CaseWorkflow, before: Standing, command: Callable[[], object]) -> Step:
    try:
        command()
        top.advance()
        after = standing(top)
        refuse_standstill(top, after)
        changed = difference(top, before, after)
    except RecursionError:
        raise CaseStuck(
            reason=f"'{top.program.id}' goes round too often in one step. Look for a loop without a person in it."
        ) from None
    except SpiffWorkflowException as problem:
        raise CaseStuck(reason=f"'{top.program.id}' cannot go on: {problem}") from problem
    doings = top.doings
    step = Step(
        data=top.scope,
        notes=to_notes(top),
        ended=top.is_completed(),
        ends=tuple(top.ends),
        passed=tuple(doings.passed),
        fired=tuple(doings.fired),
        made=tuple(top.clocks.made),
        kept=tuple(top.clocks.kept),
        turned=tuple(top.clocks.turned),
        sent=tuple(doings.sent),
        signals=tuple(doings.signals),
        **changed,
    )
    top.let_go()
    return step
