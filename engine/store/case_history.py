"""Case history: what one customer met before, and what one colleague gave lately."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from . import tables
from .encoding import document, instant, moment, read
from .transaction import Transaction

_c, _p = tables.cases.c, tables.payments.c
#: of a history that is longer the newest are looked at
MOST = 200


@dataclass(frozen=True, kw_only=True)
class Past:
    """An earlier recovery of a customer."""

    number: str
    is_open: bool
    opened_at: datetime
    data: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Given:
    """A payment that left the house, and by whom and to whom it was decided."""

    key: str
    case: str
    amount: str
    at: datetime
    #: element -> who did it last
    doers: dict[str, str]
    customer: str | None


def of_customer(transaction: Transaction, customer: str, since: datetime) -> list[Past]:
    """Recoveries of a customer (see `case.customer_of`) that were opened since then, newest first."""
    if not customer:
        return []
    theirs = _c.customer == customer, _c.kind == "recovery", _c.opened_at >= instant(since)
    chosen = sa.select(_c.number, _c.ended_at, _c.opened_at, _c.data).where(*theirs)
    order = _c.opened_at.desc(), _c.number.desc()
    return [
        Past(number=number, is_open=ended_at is None, opened_at=moment(opened_at), data=read(data))
        for number, ended_at, opened_at, data in transaction.search(chosen.order_by(*order).limit(MOST))
    ]


def given(transaction: Transaction, person: str, customer: str, since: datetime) -> list[Given]:
    """What was paid since then in cases where the person had a part, or to the customer."""
    theirs = ([_c.doers.contains(document(person), autoescape=True)] if person else []) + (
        [_c.customer == customer] if customer else []
    )
    if not theirs:
        return []
    both = tables.payments.join(tables.cases, _p.case_number == _c.number)
    chosen = sa.select(_p.key, _p.case_number, _p.amount, _p.at, _c.doers, _c.customer).select_from(both)
    paid = _p.state == "paid", _p.at >= instant(since), sa.or_(*theirs)
    return [
        Given(key=key, case=case, amount=amount, at=moment(at), doers=read(doers), customer=customer)
        for key, case, amount, at, doers, customer in transaction.search(chosen.where(*paid).order_by(_p.at, _p.key))
    ]


def recent(
    transaction: Transaction, units: Collection[str] | None, since: datetime
) -> list[tuple[dict[str, str], dict[str, Any]]]:
    """(doers, data) of the recoveries that were opened since then in these units (None: in all)."""
    asked = [_c.kind == "recovery", _c.opened_at >= instant(since)]
    if units is not None:
        asked.append(_c.unit.in_(sorted(units)))
    chosen = sa.select(_c.doers, _c.data).where(*asked).order_by(_c.number)
    return [(read(doers), read(data)) for doers, data in transaction.search(chosen)]
