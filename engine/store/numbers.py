"""Numbers people can say aloud: counted without gaps, because counting is part of the transaction."""

import sqlalchemy as sa

from . import tables
from .statement import INSERTS, Statement, given, statement
from .transaction import Transaction

_last = tables.numbers.c.last


def _count(dialect: str) -> sa.Executable:
    first = INSERTS[dialect](tables.numbers).values(name=sa.bindparam("name"), last=1)
    return first.on_conflict_do_update(index_elements=["name"], set_={"last": _last + 1}).returning(_last)


COUNT = Statement(_count)
_one_less = sa.update(tables.numbers).where(tables.numbers.c.name == given("of")).values(last=_last - 1)
GIVE_BACK = statement(_one_less)


def next_number(transaction: Transaction, name: str) -> int:
    """1, 2, 3 ... for each name. On PostgreSQL others who count the same wait for this transaction."""
    return transaction.only(COUNT, name=name)[0]


def give_back(transaction: Transaction, name: str) -> None:
    """The number just counted in this transaction was not needed."""
    transaction.change(GIVE_BACK, of=name)
