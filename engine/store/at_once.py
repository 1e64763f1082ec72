"""At once: a case with what a step asks about it next, in one question.

Its task, how far its record has come, whether somebody's draft is there, in which state the units are: five questions
cost five times what one does. The answers belong together in a snapshot, and where one writer has the database for
itself (SQLite). A writer on PostgreSQL has to hold the row of the case before it asks: nobody else changes what hangs
on a case without that.
"""

from typing import Any

import sqlalchemy as sa

from ..task import TaskId
from . import tables
from .statement import given, statement
from .transaction import Transaction

#: the setting that is another one whenever units were changed
UNITS = "units"

_c, _t, _d, _s = tables.cases.c, tables.tasks.c, tables.drafts.c, tables.settings.c
_its_task = (_t.case_number == _c.number) & (_t.element == given("at_element")) & (_t.round == given("at_round"))
_its_draft = (
    (_d.case_number == _c.number) & (_d.element == given("at_element"))
    & (_d.round == given("at_round")) & (_d.person == given("who"))
)  # fmt: skip
_units = sa.select(_s.content).where(_s.name == UNITS).scalar_subquery()
_asked = sa.select(*_c, _units)
ASK_CASE = statement(_asked.where(_c.number == given("of")))
ASK = statement(
    _asked.add_columns(sa.exists().where(_its_draft), *_t, _c.title, _c.severity)
    .select_from(tables.cases.outerjoin(tables.tasks, _its_task))
    .where(_c.number == given("of"))
)
_CASE = len(_c)
_TASK = _CASE + 2


def ask_case(transaction: Transaction, number: str) -> Any | None:
    """The row of the case, None if there is none. What else was asked is known to the transaction."""
    row = transaction.one(ASK_CASE, of=number)
    return None if row is None else _case(transaction, number, row)


def ask(transaction: Transaction, task: TaskId, person: str) -> Any | None:
    """As `ask_case`, with a task of the case and whether this person has a draft of it."""
    row = transaction.one(ASK, of=task.case, at_element=task.element, at_round=task.round, who=person)
    if row is None:
        return None
    transaction.known["draft", task, person], transaction.known["task", task] = bool(row[_TASK - 1]), row[_TASK:]
    return _case(transaction, task.case, row)


def _case(transaction: Transaction, case: str, row: Any) -> Any:
    if row[_CASE] is not None:
        transaction.known["units"] = row[_CASE]
    if transaction.is_writing:  # what this transaction has told before is not on the row yet
        transaction.known.setdefault(("head", case), row[_CASE - 2 : _CASE])
    return row[:_CASE]
