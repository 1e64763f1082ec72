"""Payments: the ledger of what was given back; one payment for one intent, whoever asks how often."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from . import tables
from .encoding import instant, line, moment
from .statement import adding_once, given, statement
from .transaction import Transaction

_p = tables.payments.c
_rows = sa.select(tables.payments)

ADD = adding_once(tables.payments, on=("key",))
BY_KEY = statement(_rows.where(_p.key == given("of")))
OF_CASE = statement(_rows.where(_p.case_number == given("of")).order_by(_p.at, _p.key))
ALL = statement(_rows)
_settled = {name: given(name) for name in ("state", "reference", "at")}
SETTLE = statement(sa.update(tables.payments).where(_p.key == given("of")).values(_settled))


@dataclass(frozen=True, kw_only=True)
class Payment:
    """One line of the ledger. `amount` is money as text, such as "120.00 USD"."""

    key: str
    case: str
    amount: str
    payee: str
    reference: str
    #: "asked" until the world has answered, then "paid" or "refused"
    state: str
    at: datetime


class Payments:
    """The ledger of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def add(
        self, *, key: str, case: str, amount: str, payee: str, reference: str, state: str, at: datetime
    ) -> tuple[Payment, bool]:
        """The payment; with False the one that was booked under this key before, untouched."""
        row = {"amount": amount, "payee": line(payee), "reference": line(reference), "state": state, "at": instant(at)}
        is_new = self._in.change(ADD, key=key, case_number=case, **row) == 1
        return _payment(self._in.only(BY_KEY, of=key)), is_new

    def settle(self, key: str, *, state: str, reference: str, at: datetime) -> None:
        """What the world answered."""
        self._in.change(SETTLE, of=key, state=state, reference=line(reference), at=instant(at))

    def by_key(self, key: str) -> Payment | None:
        row = self._in.one(BY_KEY, of=key)
        return _payment(row) if row else None

    def of_case(self, case: str) -> list[Payment]:
        return [_payment(row) for row in self._in.all(OF_CASE, of=case)]

    def total(self, case: str | None = None) -> dict[str, Decimal]:
        """What was paid, by currency; of one case or of all."""
        rows = self._in.all(ALL) if case is None else self._in.all(OF_CASE, of=case)
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for payment in map(_payment, rows):
            amount, _, currency = payment.amount.partition(" ")
            sums[currency] += Decimal(amount) if payment.state == "paid" else 0
        return dict(sums)


def _payment(row: Any) -> Payment:
    key, case, amount, payee, reference, state, at = row
    return Payment(key=key, case=case, amount=amount, payee=payee, reference=reference, state=state, at=moment(at))
