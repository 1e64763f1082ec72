"""One task with its form, filled with what the case knows already."""

from collections.abc import Mapping
from typing import Any

from ..access import lanes_by_unit, why_not
from ..bpmn import Element
from ..case import Case
from ..errors import NotFound
from ..letters import instructions
from ..person import CUSTOMER_LANE, Customer, Person
from ..recovery.completing import case_for, open_task
from ..recovery.drafting import draft_owner
from ..recovery.means import Means
from ..store import UnitOfWork
from ..task import Task, TaskId
from ..views import TaskView
from .guards import look_at
from .words import facts

#: what is said about the case above every form
SUMMARY = (
    "what_happened",
    "service_occasion",
    "happened_at",
    "failure_point",
    "severity",
    "desired_remedy",
    "told_what",
    "emotion",
)


def task_view(means: Means, task_id: TaskId, by: Person | Customer, *, to_show: bool = True) -> TaskView:
    """Raises NotFound (also for what is not theirs to see) and TaskNotOpen.

    Not `to_show` but to read what was posted: without draft, instructions and summary.
    """
    with means.store.reading() as work:
        case = case_for(work, task_id.case, by, task_id)
        look_at(means, case, by)
        task = open_task(work, task_id, case, by)
        if isinstance(by, Customer) and task.lane != CUSTOMER_LANE:
            raise NotFound(what="task", name=task.label)
        reason, holder = _why_not(work, task, case, by)
        running = means.shelf.running(case.edition)
        schema = running.form(task.form)
        element = running.program(case.process).element(task.id.element)
        return TaskView(
            task=task,
            schema=schema,
            ui=_ui(running.forms, element),
            values=_values(schema, {**case.data, **task.local}),
            draft=work.drafts.load(task_id, draft_owner(by)) if to_show else None,
            instructions=instructions(element.instructions, {**case.data, **task.local}) if to_show else "",
            summary=[]
            if isinstance(by, Customer) or not to_show
            else facts(running, case.data, means.zone, [n for n in SUMMARY if n not in schema.get("properties", {})]),
            may_complete=not reason,
            why_not=reason,
            claimed_by_name=holder,
            currency=str(running.house.get("currency", "")),
        )


def _why_not(work: UnitOfWork, task: Task, case: Case, by: Person | Customer) -> tuple[str, str]:
    if isinstance(by, Customer):
        return "", ""
    holder = work.people.find(task.claimed_by)
    reason = why_not(task, case, by, lanes_by_unit(by, work.people.units()))
    if not reason and holder and holder.id != by.id:
        reason = f"{holder.name} has taken it"
    return reason, holder.name if holder else ""


def _values(schema: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """What the case knows of the form's fields, else the form's default."""
    known = {name: data.get(name, field.get("default")) for name, field in schema.get("properties", {}).items()}
    return {name: value for name, value in known.items() if value is not None}


def _ui(forms: Mapping[str, Any], element: Element) -> Mapping[str, Any]:
    return forms.get(element.properties.get("formUiSchemaFilename", ""), {})
