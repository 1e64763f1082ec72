"""The live diagram: what is done, what waits, what is overdue, what failed - and the same as an outline."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ..bpmn import Program
from ..case import Case
from ..job import Job, JobState
from ..running import Running
from ..store import Line
from ..task import Task
from ..views import DiagramView

PRESSING = ("failed", "overdue", "waiting")


def diagrams(
    running: Running,
    files: Mapping[str, bytes],
    case: Case,
    lines: Iterable[Line],
    tasks: Iterable[Task],
    jobs: Iterable[Job],
    waiting: Iterable[str],
    now: datetime,
) -> list[DiagramView]:
    """The diagram of the case first, then those it called so far, in the order it came to them."""
    states, flows, seen = _done(lines)
    states |= dict.fromkeys(waiting, "waiting")
    states |= {
        job.args.get("element", job.name): "failed" if job.state is JobState.FAILED else "waiting"
        for job in jobs
        if job.state in (JobState.FAILED, JobState.QUEUED, JobState.RUNNING)
    }
    states |= {task.id.element: "overdue" if task.is_overdue(now) else "waiting" for task in tasks}
    return [_view(program, files, states, flows) for program in _reached(running, case.process, seen | set(states))]


def _done(lines: Iterable[Line]) -> tuple[dict[str, str], set[str], set[str]]:
    states: dict[str, str] = {}
    flows: set[str] = set()
    for line in lines:
        if line.kind == "element_passed":
            states[line.facts["element"]] = "done"
            flows.update(line.facts.get("flows", ()))
    return states, flows, set(states)


def _reached(running: Running, process: str, seen: set[str]) -> list[Program]:
    first = running.program(process)
    others = [p for p in running.library.processes.values() if p.id != process and seen & set(p.elements)]
    order = {element.calls: place for place, element in enumerate(first.elements.values()) if element.calls}
    return [first, *sorted(others, key=lambda p: order.get(p.id, len(order)))]


def _inside(program: Program, called: str, states: Mapping[str, str]) -> str:
    """The most pressing state inside a called process, "" if nothing there is under way."""
    process = next(p for p in program.processes if p.id == called)
    found = {states.get(element.id, "") for element in process.elements.values()}
    found |= {_inside(program, element.calls, states) for element in process.elements.values() if element.calls}
    return next((state for state in PRESSING if state in found), "")


def _view(program: Program, files: Mapping[str, bytes], states: Mapping[str, str], flows: set[str]) -> DiagramView:
    mine = {element: state for element, state in states.items() if element in program.elements}
    mine |= {e.id: state for e in program.elements.values() if e.calls and (state := _inside(program, e.calls, states))}
    return DiagramView(
        process=program.id,
        name=program.name,
        xml=files[program.path].decode("utf-8", "replace"),
        states=mine,
        flows=sorted(flows & program.flows),
        outline=[(line.depth, line.label, line.kind, mine.get(line.element, "")) for line in program.outline()],
    )
