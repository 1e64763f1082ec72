"""The live diagram: what is done, what waits, what is overdue, what failed - and the same as an outline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..bpmn import Element, Process, Program
from ..case import Case
from ..job import Job, JobState
from ..running import Running
from ..store import Line
from ..task import Task
from ..views import DiagramView

PRESSING = ("failed", "overdue", "waiting")
#: after everything that is under way
NOWHERE = (len(PRESSING), True)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the elements of a case stand; `busy` are those where a person or a job is at work, not only a clock."""

    states: Mapping[str, str]
    flows: frozenset[str]
    busy: frozenset[str]

    def rank(self, element: str) -> tuple[int, bool]:
        """How soon one wants to see it: what failed first, a person's task before a clock that runs beside it."""
        state = self.states.get(element, "")
        return (PRESSING.index(state), element not in self.busy) if state in PRESSING else NOWHERE


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
    """The diagram of the case first, then those it called so far; in front the one where the case stands now."""
    done, flows = _done(lines)
    busy = _at_work(tasks, jobs, now)
    standing = Standing(states=done | dict.fromkeys(waiting, "waiting") | busy, flows=flows, busy=frozenset(busy))
    reached = _reached(running, case.process, set(standing.states))
    front = min(reached, key=lambda program: min(_ranks(program, standing), default=NOWHERE))
    calls = _calls(reached, standing)
    return [_view(program, files, standing, calls, is_front=program is front) for program in reached]


def _done(lines: Iterable[Line]) -> tuple[dict[str, str], frozenset[str]]:
    passed = [line.facts for line in lines if line.kind == "element_passed"]
    return {p["element"]: "done" for p in passed}, frozenset(flow for p in passed for flow in p.get("flows", ()))


def _at_work(tasks: Iterable[Task], jobs: Iterable[Job], now: datetime) -> dict[str, str]:
    states = {
        job.args.get("element", job.name): "failed" if job.state is JobState.FAILED else "waiting"
        for job in jobs
        if job.state in (JobState.FAILED, JobState.QUEUED, JobState.RUNNING)
    }
    return states | {task.id.element: "overdue" if task.is_overdue(now) else "waiting" for task in tasks}


def _reached(running: Running, process: str, seen: set[str]) -> list[Program]:
    first = running.program(process)
    others = [p for p in running.library.processes.values() if p.id != process and seen & set(p.elements)]
    order = {element.calls: place for place, element in enumerate(first.elements.values()) if element.calls}
    return [first, *sorted(others, key=lambda p: order.get(p.id, len(order)))]


def _ranks(program: Program, standing: Standing) -> list[tuple[int, bool]]:
    return [standing.rank(element.id) for element in program.elements.values() if not element.calls]


def _calls(programs: Iterable[Program], standing: Standing) -> dict[str, tuple[int, bool]]:
    """Elements whose called process is under way, with its rank."""
    processes = {process.id: process for program in programs for process in program.processes}
    callers = _callers(processes.values(), standing)
    ranks = {called: _inside(processes[called], processes, callers, standing) for called in callers}
    return {e.id: ranks[called] for called, found in callers.items() for e in found if ranks[called] != NOWHERE}


def _callers(processes: Iterable[Process], standing: Standing) -> dict[str, list[Element]]:
    """Called process -> elements that may be calling it now: a token came to them and, where one can tell, stays."""
    come: dict[str, list[Element]] = {}
    for element in (element for process in processes for element in process.elements.values()):
        if element.calls and standing.flows.intersection(element.incoming):
            come.setdefault(element.calls, []).append(element)
    return {called: [e for e in es if standing.states.get(e.id) != "done"] or es for called, es in come.items()}


def _inside(
    process: Process, processes: Mapping[str, Process], callers: Mapping[str, list[Element]], standing: Standing
) -> tuple[int, bool]:
    """The most pressing rank inside a process and what it calls; NOWHERE if nothing there is under way."""
    ranks = [standing.rank(element.id) for element in process.elements.values()]
    for element in process.elements.values():
        if element.calls and element in callers.get(element.calls, ()):
            ranks.append(_inside(processes[element.calls], processes, callers, standing))
    return min(ranks, default=NOWHERE)


def _view(
    program: Program,
    files: Mapping[str, bytes],
    standing: Standing,
    calls: Mapping[str, tuple[int, bool]],
    *,
    is_front: bool,
) -> DiagramView:
    mine = {element: state for element, state in standing.states.items() if element in program.elements}
    mine |= {element: PRESSING[place] for element, (place, _) in calls.items() if element in program.elements}
    ranks = {element: calls.get(element) or standing.rank(element) for element in mine}
    here = sorted((element for element in mine if ranks[element] != NOWHERE), key=lambda element: ranks[element])
    return DiagramView(
        process=program.id,
        name=program.name,
        xml=files[program.path].decode("utf-8", "replace"),
        states=mine,
        flows=sorted(standing.flows & program.flows),
        outline=[
            (line.depth, "" if line.label == line.element else line.label, line.kind, mine.get(line.element, ""))
            for line in program.outline()
        ],
        here=[element for element in here if ranks[element] == ranks[here[0]]],
        state=mine[here[0]] if here else "done",
        is_front=is_front,
    )
