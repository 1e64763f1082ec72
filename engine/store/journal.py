"""Journal: the append-only list of what happened; each stream (a case, the editions) is a chain of its own."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from ..events import Event
from ..person import Actor
from . import tables, verification
from .chain import Line, chained, lines, written
from .encoding import instant
from .statement import adding, adding_once, given, putting, statement
from .transaction import Transaction
from .verification import COLUMNS, Breach

_j, _h, _c = tables.journal.c, tables.heads.c, tables.cases.c
_entries = sa.select(tables.journal).where(_j.stream == given("of"), _j.number > given("after", sa.Integer))

# Of a case its row, as whoever changes the case holds it; of other streams a row of their own.
CASE_HEAD = statement(sa.select(_c.recorded, _c.head).where(_c.number == given("of")).with_for_update(key_share=True))
MOVE_CASE = statement(
    sa.update(tables.cases)
    .where(_c.number == given("of"))
    .values(recorded=given("last", sa.Integer), head=given("its_hash"))
)
HEAD = statement(sa.select(_h.number, _h.hash).where(_h.stream == given("of")).with_for_update())
BEGIN = adding_once(tables.heads, on=("stream",))
MOVE_HEAD = putting(tables.heads, on=("stream",))
APPEND = adding(tables.journal)
ENTRIES = statement(_entries.order_by(_j.number))
STREAMS = statement(sa.union(sa.select(_h.stream), sa.select(_c.number).where(_c.recorded > 0)).order_by("stream"))


class Journal:
    """The record, as one transaction sees and continues it."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def append(self, stream: str, events: Sequence[Event], *, at: datetime, wall: datetime, actor: Actor) -> list[int]:
        """Write the events down and give the numbers of their lines.

        `at` is case time, `wall` the time on the wall; they differ only where a demonstration turns the clock.
        """
        return self.continue_by(stream, [(actor, events)], at=at, wall=wall)

    def continue_by(
        self, stream: str, told: Sequence[tuple[Actor, Sequence[Event]]], *, at: datetime, wall: datetime
    ) -> list[int]:
        """As `append`, for events told by several actors: they are one entry."""
        count = sum(len(events) for _, events in told)
        if not count:
            return []
        before, hash_ = self._head(stream)
        number = before + count
        row = {"stream": stream, "number": number, "at": instant(at), "wall": instant(wall), "told": written(told)}
        row["hash"] = chained(hash_, row)
        self._in.change(APPEND, **row)
        self._in.heads[stream] = self._in.known["head", stream] = number, row["hash"]
        return list(range(before + 1, number + 1))

    def of_case(self, stream: str, after: int = 0) -> list[Line]:
        """The lines of a stream, the first being number 1; those up to `after` are left out."""
        rows = self._in.all(ENTRIES, of=stream, after=after)
        found = [line for row in rows for line in lines(dict(zip(COLUMNS, row, strict=True)))]
        return [line for line in found if line.number > after]

    def streams(self) -> list[str]:
        return [row[0] for row in self._in.all(STREAMS)]

    def verify(self, stream: str | None = None) -> list[Breach]:
        """The first broken line of each stream (of all, with None), and texts that are not what was recorded."""
        return verification.verify(self._in, stream)

    def settle(self) -> None:
        """Write how far the streams have come of which nobody has: a case that is saved takes that along."""
        while self._in.heads:
            stream, (number, hash_) = self._in.heads.popitem()
            if self._in.change(MOVE_CASE, of=stream, last=number, its_hash=hash_) != 1:
                self._in.change(MOVE_HEAD, stream=stream, number=number, hash=hash_)

    def _head(self, stream: str) -> tuple[int, str]:
        """Where the chain ends; nobody else continues it before this transaction is over."""
        found = (
            self._in.known.get(("head", stream)) or self._in.one(CASE_HEAD, of=stream) or self._in.one(HEAD, of=stream)
        )
        if found is None:
            self._in.change(BEGIN, stream=stream, number=0, hash="")
            found = self._in.only(HEAD, of=stream)
        return found[0], found[1]
