"""Settings that live in the database: few, named, JSON."""

from typing import Any

import sqlalchemy as sa

from . import tables
from .encoding import document, read
from .statement import given, putting, statement
from .transaction import Transaction

_s = tables.settings.c

LOAD = statement(sa.select(_s.content).where(_s.name == given("of")))
SAVE = putting(tables.settings, on=("name",))


class Settings:
    """The settings of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def load(self, name: str, default: Any = None) -> Any:
        row = self._in.one(LOAD, of=name)
        return read(row[0]) if row else default

    def save(self, name: str, value: Any) -> None:
        self._in.change(SAVE, name=name, content=document(value))
