"""Chain: what was written together stands together, and carries a hash over itself and the hash before, so that no
change goes unseen.

An entry is what one transaction tells of one stream: a few lines, numbered through the stream, with one hash for them
all. A step tells five lines on average; a row, a hash and an index look-up for each of them cost a third of writing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..events import Event, told
from ..person import Actor
from .encoding import digest, document, moment, read

#: how far around a broken entry we look for the place it may have been moved from
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
    #: of the entry that it is in
    hash: str

    @property
    def sentence(self) -> str:
        return told(self.kind, self.facts)


def written(said: Sequence[tuple[Actor, Sequence[Event]]]) -> str:
    """The text of an entry: for each actor the kinds and facts of what they did, as JSON (times as ISO text in UTC)."""
    return document([[*actor, [[event.kind(), vars(event)] for event in events]] for actor, events in said if events])


def lines(row: Mapping[str, Any]) -> list[Line]:
    """The lines of an entry, whose number is that of the last one. Raises ValueError if it is none of ours."""
    try:
        found = [
            (Actor(kind, id_, name), event, facts)
            for kind, id_, name, events in read(row["told"])
            for event, facts in events
        ]
    except TypeError as problem:
        raise ValueError(str(problem)) from problem
    if not found or not all(isinstance(facts, dict) for _, _, facts in found):
        raise ValueError("an entry has lines, and their facts have names")
    at, wall, first = moment(row["at"]), moment(row["wall"]), row["number"] - len(found) + 1
    return [
        Line(number=first + place, at=at, wall=wall, actor=actor, kind=kind, facts=facts, hash=row["hash"])
        for place, (actor, kind, facts) in enumerate(found)
    ]


def chained(before: str, row: Mapping[str, Any]) -> str:
    """The hash of an entry behind the hash of the one before, "" for the first.

    It is SHA-256 over six texts with line feeds between them: the hash before, stream, number, at, wall, and what is
    told, all as they are stored. Others can work it out again.
    """
    return digest(f"{before}\n{row['stream']}\n{row['number']}\n{row['at']}\n{row['wall']}\n{row['told']}")


@dataclass(frozen=True)
class Break:
    """The first line that is not as it was written, and why; so many entries before it are sound."""

    number: int
    why: str
    sound: int


def first_break(rows: Sequence[Mapping[str, Any]], head: tuple[int, str] | None) -> Break | None:
    """None if all entries are as they were written.

    `rows` in the order of their numbers; `head` is how far the stream had come when it was last written.
    """
    before, last = "", 0
    for place, row in enumerate(rows):
        if chained(before, row) != row["hash"]:
            return Break(last + 1, _why(rows, place, last), place)
        before, last = row["hash"], row["number"]
    return _tail(last, before, head, len(rows))


def _why(rows: Sequence[Mapping[str, Any]], place: int, last: int) -> str:
    """A whole entry that once stood elsewhere, one that is missing, or one that was changed in place."""
    row, around = rows[place], rows[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
    hashes = ["", *(other["hash"] for other in around)]
    for other in around:
        moved = {**row, "number": other["number"]}
        if other is not row and any(chained(before, moved) == row["hash"] for before in hashes):
            return f"{_named(last + 1, row['number'])} is out of order: it was written as line {other['number']}"
    try:
        first = row["number"] - len(lines(row)) + 1
    except ValueError:
        first = last + 1
    if first > last + 1:
        return f"{_named(last + 1, first - 1)} is missing"
    return f"{_named(last + 1, row['number'])} was changed after it was written"


def _named(first: int, last: int) -> str:
    return f"line {first}" if first >= last else f"the entry of lines {first} to {last}"


def _tail(last: int, hash_: str, head: tuple[int, str] | None, sound: int) -> Break | None:
    if head is None:
        return Break(last + 1, "it is not known any more how far the record had come", sound) if last else None
    if head[0] > last:
        why = f"the record had come to line {head[0]}, the lines from {last + 1} on are missing"
        return Break(last + 1, why, sound)
    if head != (last, hash_):
        why = f"the record had come to line {head[0]}, what follows was not written by the engine"
        return Break(head[0] + 1, why, sound)
    return None
