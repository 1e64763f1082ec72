"""Numbers people can say aloud: counted without gaps, because counting is part of the transaction."""

import sqlalchemy as sa

from . import tables
from .statement import INSERTS, Statement, given, statement
from .transaction import Transaction

#: a house that was restored goes on so far behind what it knows
GAP = 1000
_last = tables.numbers.c.last


def _count(dialect: str) -> sa.Executable:
    first = INSERTS[dialect](tables.numbers).values(name=sa.bindparam("name"), last=1)
    return first.on_conflict_do_update(index_elements=["name"], set_={"last": _last + 1}).returning(_last)


COUNT = Statement(_count)
_one_less = sa.update(tables.numbers).where(tables.numbers.c.name == given("of")).values(last=_last - 1)
ALL = statement(sa.select(tables.numbers.c.name, _last))
_further = sa.update(tables.numbers).where(tables.numbers.c.name == given("of")).values(last=given("to", sa.Integer))
LEAP = statement(_further)
GIVE_BACK = statement(_one_less)


def next_number(transaction: Transaction, name: str) -> int:
    """1, 2, 3 ... for each name. On PostgreSQL others who count the same wait for this transaction."""
    return transaction.only(COUNT, name=name)[0]


def leap(transaction: Transaction, beginning: str) -> int:
    """Leave numbers out, more than anybody may have counted elsewhere meanwhile. The last that counts as used."""
    last = 0
    for name, used in transaction.all(ALL):
        if name.startswith(beginning):
            last = max(last, used)
            transaction.change(LEAP, of=name, to=(used // GAP + 2) * GAP)
    return last


def give_back(transaction: Transaction, name: str) -> None:
    """The number just counted in this transaction was not needed."""
    transaction.change(GIVE_BACK, of=name)
