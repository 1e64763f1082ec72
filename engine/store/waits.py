"""Waits: which message which element of which case is waiting for."""

from typing import NamedTuple

import sqlalchemy as sa

from . import tables
from .statement import adding_once, given, statement
from .transaction import Transaction

_w = tables.waits.c
_PLACE = ("case_number", "element", "round", "message")
_here = (_w.case_number == given("of"), _w.element == given("at_element"), _w.round == given("at_round"))
_rows = sa.select(_w.case_number, _w.message, _w.element, _w.round)

SET = adding_once(tables.waits, on=_PLACE)
CLEAR = statement(sa.delete(tables.waits).where(*_here, _w.message == given("for_message")))
CLEAR_ALL = statement(sa.delete(tables.waits).where(*_here))
OF_CASE = statement(_rows.where(_w.case_number == given("of")).order_by(_w.message, _w.element, _w.round))
BY_MESSAGE = statement(_rows.where(_w.message == given("for_message")).order_by(_w.case_number, _w.element, _w.round))


class Waiting(NamedTuple):
    """An element that goes on when the message arrives."""

    case: str
    message: str
    element: str
    round: int


class Waits:
    """The message waits of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def set(self, case: str, message: str, element: str, round: int) -> None:
        self._in.change(SET, case_number=case, message=message, element=element, round=round)

    def clear(self, case: str, message: str | None, element: str, round: int) -> None:
        """Wait no longer; with None, for no message at all."""
        if message is None:
            self._in.change(CLEAR_ALL, of=case, at_element=element, at_round=round)
        else:
            self._in.change(CLEAR, of=case, at_element=element, at_round=round, for_message=message)

    def of_case(self, case: str) -> list[Waiting]:
        return [Waiting(*row) for row in self._in.all(OF_CASE, of=case)]

    def by_message(self, message: str) -> list[Waiting]:
        """Everybody who waits for this message; a message names its case, so this is for signals and for looking."""
        return [Waiting(*row) for row in self._in.all(BY_MESSAGE, for_message=message)]
