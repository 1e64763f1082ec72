"""Tasks: a row for each open one, so that the inbox never loads a case."""

from collections import defaultdict
from collections.abc import Mapping, Set
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from .. import errors
from ..case import Case
from ..task import Task, TaskId
from . import case_search, tables
from .at_once import UNITS
from .encoding import (
    document,
    instant,
    instant_or_none,
    line,
    listed,
    moment,
    moment_or_none,
    names,
    names_or_none,
    read,
)
from .statement import Statement, adding, given, statement
from .transaction import Transaction

_t, _c = tables.tasks.c, tables.cases.c
_here = (_t.case_number == given("of"), _t.element == given("at_element"), _t.round == given("at_round"))
# Title and severity are read from the case: a case may be rated while its tasks are open.
_SHOWN = sa.select(tables.tasks, _c.title, _c.severity).join(tables.cases, _c.number == _t.case_number)
_BY_DUE = (_t.due_at.nulls_last(), _c.severity.nulls_last(), _t.opened_at, _t.case_number, _t.element)

#: (lanes, units) at a time
Held = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
#: of so many of them the question for the inbox is remembered
MOST_SHAPES = 100

OPEN = adding(tables.tasks)
# Its place in the table is that of the one before: one change instead of two. To name the case would have it looked up.
_changed = {c.name: given(c.name) for c in _t if c is not _t.case_number}
FOLLOW = statement(sa.update(tables.tasks).where(*_here).values(_changed))
CLOSE = statement(sa.delete(tables.tasks).where(*_here))
LOAD = statement(_SHOWN.where(*_here))
#: what tells who may do the tasks of a case, and how the case stands
_STANDS = (_c.number, _c.title, _c.unit, _c.about, _c.handlers, _c.opened_at, _c.ended_at, _c.ends)
_units_now = sa.select(tables.settings.c.content).where(tables.settings.c.name == UNITS).scalar_subquery()
STANDING = statement(
    sa.select(*_STANDS, _units_now, *tables.tasks.c, _c.title, _c.severity)
    .select_from(tables.cases.outerjoin(tables.tasks, _t.case_number == _c.number))
    .where(_c.number == given("of"))
    .order_by(*_BY_DUE)
)
OF_CASE = statement(_SHOWN.where(_t.case_number == given("of")).order_by(*_BY_DUE))
ALL_OPEN = statement(_SHOWN.order_by(*_BY_DUE).limit(given("most", sa.Integer)))
_his = (_t.assigned_to == given("who")) | (_t.claimed_by == given("who"))
HIS = statement(_SHOWN.add_columns(_c.about, _c.handlers).where(_his).order_by(*_BY_DUE))
_nobody_else = _t.claimed_by.is_(None) | (_t.claimed_by == given("who"))
_claim = {"claimed_by": given("claimed_by"), "claimed_at": given("claimed_at")}
CLAIM = statement(sa.update(tables.tasks).where(*_here, _nobody_else).values(_claim))
RELEASE = statement(sa.update(tables.tasks).where(*_here).values(claimed_by=None, claimed_at=None))
TAKE_CLAIM = statement(
    sa.update(tables.tasks).where(*_here, _t.claimed_by == given("who")).values(claimed_by=None, claimed_at=None)
)
TAKE_ASSIGNED = statement(
    sa.update(tables.tasks).where(*_here, _t.assigned_to == given("who")).values(assigned_to=None)
)
NAME = statement(sa.select(tables.people.c.name).where(tables.people.c.id == given("of")))


