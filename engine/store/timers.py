"""Timers: when which element of which case is due; one indexed question finds them all."""

from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from . import tables
from .encoding import instant, line, moment
from .statement import given, putting, statement
from .transaction import Transaction

_t = tables.timers.c
_element = (_t.case_number == given("of"), _t.element == given("at_element"), _t.round == given("at_round"))
_part = (*_element, _t.part == given("at_part"))

SET = putting(tables.timers, on=("case_number", "element", "round", "part"))
CLEAR = statement(sa.delete(tables.timers).where(*_part))
CLEAR_ALL = statement(sa.delete(tables.timers).where(*_element))
_free = _t.handed_until.is_(None) | (_t.handed_until <= given("now"))
_due = sa.select(tables.timers).where(_t.due <= given("now"), _free)
DUE = statement(_due.order_by(_t.due, _t.case_number, _t.element).limit(given("most", sa.Integer)))
OF_CASE = statement(sa.select(tables.timers).where(_t.case_number == given("of")).order_by(_t.due, _t.element))
NEXT = statement(sa.select(sa.func.min(_t.due)))
HAND_ON = statement(sa.update(tables.timers).where(*_part).values(handed_until=given("handed_until")))


class Timer(NamedTuple):
    """One time that is waited for; `part` tells timers of one element apart."""

    case: str
    element: str
    round: int
    part: str
    due: datetime
    label: str


class Timers:
    """The timers of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def set(self, case: str, element: str, round: int, part: str | None, due: datetime, label: str = "") -> None:
        """Wait for this time; set again, the new time counts."""
        place = {"case_number": case, "element": element, "round": round, "part": part or ""}
        self._in.change(SET, **place, due=instant(due), label=line(label), handed_until=None)

    def clear(self, case: str, element: str, round: int, part: str | None = None) -> None:
        """Wait no longer; without a part, for none of the element's timers."""
        if part is None:
            self._in.change(CLEAR_ALL, of=case, at_element=element, at_round=round)
        else:
            self._in.change(CLEAR, of=case, at_element=element, at_round=round, at_part=part)

    def due(self, now: datetime, limit: int = 100) -> list[Timer]:
        """Timers whose time has come and that nobody was handed, the oldest first."""
        return [_timer(row) for row in self._in.all(DUE, now=instant(now), most=limit)]

    def hand_on(self, timer: Timer, until: datetime) -> None:
        """Somebody is at it: `due` leaves it out until then, so that a stuck case does not block the others."""
        place = {"of": timer.case, "at_element": timer.element, "at_round": timer.round, "at_part": timer.part}
        self._in.change(HAND_ON, **place, handed_until=instant(until))

    def next_due(self) -> datetime | None:
        """The time of the earliest timer."""
        found = self._in.only(NEXT)[0]
        return moment(found) if found else None

    def of_case(self, case: str) -> list[Timer]:
        return [_timer(row) for row in self._in.all(OF_CASE, of=case)]


def _timer(row: Any) -> Timer:
    case, element, round_, part, due, label, _ = row
    return Timer(case, element, round_, part, moment(due), label)
