"""Entitlement: what a case is owed by all its packs - each asked by the table beside it, none added twice.

Whatever several packs give for the same thing is given once: the most of it within one currency, else what the first
pack gives. Amounts in different currencies are never added up: `floor` counts those of the house's currency, `owed`
lists all of them, `sums_due` is what has to be paid in all and `unpaid` what is still to be paid, both one amount a
currency.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

from .decisions import Tables, Undecided
from .errors import AmendsError
from .money import Money
from .pack_book import PackBook, day_of
from .packs import HOUSE, Pack

#: the decision that a diagram asks; the house's own table has this name
ENTITLEMENT = "entitlement"
#: what a table of entitlements answers, each a list with a value for every row that fits
COLUMNS = ("owed_for", "owed_kind", "owed_amount", "owed_within")
#: what the decision answers
ANSWERS = {"owed": "list", "floor": "money", "sums_due": "list", "unpaid": "list", "packs_in_force": "list"}

#: name of a table that takes the place of another one from a day on
DATED = re.compile(r"([a-z][a-z0-9_]*?)__(\d{4})_(\d\d)_(\d\d)", re.ASCII)

Item = dict[str, Any]


class Rules:
    """The tables of an edition as diagrams ask them: entitlements by the packs of the case, all others as they are."""

    def __init__(self, tables: Tables, book: PackBook) -> None:
        self._tables, self._book = tables, book
        #: decision -> (since when, table) of those that take its place, the newest first
        self._dated: dict[str, list[tuple[date, str]]] = {}
        for table, (decision, since) in dated(tables.ids).items():
            self._dated.setdefault(decision, []).append((since, table))
            self._dated[decision].sort(reverse=True)

    def decide(self, decision: str, names: Mapping[str, Any], types: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What follows from case data: output field -> value, as JSON. Raises NotFound, Undecided."""
        if decision != ENTITLEMENT or not self._is_list():
            return self._tables.decide(self.on(decision, day_of(names.get("now"))), names, types)
        try:
            return self._owed(names, types or {})
        except Undecided:
            raise
        except AmendsError as problem:
            raise Undecided(table=ENTITLEMENT, why=str(problem)) from None

    def on(self, decision: str, day: date | None) -> str:
        """The table that counts on a day: `authority__2027_01_01` takes the place of `authority` from that day on."""
        dated = self._dated.get(decision, ())
        return next((table for since, table in dated if day and since <= day), decision)

    def kinds(self) -> dict[str, str]:
        """Field -> kind of all that tables answer."""
        found = {field: kind for table in self._tables.ids for field, kind in self._tables.outputs(table).items()}
        return found | ANSWERS

    def _is_list(self) -> bool:
        """A house may still keep its entitlements as one sum; then it has no packs."""
        return set(COLUMNS) <= set(self._tables.outputs(ENTITLEMENT))

    def _owed(self, names: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
        day = _failed_on(names)
        packs = self._book.of_case(names, day)
        items = best(item for pack in packs for item in self._items(pack, day, names, types))
        home = self._book.house.currency
        due = by_currency(sums(items))
        paid = by_currency(map(Money.parse, names.get("sums_paid") or []))
        more = {currency: money for currency, money in due.items() if currency not in paid or money > paid[currency]}
        return {
            "owed": [{**item, "amount": str(item["amount"]) if item["amount"] else None} for item in items],
            "floor": str(due.get(home, Money(Decimal(0), home))),
            "sums_due": list(map(str, (due | paid | more).values())),
            "unpaid": [str(money - paid[c] if c in paid else money) for c, money in more.items()],
            "packs_in_force": [f"{pack.name}@{pack.version}" if pack.version else pack.name for pack in packs],
        }

    def _items(self, pack: Pack, day: date, names: Mapping[str, Any], types: Mapping[str, str]) -> list[Item]:
        table = self.on(ENTITLEMENT, day) if pack.stem == HOUSE else pack.stem
        if table not in self._tables:
            return []
        found = self._tables.decide(table, names, types, currency=pack.currency)
        rows = zip(*(found[column] for column in COLUMNS), strict=True)
        return [_item(pack, table, *row) for row in rows]


def dated(tables: Iterable[str]) -> dict[str, tuple[str, date]]:
    """Tables that hold from a day on -> the decision whose place they take, and the day."""
    found = {table: DATED.fullmatch(table) for table in tables}
    return {t: (m[1], date(int(m[2]), int(m[3]), int(m[4]))) for t, m in found.items() if m}


def best(items: Iterable[Item]) -> list[Item]:
    """Of what several packs give for the same kind of thing, what is kept; all that one pack gives stays together."""
    offers: dict[str, dict[str, list[Item]]] = {}
    for item in items:
        offers.setdefault(item["kind"], {}).setdefault(item["pack"], []).append(item)
    return [item for packs in offers.values() for item in reduce(_better, packs.values())]


def sums(items: Iterable[Item]) -> list[Money]:
    """One amount a currency, in the order of the items."""
    found: dict[str, Money] = {}
    for money in (item["amount"] for item in items if item["amount"]):
        found[money.currency] = found[money.currency] + money if money.currency in found else money
    return list(found.values())


def by_currency(amounts: Iterable[Money]) -> dict[str, Money]:
    return {money.currency: money for money in amounts}


def _better(one: list[Item], other: list[Item]) -> list[Item]:
    first, second = sums(one), sums(other)
    comparable = len(first) == len(second) == 1 and first[0].currency == second[0].currency
    if comparable:
        return other if second[0] > first[0] else one
    return one if first or not second else other


def _item(pack: Pack, table: str, what: str, kind: str, amount: str | None, within: str | None) -> Item:
    money = Money.parse(amount) if amount else None
    if money and money.amount < 0:
        raise Undecided(table=table, why=f"'{what}' comes to {money}, and nobody is owed less than nothing")
    return {
        "pack": pack.name, "version": pack.version, "what": what, "kind": kind,
        "amount": money if money and money.amount else None, "within": within,
    }  # fmt: skip


def _failed_on(names: Mapping[str, Any]) -> date:
    """The day of the failure; as long as nobody said, the day it was reported; else the newest version counts."""
    for field in ("occurred_on", "received_at", "now"):
        if day := day_of(names.get(field)):
            return day
    return date.max