class Tasks:
    """The open tasks of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def open(self, task: Task) -> None:
        self._in.change(OPEN, **_row(task))

    def follow(self, before: TaskId, task: Task) -> None:
        """Close the one and open the other, of the same case."""
        if self._in.change(FOLLOW, **_place(before), **_row(task)) != 1:
            self.open(task)

    def close(self, task: TaskId) -> None:
        """Done or called off: it leaves the inbox. Closing twice does nothing."""
        self._in.change(CLOSE, **_place(task))

    def load(self, task: TaskId) -> Task:
        """Raises TaskNotOpen."""
        row = self._in.known.pop(("task", task), None) or self._in.one(LOAD, **_place(task))
        if row is None or row[0] is None:
            raise errors.TaskNotOpen(element=task.element, case=task.case, why="it was done or called off")
        return _task(row)

    def of_case(self, number: str) -> list[Task]:
        return [_task(row) for row in self._in.all(OF_CASE, of=number)]

    def standing(self, number: str) -> tuple[Case | None, list[Task]]:
        """The case without its data, None if there is none, and its open tasks. The units are asked along."""
        rows = self._in.all(STANDING, of=number)
        if not rows:
            return None, []
        stands, (units, *_) = rows[0][: len(_STANDS)], rows[0][len(_STANDS) :]
        if units is not None:
            self._in.known["units"] = units
        first = len(_STANDS) + 1
        return _standing(stands), [_task(row[first:]) for row in rows if row[first] is not None]

    def all_open(self, limit: int = 1000) -> list[Task]:
        return [_task(row) for row in self._in.all(ALL_OPEN, most=limit)]

    def claim(self, task: TaskId, person: str, at: datetime) -> None:
        """The task is this person's until released. Raises TaskTaken if it is somebody else's, TaskNotOpen."""
        claim = {"claimed_by": person, "claimed_at": instant(at)}
        if self._in.change(CLAIM, **_place(task), who=person, **claim) != 1:
            taken_by = self.load(task).claimed_by or ""
            who = self._in.one(NAME, of=taken_by)
            raise errors.TaskTaken(element=task.element, case=task.case, who=who[0] if who else taken_by)

    def release(self, task: TaskId) -> None:
        """Raises TaskNotOpen."""
        if self._in.change(RELEASE, **_place(task)) != 1:
            self.load(task)

    def take_from(self, task: TaskId, person: str) -> None:
        """It is neither claimed by this person nor kept for them any more."""
        self._in.change(TAKE_CLAIM, **_place(task), who=person)
        self._in.change(TAKE_ASSIGNED, **_place(task), who=person)

    def waiting(self, lanes_by_unit: Mapping[str, Set[str]], person: str, limit: int = 500) -> list[Task]:
        """What this person may do or is doing, by due time.

        Lanes count for the very units named (add the units below). Left out are tasks assigned to somebody else, tasks
        that exclude the person, cases about the person, and those that others handle. Tasks claimed by others are
        there, and say by whom.
        """
        asked = {"who": person, "named": case_search.naming(person), "most": limit}
        return [_task(row) for row in self._in.all(_waiting(_held(lanes_by_unit)), **asked)]

    def first_of(self, lanes_by_unit: Mapping[str, Set[str]], person: str) -> Task | None:
        """Of what is claimed by this person or kept for them, and waits for them, what is due first."""
        for *row, about, handlers in self._in.all(HIS, who=person):
            task = _task(row)
            if handlers is not None and person not in read(handlers):
                continue
            is_theirs = task.assigned_to == person or task.lane in lanes_by_unit.get(task.unit, ())
            if is_theirs and task.assigned_to in (None, person) and person not in (*task.excluded, *read(about)):
                return task
        return None


def _held(lanes_by_unit: Mapping[str, Set[str]]) -> Held:
    """Units with equal lanes are asked for together: a tree of a thousand units makes a handful of conditions."""
    units_by_lanes: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for unit, lanes in lanes_by_unit.items():
        units_by_lanes[tuple(sorted(lanes))].append(unit)
    return tuple(sorted((lanes, tuple(sorted(units))) for lanes, units in units_by_lanes.items()))


@lru_cache(MOST_SHAPES)
def _waiting(held: Held) -> Statement:
    """What waits for anybody who holds these lanes in these units: put together once for all of them."""
    theirs = [_t.unit.in_(map(sa.literal, units)) & _t.lane.in_(map(sa.literal, lanes)) for lanes, units in held]
    mine = (_t.assigned_to == given("who")) | (_t.assigned_to.is_(None) & sa.or_(sa.false(), *theirs))
    named = given("named")
    open_ = _c.handlers.is_(None) | _c.handlers.like(named, escape=case_search.ESCAPE)
    hidden = [column.like(named, escape=case_search.ESCAPE) for column in (_c.about, _t.excluded)]
    seen = _SHOWN.where(mine, open_, *(~each for each in hidden))
    return statement(seen.order_by(*_BY_DUE).limit(given("most", sa.Integer)))


def _standing(row: Any) -> Case:
    number, title, unit, about, handlers, opened_at, ended_at, ends = row
    return Case(
        number=number, token="", process="", edition="", title=title, unit=unit, data={}, notes=b"",
        about=names(about), handlers=names_or_none(handlers),
        opened_at=moment(opened_at), ended_at=moment_or_none(ended_at), ends=names(ends),
    )  # fmt: skip


def _place(task: TaskId) -> dict[str, Any]:
    return {"of": task.case, "at_element": task.element, "at_round": task.round}


def _row(task: Task) -> dict[str, Any]:
    return {
        "case_number": task.id.case, "element": task.id.element, "round": task.id.round, "label": line(task.label),
        "lane": task.lane, "form": task.form, "opened_at": instant(task.opened_at),
        "due_at": instant_or_none(task.due_at), "unit": task.unit, "assigned_to": task.assigned_to,
        "excluded": listed(task.excluded), "local": document(dict(task.local)), "claimed_by": task.claimed_by,
        "claimed_at": instant_or_none(task.claimed_at),
    }  # fmt: skip


def _task(row: Any) -> Task:
    (case, element, round_, label, lane, form, opened_at, due_at, unit, assigned_to, excluded, local, claimed_by,
     claimed_at, title, severity) = row  # fmt: skip
    return Task(
        id=TaskId(case, element, round_), label=label, lane=lane, form=form, opened_at=moment(opened_at),
        due_at=moment_or_none(due_at), unit=unit, assigned_to=assigned_to, excluded=names(excluded),
        local=read(local), claimed_by=claimed_by, claimed_at=moment_or_none(claimed_at), title=title, severity=severity,
    )  # fmt: skip
