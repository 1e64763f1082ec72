"""CaseWorkflow: a case while a step is taken - what is there, what the step does, and what it asks for."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.util.event import EventManager
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.event import Event

from ..errors import CaseStuck
from .clocks import Clocks
from .definitions import Part
from .language import in_words, whose
from .outcome import Doings
from .states import COMPLETED, WAITING
from .trees import CaseSubWorkflow, CaseTask, Tree

#: one step may not do more without a person, make more tasks, or call deeper
MOST_STEPS, MOST_TASKS, MOST_DEPTH = 1_000, 20_000, 20


class CaseWorkflow(Tree, BpmnWorkflow):
    """The workflow of one case, made anew for every step on specs that all cases of a process share."""

    around = None
    completed_event = Event()  # nobody listens; those who call a sub-workflow listen to theirs

    def __init__(self, program: Any, document: dict[str, Any], now: datetime, calendar: str, calendars: Any) -> None:
        super().__init__(program.spec, document, self, program.language)
        self.program, self.moves = program, program.moves
        self.now, self.calendar, self.calendars = now, calendar, calendars
        self.subprocess_specs, self.subprocesses = program.subs, {}
        self.bpmn_events, self.event_manager = [], EventManager(self)
        self.last_id, self.new_tasks = 0, 0
        #: how often each element was open in this case, in the order of `program.order`
        self.rounds: list[int] = [0] * len(program.order)
        #: end events reached at the top level
        self.ends: list[str] = []
        #: sub-workflows that were there in this step, also those that are over
        self.runs: list[CaseSubWorkflow] = []
        #: tasks that are ready and ask nobody
        self.ready: dict[int, CaseTask] = {}
        self.clocks = Clocks(program.clocks, program.packs)
        self.doings = Doings()
        self.sent, self.signals = self.doings.sent, self.doings.signals

    def new_id(self) -> int:
        self.last_id += 1
        self.new_tasks += 1
        if self.new_tasks > MOST_TASKS:
            raise CaseStuck(
                reason=f"One step of '{self.program.id}' makes more than {MOST_TASKS} tasks. Look for loops that split."
            )
        return self.last_id

    def create_subprocess(self, my_task: Any, spec_name: str) -> CaseSubWorkflow:
        sub = self.subprocesses[my_task.id] = CaseSubWorkflow(self.subprocess_specs[spec_name], my_task, self)
        if sub.depth > MOST_DEPTH:
            raise CaseStuck(reason=f"{whose(my_task)} calls '{spec_name}' more than {MOST_DEPTH} levels deep.")
        sub.plant()
        return sub

    def trees(self) -> list[Any]:
        return [*self.subprocesses.values(), self]

    def all_tasks(self) -> Iterator[CaseTask]:
        for tree in self.trees():
            yield from list(tree.tasks.values())

    def let_go(self) -> None:
        """The step is over: workflow and tasks know each other, and would lie about until the garbage is collected,
        which was a sixth of a step."""
        for tree in (*self.runs, self):
            tree.__dict__.clear()

    # -- what the tasks tell
    def reached(self, task: CaseTask) -> None:
        """A token is there: the element gets its round, and the clocks that begin now."""
        facts = task.moves.facts
        if facts is None or (facts.is_join and task._state == WAITING):
            return
        task.round = 0 if facts.is_loop else self._next_round(facts.place)
        if facts.parts:
            for number, name in enumerate(facts.parts):
                Part(task, number).internal_data["round"] = self._next_round(self.program.place[name])
        if facts.starts_on_open and not facts.is_instance:
            self.clocks.begin(task, facts.starts_on_open)

    def _next_round(self, place: int) -> int:
        self.rounds[place] += 1
        return self.rounds[place]

    def left(self, task: CaseTask) -> None:
        """The token went on, or was called off."""
        facts = task.moves.facts
        if facts is None:
            return
        self.doings.left(task, facts)
        if task._state == COMPLETED and not facts.is_instance:
            if facts.has_clocks:
                self.clocks.keep(facts.keeps)
                self.clocks.begin(task, facts.starts)
                self.clocks.turn(task, facts.element)
            if facts.is_end and facts.element.id not in self.ends:
                self.ends.append(facts.element.id)

    def note_fired(self, task: Any, due: datetime) -> None:
        self.doings.fire(task, due)

    # -- the step
    def advance(self) -> None:
        """Everything that needs no person. Bounded: a loop without a person in it is named, not run for ever."""
        seen: list[Any] = []
        while (task := self._next_automatic()) is not None:
            seen.append(task.task_spec)
            if len(seen) > MOST_STEPS:
                round_about = ", ".join(in_words(self.program, spec) for spec, _ in Counter(seen).most_common(3))
                raise CaseStuck(
                    reason=f"More than {MOST_STEPS} steps without a person: it goes round through {round_about}."
                )
            task.run()
        self.bpmn_events.clear()  # events nobody caught; those that matter are in sent and signals

    def _next_automatic(self) -> CaseTask | None:
        if self.program.watches:
            self._look_at_conditions()
        if not self.ready:
            for tree in self.trees():
                tree.update_waiting_tasks()  # timers, conditions, joins
        if len(self.ready) > 1:
            return self._first_ready()
        return next(iter(self.ready.values()), None)

    def _first_ready(self) -> CaseTask:
        """What interrupts first: an error thrown inside a sub-process stops it at once. Then what stands first."""
        standing = [task for task in self.all_tasks() if task.id in self.ready]
        return next((task for task in standing if getattr(task.task_spec, "cancel_activity", False)), standing[0])

    def _look_at_conditions(self) -> None:
        for task in self.all_tasks():
            if task._state == WAITING and task.task_spec in self.program.watches:
                task.update()
