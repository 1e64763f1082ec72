"""Chain: each line of the record carries a hash over itself and the hash before, so that no change goes unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..events import told
from ..person import Actor
from .encoding import canonical, digest

#: how far around a broken line we look for the place it may have been moved from
_NEIGHBOURS = 40


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the record. `at` is case time, `wall` the time on the wall; both aware UTC."""

    number: int
    at: datetime
    wall: datetime
    actor: Actor
    #: which event, such as `task_completed`
    kind: str
    facts: dict[str, Any]
    hash: str

    @property
    def sentence(self) -> str:
        return told(self.kind, self.facts)


def chained(before: str, row: Mapping[str, Any]) -> str:
    """The hash of a row (all columns but the hash) behind the hash of the row before, "" for the first.

    It is SHA-256 over the hash before and the row as JSON with sorted keys, where `facts` is the text that is stored:
    others can work it out again with a JSON library of their own.
    """
    if "hash" in row:
        row = {name: value for name, value in row.items() if name != "hash"}
    return digest(before, canonical(row))


def first_break(rows: Sequence[Mapping[str, Any]], head: tuple[int, str] | None) -> tuple[int, str] | None:
    """The number of the first line that is not as it was written, and why; None if all are.

    `rows` in the order of their numbers; `head` is how far the stream had come when it was last written.
    """
    before = ""
    for place, row in enumerate(rows):
        if row["number"] != place + 1:
            return place + 1, _gap(row["number"], place + 1)
        if chained(before, row) != row["hash"]:
            return place + 1, _change(rows, place)
        before = row["hash"]
    return _tail(len(rows), before, head)


def _gap(found: int, expected: int) -> str:
    return f"line {expected} is missing" if found > expected else f"a line stands before the first one (number {found})"


def _change(rows: Sequence[Mapping[str, Any]], place: int) -> str:
    """Changed in place, or a whole line that once stood elsewhere."""
    around = rows[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
    hashes = ["", *(row["hash"] for row in around)]
    for other in around:
        moved = {**rows[place], "number": other["number"]}
        if other is not rows[place] and any(chained(before, moved) == moved["hash"] for before in hashes):
            return f"line {place + 1} is out of order: it was written as line {other['number']}"
    return f"line {place + 1} was changed after it was written"


def _tail(last: int, hash_: str, head: tuple[int, str] | None) -> tuple[int, str] | None:
    if head is None:
        return (last + 1, "it is not known any more how far the record had come") if last else None
    if head[0] > last:
        return last + 1, f"the record had come to line {head[0]}, the lines from {last + 1} on are missing"
    if head != (last, hash_):
        return head[0] + 1, f"the record had come to line {head[0]}, what follows was not written by the engine"
    return None
