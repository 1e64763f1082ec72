"""Keys of commands: the same key twice answers the first result and does nothing."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from . import tables
from .encoding import document, instant, read
from .statement import adding, given, statement
from .transaction import Transaction

_k = tables.keys.c

FIND = statement(sa.select(_k.result).where(_k.key == given("of")))
REMEMBER = adding(tables.keys)
# Two posts of one key at the same moment: on PostgreSQL the second waits here for the first (SQLite has one writer).
WAIT = statement(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(given("of", sa.Text), 7))))


class Keys:
    """The keys that were used, as one transaction sees them."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def find(self, key: str) -> Any | None:
        """The result that was remembered; None if the key is new. In a writing transaction the key is then ours."""
        if self._in.is_writing and self._in.is_postgresql:
            self._in.one(WAIT, of=key)
        row = self._in.one(FIND, of=key)
        return read(row[0]) if row else None

    def remember(self, key: str, case: str, result: Any, at: datetime) -> None:
        """`result` is JSON, not None."""
        self._in.change(REMEMBER, key=key, case_number=case, result=document(result), at=instant(at))
