"""Trees: tasks, sub-workflows and the workflow of a case, by subclassing alone - no patch of the library.

The library names its Task class in two places: Task._add_child (overridden here) and Workflow.__init__ (not called);
BpmnWorkflow.create_subprocess makes the sub-workflow (overridden in case_workflow). So every task and sub-workflow of a
case is ours, and with them: no copy of data, no clock, no uuid, no log record, no walk over the tree.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.util.task import BpmnTaskIterator
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.event import Event
from SpiffWorkflow.util.task import TaskState

from .moves import Moves
from .states import ACTIVE, CANCELLED, COMPLETED, FUTURE, MAYBE, READY, STARTED, UNFINISHED, WAITING

_FLAT = frozenset({"state", "spec_name", "skip_subprocesses"})


class CaseTask(Task):
    """A task whose data is the document itself, and whose id is a number: small, fast, the same on replay."""

    _parent: Any = None
    triggered, thread_id, last_state_change = False, 0, 0
    #: which time its element is open in this case; None before a token is there
    round: int | None = None
    #: it need not be asked again in this step
    is_settled = False

    def __init__(
        self, workflow: Any, task_spec: Any, parent: Any = None, state: int = MAYBE, id: int | None = None
    ) -> None:
        top = workflow.top_workflow
        self.id: Any = top.new_id() if id is None else id
        workflow.tasks[self.id] = self
        self.workflow, self.task_spec, self._state, self.data = workflow, task_spec, state, workflow.scope
        self.moves: Moves = top.moves[task_spec]
        self._children, self.internal_data = [], {}
        if parent is not None:
            self._parent = parent.id
            parent._children.append(self.id)

    def is_descendant_of(self, task: Any) -> bool:
        """The library asks by recursion, and joins ask for every task: a look at the numbers is enough."""
        tasks, above = self.workflow.tasks, self._parent
        while above is not None and above != task.id:
            found = tasks.get(above)
            above = found._parent if found is not None else None
        return above is not None

    def _inherit_data(self) -> None:
        """Nothing to copy: there is one document."""

    def _add_child(self, task_spec: Any, state: int = MAYBE) -> "CaseTask":
        task = CaseTask(self.workflow, task_spec, self, state)
        if state == READY:
            task._ready()
        return task

    def _sync_children(self, task_specs: Iterable[Any], state: int = MAYBE) -> None:
        """Nothing is drawn ahead: a task gets its children when the token in it goes on. The library grows all that
        may follow beforehand, in every step, and a chain of 137 tasks that nobody has come to was three quarters of it.
        """
        for spec in task_specs:
            CaseTask(self.workflow, spec, self, state)

    def run(self) -> None:
        """A hook that answers nothing has begun something that ends later."""
        moves = self.moves
        if moves.is_split:
            self.task_spec._predict_hook(self)
        if moves.run is not None and moves.run(self) is None:
            self._set_state(STARTED)
        else:
            self.complete()

    def complete(self) -> None:
        """The token goes on: to what a gateway chose while it ran, else to all that follows."""
        tree, moves = self.workflow, self.moves
        tasks = tree.tasks
        if not self._children or all(tasks[child].triggered for child in self._children):
            for spec in moves.outputs:
                CaseTask(tree, spec, self, FUTURE)
        self._set_state(COMPLETED)
        if moves.complete is not None:
            moves.complete(self)
        for child in [tasks[child] for child in self._children]:
            if child._state < COMPLETED:
                child.update()
        if moves.is_last:
            tree.completed = True
        if tree.completed:
            tree.completed_event(tree)
        else:
            tree.update_waiting_tasks()

    def update(self) -> None:
        """A token came, or something happened that may let it go on. Nothing is predicted, unlike in the library."""
        update = self.moves.update
        if update is None or update(self):
            self._ready()
        elif self.moves.is_patient:
            self.is_settled = True

    def _ready(self) -> None:
        """As the library has it, without looking anew at each task whether its spec is connected."""
        if self._state < COMPLETED:
            self._set_state(READY)
            if self.moves.ready is not None:
                self.moves.ready(self)

    def _set_state(self, value: int) -> None:
        before, self._state = self._state, value
        top = self.workflow.top_workflow
        if self.moves.is_automatic:
            if value == READY:
                top.ready[self.id] = self
            elif before == READY:
                top.ready.pop(self.id, None)
        if value >= COMPLETED:
            if before & ACTIVE:
                top.left(self)
        elif value & ACTIVE and self.round is None:
            top.reached(self)

    def collect_log_extras(self, dct: Any = None) -> Any:
        return None


class Tree:
    """What a case's workflow and its sub-workflows share."""

    #: properties in the library, which are asked for at every turn
    top_workflow: Any = None
    script_engine: Any = None
    completed_event: Event
    success = True

    def __init__(self, spec: Any, scope: Any, top: Any, language: Any) -> None:
        """All that the library's constructors would set and somebody asks for; tests/diagrams/test_lean.py knows what
        is left out."""
        self.spec, self.scope, self.top_workflow, self.script_engine = spec, scope, top, language
        self.data = scope  # the library's `workflow.data.update(task.data)` then changes nothing
        self.tasks: dict[Any, CaseTask] = {}
        self.completed = False
        #: completed activities that have a handler to undo them
        self.undo: list[str] = []

    def plant(self) -> None:
        self.task_tree = CaseTask(self, self.spec.start, state=FUTURE)
        self.task_tree._ready()

    def get_tasks_iterator(self, first_task: Any = None, **asked: Any) -> Iterator[Any]:
        """Every internal caller but the joins wants a flat filter of its own tasks: no walk, no depth limit."""
        if asked.keys() <= _FLAT and (first_task is None or first_task is self.task_tree or self._is_last(first_task)):
            tasks = [first_task] if first_task not in (None, self.task_tree) else self.tasks.values()
            state, name = asked.get("state", TaskState.ANY_MASK), asked.get("spec_name")
            return iter([t for t in tasks if t._state & state and name in (None, t.task_spec.name)])
        return BpmnTaskIterator(first_task or self.task_tree, **{"max_depth": 10**9, **asked})

    def _is_last(self, task: Any) -> bool:
        """Nothing hangs on it yet."""
        return not task._children and task.id not in self.top_workflow.subprocesses

    def update_waiting_tasks(self) -> None:
        for task in [t for t in self.tasks.values() if t._state == WAITING and not t.is_settled]:
            if task._state == WAITING:
                task.update()

    def is_completed(self) -> bool:
        if not self.completed:
            for task in reversed(self.tasks.values()):  # the newest are those that are not finished
                if task._state & UNFINISHED:
                    return False
            self.completed = True
        return True

    def _mark_complete(self, task: Any) -> None:
        self.completed = True

    def _task_removed_notify(self, task: Any) -> None:
        """The library drops children of a cancelled task silently: their sub-workflows and listeners would live on."""
        top = self.top_workflow
        if task._state & ACTIVE:
            task._set_state(CANCELLED)
        top.event_manager.remove_task(task)
        inner = top.subprocesses.pop(task.id, None)
        if inner is not None:
            for removed in list(inner.tasks.values()):
                inner._task_removed_notify(removed)

    def collect_log_extras(self, dct: Any = None) -> Any:
        return None


class CaseSubWorkflow(Tree, BpmnSubWorkflow):
    """A run of a sub-process or called process. Its scope is the data of the activity around it."""

    def __init__(self, spec: Any, my_task: Any, top: Any) -> None:
        super().__init__(spec, my_task.data, top, top.script_engine)
        self.completed_event = Event()
        #: the activity that it is a run of; the library would look it up, also when it is gone already
        self.around, self.parent_task_id = my_task, my_task.id
        self.depth = my_task.workflow.depth + 1
        top.runs.append(self)
