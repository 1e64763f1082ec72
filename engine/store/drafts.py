"""Drafts: what somebody has typed into a form and not yet handed in."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..task import TaskId
from . import tables
from .encoding import document, instant, read
from .statement import given, putting, statement
from .transaction import Transaction

#: drafts that one person keeps in one case; the oldest go first
MOST = 20

_d = tables.drafts.c
_of_task = (_d.case_number == given("of"), _d.element == given("at_element"), _d.round == given("at_round"))
_of_person = (*_of_task, _d.person == given("who"))

SAVE = putting(tables.drafts, on=("case_number", "element", "round", "person"))
LOAD = statement(sa.select(_d.filled).where(*_of_person))
DROP = statement(sa.delete(tables.drafts).where(*_of_person))
_of_one = (_d.case_number == given("of"), _d.person == given("who"))
OLDEST = statement(sa.select(_d.element, _d.round).where(*_of_one).order_by(_d.saved_at.desc(), _d.round.desc()))
DROP_ALL = statement(sa.delete(tables.drafts).where(*_of_task))


class Drafts:
    """The drafts of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def save(self, task: TaskId, person: str, values: dict[str, Any], at: datetime) -> None:
        """Keep what was typed, in place of what this person had typed before. Nobody's drafts grow without end."""
        place = {"case_number": task.case, "element": task.element, "round": task.round, "person": person}
        self._in.known.pop(("draft", task, person), None)
        self._in.change(SAVE, **place, filled=document(values), saved_at=instant(at))
        for element, round_ in self._in.all(OLDEST, of=task.case, who=person)[MOST:]:
            self.drop(TaskId(task.case, element, round_), person)

    def load(self, task: TaskId, person: str) -> dict[str, Any] | None:
        if not self._in.known.get(("draft", task, person), True):
            return None
        row = self._in.one(LOAD, **_place(task), who=person)
        return read(row[0]) if row else None

    def drop(self, task: TaskId, person: str | None = None) -> None:
        """Forget the draft of this person, or everybody's once the task is done."""
        if person is None:
            self._in.change(DROP_ALL, **_place(task))
        elif self._in.known.get(("draft", task, person), True):
            self._in.change(DROP, **_place(task), who=person)


def _place(task: TaskId) -> dict[str, Any]:
    return {"of": task.case, "at_element": task.element, "at_round": task.round}
