"""At once: a case with what a step asks about it next, in one question.

Its task, how far its record has come, whether somebody's draft is there, in which state the units are: five questions
cost five times what one does. The answers belong together in a snapshot, and where one writer has the database for
itself (SQLite). A writer on PostgreSQL first waits for the row of the case, and asks for the rest after that.
"""

from typing import Any

import sqlalchemy as sa

from ..task import TaskId
from . import tables
from .statement import given, statement
from .transaction import Transaction

#: the setting that is another one whenever units were changed
UNITS = "units"

_c, _h, _t, _d, _s = tables.cases.c, tables.heads.c, tables.tasks.c, tables.drafts.c, tables.settings.c
_its_task = (_t.case_number == _c.number) & (_t.element == given("at_element")) & (_t.round == given("at_round"))
_its_draft = (
    (_d.case_number == _c.number) & (_d.element == given("at_element"))
    & (_d.round == given("at_round")) & (_d.person == given("who"))
)  # fmt: skip
_together = tables.cases.outerjoin(tables.heads, _h.stream == _c.number).outerjoin(tables.tasks, _its_task)
_units = sa.select(_s.content).where(_s.name == UNITS).scalar_subquery()
ASK = statement(
    sa.select(*_c, _h.number, _h.hash, _units, sa.exists().where(_its_draft), *_t, _c.title, _c.severity)
    .select_from(_together)
    .where(_c.number == given("of"))
)
_CASE, _TASK = len(_c), len(_c) + 4


def ask(transaction: Transaction, task: TaskId, person: str) -> Any | None:
    """The row of the case, None if there is none. What else was asked is known to the transaction."""
    row = transaction.one(
        ASK, of=task.case, at_element=task.element, at_round=task.round, who=person
    )  # fmt: skip
    if row is None:
        return None
    number, hash_, units, has_draft = row[_CASE:_TASK]
    known = transaction.known
    known["units"], known["draft", task, person] = units, bool(has_draft)
    known["task", task] = row[_TASK:]
    if hash_ is not None:
        known["head", task.case] = number, hash_
    return row[:_CASE]


def may(transaction: Transaction) -> bool:
    """Whether answers that are asked for together belong together."""
    return not (transaction.is_writing and transaction.is_postgresql)
