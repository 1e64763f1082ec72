"""Trees: tasks, sub-workflows and the workflow of a case, by subclassing alone - no patch of the library.

The library names its Task class in two places: Task._add_child (overridden here) and Workflow.__init__, which makes no
task when told `deserializing`; BpmnWorkflow.create_subprocess makes the sub-workflow (overridden in case_workflow). So
every task and sub-workflow of a case is ours, and with them: no copy of data, no clock, no uuid, no log record, no
walk over the tree.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.control import EventSplit
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.util.task import BpmnTaskIterator
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from .states import ACTIVE, CANCELLED, COMPLETED, FUTURE, MAYBE, READY, STARTED, UNFINISHED, WAITING


class CaseTask(Task):
    """A task whose data is the document itself, and whose id is a number: small, fast, the same on replay."""

    def __init__(
        self, workflow: Any, task_spec: Any, parent: Any = None, state: int = MAYBE, id: int | None = None
    ) -> None:
        self.id: Any = workflow.top_workflow.new_id() if id is None else id
        workflow.tasks[self.id] = self
        self.workflow, self.task_spec, self._state = workflow, task_spec, state
        self._parent, self._children, self.triggered, self.thread_id = None, [], False, 0
        self.internal_data, self.last_state_change = {}, 0
        self.data = workflow.scope
        #: which time its element is open in this case; None before a token is there
        self.round: int | None = None
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
        if isinstance(self.task_spec, EventSplit):
            self.task_spec._predict_hook(self)  # it looks at the events among its children
        if self.task_spec._run_hook(self) is None:
            self._set_state(STARTED)
        else:
            self.complete()

    def complete(self) -> None:
        """The token goes on: to what a gateway chose while it ran, else to all that follows."""
        tasks, spec = self.workflow.tasks, self.task_spec
        if not self._children or all(tasks[child].triggered for child in self._children):
            self._sync_children(spec.outputs, FUTURE)
        self._set_state(COMPLETED)
        spec._on_complete_hook(self)
        for child in [tasks[child] for child in self._children]:
            if child._state < COMPLETED:
                child.task_spec._update(child)
        self.workflow._task_completed_notify(self)

    def _ready(self) -> None:
        """As the library has it, without looking anew at each task whether its spec is connected."""
        if self._state < COMPLETED:
            self._set_state(READY)
            self.task_spec._on_ready_hook(self)

    def _set_state(self, value: int) -> None:
        before, self._state = self._state, value
        if value >= COMPLETED:
            if before & ACTIVE:
                self.workflow.top_workflow.left(self)
        elif value & ACTIVE and self.round is None:
            self.workflow.top_workflow.reached(self)

    def collect_log_extras(self, dct: Any = None) -> Any:
        return None


class Tree:
    """What a case's workflow and its sub-workflows share."""

    tasks: dict[Any, CaseTask]
    top_workflow: Any
    spec: Any
    scope: Any
    completed: bool

    def plant(self) -> None:
        self.data = self.scope  # the library's `workflow.data.update(task.data)` then changes nothing
        self.task_tree = CaseTask(self, self.spec.start, state=FUTURE)
        self.task_tree._ready()

    def get_tasks_iterator(self, first_task: Any = None, **asked: Any) -> Iterator[Any]:
        """Every internal caller but the joins wants a flat filter of its own tasks: no walk, no depth limit."""
        if (first_task is None or first_task is self.task_tree) and asked.keys() <= {
            "state",
            "spec_name",
            "skip_subprocesses",
        }:
            state, name = asked.get("state", TaskState.ANY_MASK), asked.get("spec_name")
            return iter([t for t in self.tasks.values() if t._state & state and name in (None, t.task_spec.name)])
        return BpmnTaskIterator(first_task or self.task_tree, **{"max_depth": 10**9, **asked})

    def update_waiting_tasks(self) -> None:
        for task in [t for t in self.tasks.values() if t._state == WAITING]:
            if task._state == WAITING:
                task.task_spec._update(task)

    def is_completed(self) -> bool:
        self.completed = self.completed or not any(t._state & UNFINISHED for t in self.tasks.values())
        return self.completed

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
        self.scope = my_task.data
        #: the activity that it is a run of; the library would look it up, also when it is gone already
        self.around = my_task
        #: completed activities that have a handler to undo them
        self.undo: list[str] = []
        top.runs.append(self)
        super().__init__(spec, my_task.id, top, deserializing=True)
        self.data = self.scope
