"""The library as it comes: in memory, and kept the way its documentation shows."""

import copy
from pathlib import Path
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from .contestants import connect
from .diagrams import PROCESS


class InMemory:
    """SpiffWorkflow alone: nothing is kept, nothing is loaded."""

    def __init__(self, diagram: bytes, folder: Path) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(diagram)
        self._spec, self._subs = parser.get_spec(PROCESS), parser.get_subprocess_specs(PROCESS)
        self.workflow: Any = None

    def begin(self, data: dict[str, Any]) -> None:
        self.workflow = BpmnWorkflow(self._spec, self._subs)
        self.workflow.get_next_task(spec_name="reported").set_data(**copy.deepcopy(data))
        self.workflow.do_engine_steps()

    def step(self, element: str, typed: dict[str, Any]) -> None:
        self.workflow.refresh_waiting_tasks()
        task = self.workflow.get_next_task(state=TaskState.READY, manual=True, spec_name=element)
        task.set_data(**typed)
        task.run()
        self.workflow.do_engine_steps()

    def done(self) -> bool:
        found = self.workflow.data or self.workflow.last_task.data
        return found.get("would_recommend") == 9 and found.get("hours_promised") == 24

    def size(self) -> int:
        return 0


class Documented(InMemory):
    """The serializer's JSON of the whole workflow in one row, read and written at every step."""

    def __init__(self, diagram: bytes, folder: Path) -> None:
        super().__init__(diagram, folder)
        self._serializer, self._database = BpmnWorkflowSerializer(), connect(folder / "documented.sqlite")
        self._case = 0

    def begin(self, data: dict[str, Any]) -> None:
        super().begin(data)
        state = self._serializer.serialize_json(self.workflow)
        self._database.execute("begin immediate")
        self._case = self._database.execute("insert into kept(state) values(?)", (state,)).lastrowid or 0
        self._database.execute("commit")

    def step(self, element: str, typed: dict[str, Any]) -> None:
        row = self._database.execute("select state from kept where id = ?", (self._case,)).fetchone()
        self.workflow = self._serializer.deserialize_json(row[0])
        super().step(element, typed)
        state = self._serializer.serialize_json(self.workflow)
        self._database.execute("begin immediate")
        self._database.execute("update kept set state = ? where id = ?", (state, self._case))
        self._database.execute("commit")

    def size(self) -> int:
        found = self._database.execute("select length(state) from kept where id = ?", (self._case,)).fetchone()
        return int(found[0])
