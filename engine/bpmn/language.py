"""Language: the one hook through which the library asks for conditions, scripts, times, counts and payloads.

It keeps nothing but the kinds of the fields, so one serves all cases of an edition. Whatever goes wrong is told with
the element's name, the text that was to be worked out, and a plain reason.
"""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment

from .. import expressions
from ..errors import AmendsError, CaseStuck
from .scope import Scope

#: names that diagrams may use beside the fields of the case
GIVEN: Mapping[str, str] = {"now": "instant"}
_GIVEN = frozenset(GIVEN)


class _Nowhere(BasePythonScriptEngineEnvironment):
    """The library's own evaluator is never asked: it would run Python."""

    def evaluate(self, expression: str, context: Any, external_context: Any = None) -> Any:
        raise CaseStuck(
            reason=f"'{expression[:80]}' is not looked at: messages are addressed to a case, not found by their "
            f"content."
        )


class Language(PythonScriptEngine):
    """Works out expressions over the case data in reach of a task, typed by `types`, and `now`."""

    def __init__(self, types: Mapping[str, str]) -> None:
        super().__init__(_Nowhere())
        self.types = {**types, **GIVEN}

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        """The value of an expression as JSON."""
        try:
            return expressions.evaluate(expression, names_of(task), self.types)
        except AmendsError as problem:
            raise _stuck(task, problem) from problem

    def holds(self, task: Any, condition: str) -> bool:
        """Whether a condition is true; one that is neither true nor false would only look like an answer."""
        try:
            return expressions.holds(condition, names_of(task), self.types)
        except AmendsError as problem:
            raise _stuck(task, problem) from problem

    def execute(self, task: Any, script: str, external_context: Any = None) -> bool:
        try:
            expressions.execute(script, names_of(task), self.types)
        except AmendsError as problem:
            raise _stuck(task, problem) from problem
        return True

    def can_be_worked_out(self, task: Any, expression: str) -> bool:
        """Whether every name in it is known by now."""
        names = names_of(task)
        return all(name in names for name in expressions.names_in(expression))


def _stuck(task: Any, problem: AmendsError) -> CaseStuck:
    return CaseStuck(reason=f"{whose(task)}: {problem}")


def names_of(task: Any) -> Scope:
    """What an expression of this task sees: loop items and call parameters, then the case, and the time of the step."""
    return Scope(_GIVEN, task.data, {"now": task.workflow.top_workflow.now.isoformat()})


def whose(task: Any) -> str:
    """The element in words: 'Choose a remedy' <choose_remedy>."""
    return in_words(task.workflow.top_workflow.program, task.task_spec)


def in_words(program: Any, task_spec: Any) -> str:
    ident = task_spec.bpmn_id or task_spec.name
    element = program.elements.get(ident)
    return f"'{element.label}' <{ident}>" if element is not None and element.label != ident else f"<{ident}>"
