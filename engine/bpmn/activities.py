"""Activities that differ from the library's: jobs instead of calls into the world, tables, nothing copied."""

from typing import Any

from SpiffWorkflow.spiff.specs import defaults as spiff
from SpiffWorkflow.spiff.specs.spiff_task import SpiffBpmnTask

from ..errors import AmendsError, CaseStuck
from ..values import as_json
from .language import names_of, whose
from .scope import Scope


class ServiceTask(spiff.ServiceTask):
    """Does not act: it writes down what is to be done and waits as STARTED until the result is delivered."""

    def _run_hook(self, my_task: Any) -> None:
        language = my_task.workflow.script_engine
        wanted = {name: language.evaluate(my_task, given["value"]) for name, given in self.operation_params.items()}
        my_task.internal_data["job"] = True  # what is asked for is no business of the notes: it may be personal
        my_task.workflow.top_workflow.doings.wanted[my_task.id] = as_json(wanted, my_task.task_spec.bpmn_id)


class RuleTask(SpiffBpmnTask):
    """Asks a decision table and writes its outputs into the case, each whole: nothing is merged."""

    def __init__(self, wf_spec: Any, name: str, decision: str = "", **kwargs: Any) -> None:
        super().__init__(wf_spec, name, **kwargs)
        self.decision = decision

    def _run_hook(self, my_task: Any) -> bool:
        program = my_task.workflow.top_workflow.program
        try:
            decided = program.decide(self.decision, names_of(my_task), program.language.types)
        except (AmendsError, ValueError, LookupError, ArithmeticError, TypeError) as problem:
            raise CaseStuck(reason=f"{whose(my_task)}: {problem}") from problem
        for name, value in decided.items():
            my_task.data[name] = as_json(value, name)
        return True


class SubProcess(spiff.SubWorkflowTask):
    """Works on the same data: its workflow's scope is this task's, so nothing is copied in or out."""

    def copy_data(self, my_task: Any, subworkflow: Any) -> None:
        """Nothing to copy."""

    update_data = copy_data


class CallActivity(spiff.CallActivity):
    """Shares the case's document; only parameters that the called process declares are local to the call."""

    def _declared(self, task: Any) -> tuple[list[str], list[str]]:
        spec = task.workflow.top_workflow.subprocess_specs.get(self.spec)
        io = spec.io_specification if spec is not None else None
        return ([v.bpmn_id for v in io.data_inputs], [v.bpmn_id for v in io.data_outputs]) if io else ([], [])

    def _update_hook(self, my_task: Any) -> Any:
        inputs, outputs = self._declared(my_task)
        if (inputs or outputs) and my_task.id not in my_task.workflow.top_workflow.subprocesses:
            my_task.data = Scope({*inputs, *outputs}, my_task.data)  # before the preScript: it may set the parameters
        return super()._update_hook(my_task)

    def copy_data(self, my_task: Any, subworkflow: Any) -> None:
        for name in self._declared(my_task)[0]:
            if name not in my_task.data:
                self._take_in(my_task, name)

    def _take_in(self, task: Any, name: str) -> None:
        if name not in task.data.outer:
            raise CaseStuck(reason=f"{whose(task)} calls '{self.spec}', which needs '{name}'; the case has none yet.")
        task.data[name] = as_json(task.data.outer[name], name)

    def update_data(self, my_task: Any, subworkflow: Any) -> None:
        for name in self._declared(my_task)[1]:
            if name not in my_task.data:
                raise CaseStuck(reason=f"'{self.spec}' ended without '{name}', which {whose(my_task)} expects.")
            my_task.data.outer[name] = as_json(my_task.data[name], name)
