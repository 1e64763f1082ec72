"""Tasks: what waits for the caller, the form of one, and handing it in."""

from typing import Any

from ...engine.person import Person
from ...engine.task import Task, TaskId
from ...engine.views import Standing
from ..host import house
from . import bodies, shapes
from .bodies import Part
from .routes import route

ADDRESS = "/tasks/<case>/<element>/<int:round>"
LARGEST_PAGE = 100
PAGED = {"page": "which page, from 1", "size": f"how many on it, at most {LARGEST_PAGE}; 25 by default"}
VIEW = {"view": "all, mine, due, overdue or a lane; all by default"}
ANSWERS = Part("object", "the answers by field, as the form asks for them", is_required=True)
SHOWN = Part("object", "the `values` that the form was shown with: then only what differs from them is written")


@route("GET", "/tasks", gives=shapes.Tasks, asks={**VIEW, **PAGED})
def inbox(me: Person) -> shapes.Tasks:
    """What waits for you, most pressing first."""
    found = house().inquiry.inbox(me, bodies.word("view", "all", 40))
    page, size = bodies.number("page", 1, 1_000_000), bodies.number("size", 25, LARGEST_PAGE)
    part = found[size * (page - 1) : size * page]
    return {"tasks": [line(task) for task in part], "total": len(found), "page": page}


@route("GET", ADDRESS, gives=shapes.TaskInFull)
def task(me: Person, case: str, element: str, round: int) -> shapes.TaskInFull:
    """One task with its form and what is known already."""
    view = house().inquiry.task(TaskId(case, element, round), me)
    return {
        "task": line(view.task), "form": view.schema, "values": view.values, "draft": view.draft,
        "instructions": view.instructions, "summary": labelled(view.summary), "may_complete": view.may_complete,
        "why_not": view.why_not,
    }  # fmt: skip


@route("POST", ADDRESS, takes={"answers": ANSWERS, "shown": SHOWN}, gives=shapes.Outcome, has_key=True)
def complete(me: Person, given: dict[str, Any], case: str, element: str, round: int) -> shapes.Outcome:
    """Hand in a task. What cannot be taken is kept as your draft."""
    at, key = TaskId(case, element, round), bodies.key_of(given)
    house().recovery.complete(at, given["answers"], by=me, key=key, shown=given.get("shown"))
    return outcome(house().inquiry.standing(case, me))


@route("POST", f"{ADDRESS}/draft", takes={"answers": ANSWERS}, status=204)
def draft(me: Person, given: dict[str, Any], case: str, element: str, round: int) -> None:
    """Keep answers for later, complete or not; nobody else sees them."""
    house().recovery.draft(TaskId(case, element, round), me, given["answers"])


@route("POST", f"{ADDRESS}/claim", gives=shapes.Outcome)
def claim(me: Person, case: str, element: str, round: int) -> shapes.Outcome:
    """Take a task, so that nobody else does it too."""
    house().recovery.claim(TaskId(case, element, round), me)
    return outcome(house().inquiry.standing(case, me))


@route("POST", f"{ADDRESS}/release", gives=shapes.Outcome)
def release(me: Person, case: str, element: str, round: int) -> shapes.Outcome:
    """Put a task back into the inbox of everybody who can do it."""
    house().recovery.release(TaskId(case, element, round), me)
    return outcome(house().inquiry.standing(case, me))


def line(task: Task) -> shapes.TaskLine:
    case, element, round_ = task.id
    return {
        "case": case, "element": element, "round": round_, "label": task.label, "lane": task.lane, "unit": task.unit,
        "title": task.title, "severity": task.severity, "opened_at": task.opened_at, "due_at": task.due_at,
        "claimed_by": task.claimed_by, "assigned_to": task.assigned_to,
    }  # fmt: skip


def outcome(standing: Standing) -> shapes.Outcome:
    number, title, is_open, ended_at, ends, tasks = standing
    case: shapes.StandingCase = {
        "number": number, "title": title, "is_open": is_open, "ended_at": ended_at, "ends": ends,
    }  # fmt: skip
    return {"case": case, "tasks": [line(task) for task in tasks]}


def labelled(pairs: Any) -> list[shapes.LabelledValue]:
    return [{"label": label, "value": value} for label, value in pairs]
