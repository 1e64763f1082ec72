"""The live diagram: what is done, what waits, what is overdue, what failed - and the same as an outline."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ..bpmn import Program
from ..case import Case
from ..job import Job, JobState
from ..shelf import Running
from ..store import Line
from ..task import Task
from ..views import DiagramView


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


def _view(program: Program, files: Mapping[str, bytes], states: Mapping[str, str], flows: set[str]) -> DiagramView:
    mine = {element: state for element, state in states.items() if element in program.elements}
    inner = any(state != "done" for state in mine.values())
    for element in program.elements.values():  # a call waits as long as something inside it does
        if element.calls and element.id not in mine and inner is False and element.calls in states:
            mine[element.id] = "waiting"
    return DiagramView(
        process=program.id,
        name=program.name,
        xml=files[program.path].decode("utf-8", "replace"),
        states=mine,
        flows=sorted(flows & program.flows),
        outline=[(line.depth, line.label, line.kind, mine.get(line.element, "")) for line in program.outline()],
    )
