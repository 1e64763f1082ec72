"""Notes: a running case between two steps - one small blob, attached on load to the spec that all cases share.

The blob holds the engine's notes only (case data is the document beside it), so nothing that a person typed can be
taken for a library object: msgpack of lists, numbers and text. Specs are referred to by name, so that a release that
adds a synthetic element still loads the cases of the one before; rounds stand in the order of the process's own
elements.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgpack

from ..errors import CaseStuck
from .case_workflow import CaseWorkflow
from .pruning import held
from .scope import Scope
from .states import COMPLETED, WAITING
from .trees import CaseSubWorkflow, CaseTask

FORMAT = 1


def to_notes(top: CaseWorkflow) -> bytes:
    names: dict[str, int] = {}
    tasks = {top: held(top)}
    trees = [(None, None, _tree(top, tasks[top], names))]
    for number, sub in top.subprocesses.items():  # parents come before children
        around = sub.around
        if around.id in tasks.get(around.workflow, ()) and not (sub.completed and around._state >= COMPLETED):
            tasks[sub] = held(sub)
            trees.append((number, sub.spec.name, _tree(sub, tasks[sub], names)))
    kept = top.program.fingerprint, top.last_id, _short(top.rounds), top.clocks.running, top.ends, list(names), trees
    # notes are small: the usual room of a packer is taken from the system, and given back, at every step
    return bytes(msgpack.Packer(buf_size=1_024).pack((FORMAT, *kept)))


def _short(rounds: list[int]) -> list[int]:
    """Without the zeros at the end."""
    last = len(rounds)
    while last and not rounds[last - 1]:
        last -= 1
    return rounds[:last]


def _tree(tree: Any, tasks: dict[int, int], names: dict[str, int]) -> Any:
    rows = []
    for number, above in tasks.items():
        task = tree.tasks[number]
        spec = names.setdefault(task.task_spec.name, len(names))
        rows.append([number, above, spec, task._state, *_more(tree, task)])
    return rows, tree.completed, tree.undo or None


def _more(tree: Any, task: CaseTask) -> tuple[Any, ...]:
    """Round, triggered, notes, local scopes, cut after the last that says something."""
    if task.data is not tree.scope:
        return task.round, task.triggered, task.internal_data or None, _local(tree, task)
    if task.internal_data:
        return task.round, task.triggered, task.internal_data
    if task.triggered:
        return task.round, True
    return () if task.round is None else (task.round,)


def _local(tree: Any, task: CaseTask) -> list[Any]:
    """Loop item and call parameters, innermost first."""
    local, data = [], task.data
    while data is not tree.scope:
        local.append((sorted(data.names), data.local))
        data = data.outer
    return local


def from_notes(
    program: Any, notes: bytes, document: dict[str, Any], now: datetime, calendar: str, calendars: Any
) -> CaseWorkflow:
    """The case as it was. Raises CaseStuck for notes of a later release or of another diagram."""
    fingerprint, last_id, rounds, clocks, ends, names, trees = _unpacked(notes)
    if fingerprint != program.fingerprint:
        raise CaseStuck(
            reason=f"This case was begun on another edition of '{program.id}', and has not been moved to this one."
        )
    top = CaseWorkflow(program, document, now, calendar, calendars)
    top.last_id, top.clocks.running, top.ends = last_id, clocks, ends
    top.rounds[: len(rounds)] = rounds
    _grow(top, trees[0][2], names)
    for task_id, spec_name, saved in trees[1:]:  # parents come before children
        task: Any = top.get_task_from_id(task_id)
        sub = top.subprocesses[task_id] = CaseSubWorkflow(program.subs[spec_name], task, top)
        _grow(sub, saved, names)
        sub.completed_event.connect(task.task_spec._on_subworkflow_completed, task)
    return top


def _unpacked(notes: bytes) -> list[Any]:
    try:
        form, *kept = msgpack.unpackb(notes, strict_map_key=False)
    except (ValueError, TypeError, msgpack.UnpackException):
        raise CaseStuck(reason="The notes of this case cannot be read. Restore it from a backup.") from None
    if form != FORMAT:
        later = "which this release does not read. Install the newer release again."
        raise CaseStuck(reason=f"This case was saved in form {form}, {later}")
    return kept


def _grow(tree: Any, saved: Any, names: list[str]) -> None:
    rows, tree.completed, undo = saved
    if undo:
        tree.undo = undo
    specs, tasks = tree.spec.task_specs, tree.tasks
    for number, parent, name, state, *more in rows:
        if state >= WAITING:  # releases before this one also kept what might follow; nobody has come to it
            task = CaseTask(tree, specs[names[name]], tasks.get(parent), state, number)
            if more:
                _remember(task, *more)
            if state == WAITING and task.moves.listens is not None:
                tree.top_workflow.event_manager.add_task(task)
    tree.task_tree = next(iter(tasks.values()))


def _remember(
    task: CaseTask, round_: int | None, triggered: bool = False, kept: Any = None, local: Iterable[Any] = ()
) -> None:
    task.round, task.triggered = round_, triggered
    if kept:
        task.internal_data = kept
    for names, values in reversed([*local]):
        task.data = Scope(names, task.data, values)
