"""Letters: what was written to whom; the words stand among the texts of persons, so that they can be erased."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from . import tables
from .encoding import instant, moment, read
from .statement import adding_once, given, statement
from .texts import Texts
from .transaction import Transaction

_l, _t = tables.letters.c, tables.texts.c
_with_text = (_t.case_number == _l.case_number) & (_t.digest == _l.digest)
_columns = (_l.key, _l.case_number, _l.letter, _l.how, _l.sent_at, _l.digest, _t.content)
_rows = sa.select(*_columns).outerjoin(tables.texts, _with_text)

ADD = adding_once(tables.letters, on=("key",))
BY_KEY = statement(_rows.where(_l.key == given("of")))
OF_CASE = statement(_rows.where(_l.case_number == given("of")).order_by(_l.sent_at, _l.key))


@dataclass(frozen=True, kw_only=True)
class LetterRow:
    """A letter that was sent or laid out; without words once they are erased."""

    key: str
    case: str
    #: which letter of the edition, such as `acknowledgement`
    letter: str
    to: str
    subject: str
    body: str
    #: "e-mail" or "page"
    how: str
    at: datetime
    #: what stands for the words in the record
    digest: str


class Letters:
    """The letters of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def add(
        self, *, key: str, case: str, letter: str, to: str, subject: str, body: str, how: str, at: datetime,
        salt: str = "",
    ) -> tuple[LetterRow, bool]:  # fmt: skip
        """The letter; with False the one that was kept under this key before, untouched."""
        before = self.by_key(key)
        if before is not None:
            return before, False
        digest = Texts(self._in).keep(case, "letter", {"to": to, "subject": subject, "body": body}, salt)
        self._in.change(ADD, key=key, case_number=case, letter=letter, how=how, sent_at=instant(at), digest=digest)
        return _letter(self._in.only(BY_KEY, of=key)), True

    def by_key(self, key: str) -> LetterRow | None:
        row = self._in.one(BY_KEY, of=key)
        return _letter(row) if row else None

    def of_case(self, case: str) -> list[LetterRow]:
        """In the order they were sent."""
        return [_letter(row) for row in self._in.all(OF_CASE, of=case)]


def _letter(row: Any) -> LetterRow:
    key, case, letter, how, at, digest, content = row
    words = read(content) if content else {"to": "", "subject": "", "body": ""}
    return LetterRow(key=key, case=case, letter=letter, how=how, at=moment(at), digest=digest, **words)
