"""Texts of persons - answers, notes, letters - kept apart from the record, which holds only their salted digests.

Erasing a text takes its salt along, so that nobody can guess it from the digest; the chain of the record stays valid.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from . import tables
from .encoding import canonical, digest, instant, moment_or_none, read
from .statement import adding_once, given, statement
from .transaction import Transaction

_t = tables.texts.c

KEEP = adding_once(tables.texts, on=("case_number", "digest"))
_rows = sa.select(_t.digest, _t.kind, _t.content, _t.erased_at)
OF_CASE = statement(_rows.where(_t.case_number == given("of")).order_by(_t.digest))
_counted = sa.select(sa.func.count()).where(_t.case_number == given("of"), _t.kind == given("of_kind"))
COUNT = statement(_counted)
LOAD = statement(_rows.where(_t.case_number == given("of"), _t.digest == given("which")))


@dataclass(frozen=True, kw_only=True)
class Text:
    """Something a person wrote or was written to. `value` is None once it is erased."""

    digest: str
    #: answers, note, letter
    kind: str
    value: Any
    erased_at: datetime | None = None


class Texts:
    """The texts of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def keep(self, case: str, kind: str, value: Any, salt: str = "") -> str:
        """Store a JSON value and give the digest that stands for it in the record. Without a salt, one is drawn."""
        salt = salt or secrets.token_hex(16)
        content = canonical(value)
        found = digest(salt, content)
        self._in.change(KEEP, case_number=case, digest=found, kind=kind, salt=salt, content=content, erased_at=None)
        return found

    def of_case(self, case: str) -> dict[str, Text]:
        """The texts of a case by digest."""
        return {row[0]: _text(row) for row in self._in.all(OF_CASE, of=case)}

    def count(self, case: str, kind: str) -> int:
        return self._in.only(COUNT, of=case, of_kind=kind)[0]

    def load(self, case: str, digest: str) -> Text | None:
        row = self._in.one(LOAD, of=case, which=digest)
        return _text(row) if row else None

    def erase(self, case: str, *, at: datetime, digests: Collection[str] | None = None) -> int:
        """Take the texts and their salts away for good (all of the case, without `digests`). Gives how many.

        The case's own data are the caller's to clean.
        """
        clause = sa.update(tables.texts).where(_t.case_number == case, _t.erased_at.is_(None))
        if digests is not None:
            clause = clause.where(_t.digest.in_(sorted(digests)))
        clause = clause.values(content=None, salt=None, erased_at=instant(at)).returning(_t.digest)
        return len(list(self._in.search(clause)))


def _text(row: Any) -> Text:
    found, kind, content, erased_at = row
    value = None if content is None else read(content)
    return Text(digest=found, kind=kind, value=value, erased_at=moment_or_none(erased_at))
