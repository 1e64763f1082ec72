"""Verification: reads the whole record again and says what is not as it was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ..events import CaseOpened
from . import tables
from .chain import Line, first_break, lines
from .encoding import digest
from .statement import given, statement
from .transaction import Transaction

_j, _h, _t, _c = tables.journal.c, tables.heads.c, tables.texts.c, tables.cases.c
COLUMNS = [str(c.name) for c in tables.journal.c]

ROWS = statement(sa.select(tables.journal).where(_j.stream == given("of")).order_by(_j.number))
HEAD = statement(sa.select(_h.number, _h.hash).where(_h.stream == given("of")))
TEXTS = statement(sa.select(_t.digest, _t.salt, _t.content, _t.erased_at).where(_t.case_number == given("of")))
CASE = statement(sa.select(_c.recorded, _c.head).where(_c.number == given("of")))
# A case whose whole record is gone has neither lines nor a head; the case itself still says that there should be some.
STREAMS = statement(sa.union(sa.select(_h.stream), sa.select(_j.stream), sa.select(_c.number)).order_by("stream"))


#: the first line of a case
OPENED = CaseOpened.kind()


@dataclass(frozen=True, kw_only=True)
class Breach:
    """A line that is not as it was written; nothing behind it is proved."""

    stream: str
    number: int
    why: str


def verify(transaction: Transaction, stream: str | None) -> list[Breach]:
    """The first broken line of one stream or of all, and each text that differs from what its line commits to."""
    streams = [stream] if stream is not None else [row[0] for row in transaction.all(STREAMS)]
    return [breach for name in streams for breach in _breaches(transaction, name)]


def _breaches(transaction: Transaction, stream: str) -> Iterator[Breach]:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in transaction.all(ROWS, of=stream)]
    case = transaction.one(CASE, of=stream)
    head = case or transaction.one(HEAD, of=stream)
    if not rows and (head is None or not head[0]):
        yield Breach(stream=stream, number=1, why="there is no record of it")
        return
    broken = first_break(rows, tuple(head) if head else None)
    sound = [line for row in rows[: broken.sound if broken else None] for line in lines(row)]
    if case is None and sound and sound[0].kind == OPENED:
        yield Breach(stream=stream, number=1, why="the case that it tells of is not there any more")
    elif broken:
        yield Breach(stream=stream, number=broken.number, why=broken.why)
    yield from _texts(transaction, stream, sound)


def _texts(transaction: Transaction, stream: str, sound: Sequence[Line]) -> Iterator[Breach]:
    """Lines that commit to a text: it is there and unchanged, or it is there as erased."""
    kept = {row[0]: row[1:] for row in transaction.all(TEXTS, of=stream)}
    for line in sound:
        committed = line.facts.get("digest")
        why = _wrong(committed, kept) if committed else ""
        if why:
            yield Breach(stream=stream, number=line.number, why=why)


def _wrong(committed: str, kept: Mapping[str, tuple[str | None, str | None, str | None]]) -> str:
    if committed not in kept:
        return "the text it speaks of is missing, and nobody erased it"
    salt, content, erased_at = kept[committed]
    if erased_at is not None and content is None:
        return ""
    return "" if digest(salt or "", content or "") == committed else "the text it speaks of was changed"
