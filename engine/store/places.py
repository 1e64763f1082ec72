"""Places: what was reserved for customers at partners, and for partners' customers with us; one place has one key."""

from typing import Any

import sqlalchemy as sa

from ..place import Place
from . import tables
from .encoding import instant, instant_or_none, line, moment, moment_or_none
from .statement import adding_once, given, statement
from .transaction import Transaction

_p = tables.places.c
_rows = sa.select(tables.places)
_CHANGED = ("state", "reference", "amount", "until", "at")

ADD = adding_once(tables.places, on=("key",))
BY_KEY = statement(_rows.where(_p.key == given("of")))
OF_CASE = statement(_rows.where(_p.case_number == given("of")).order_by(_p.at, _p.key))
OF_PARTNER = statement(_rows.where(_p.partner == given("of")).order_by(_p.at, _p.key))
CHANGE = statement(
    sa.update(tables.places).where(_p.key == given("of")).values({name: given(name) for name in _CHANGED})
)


class Places:
    """The book of places of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def put(self, place: Place) -> tuple[Place, bool]:
        """Write a place down, or what has become of it. The place as it was before, and whether it is new."""
        row = _row(place)
        if self._in.change(ADD, **row) == 1:
            return place, True
        known = _place(self._in.only(BY_KEY, of=place.key))
        self._in.change(CHANGE, of=place.key, **{name: row[name] for name in _CHANGED})
        return known, False

    def by_key(self, key: str) -> Place | None:
        row = self._in.one(BY_KEY, of=key)
        return _place(row) if row else None

    def of_case(self, case: str) -> list[Place]:
        return [_place(row) for row in self._in.all(OF_CASE, of=case)]

    def of_partner(self, partner: str) -> list[Place]:
        """All that was ever asked of a partner or by it, oldest first."""
        return [_place(row) for row in self._in.all(OF_PARTNER, of=partner)]


def _row(place: Place) -> dict[str, Any]:
    return {
        "key": place.key, "case_number": place.case, "partner": line(place.partner), "direction": place.direction,
        "state": place.state, "reference": line(place.reference), "amount": place.amount,
        "until": instant_or_none(place.until), "at": instant(place.at),
    }  # fmt: skip


def _place(row: Any) -> Place:
    key, case, partner, direction, state, reference, amount, until, at = row
    return Place(
        key=key, case=case, partner=partner, direction=direction, state=state, reference=reference, amount=amount,
        until=moment_or_none(until), at=moment(at),
    )  # fmt: skip
