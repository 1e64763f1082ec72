"""The day in totals: how many were recovered by which strategy, how soon they heard from us, and what they are owed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..case import STRATEGIES, Case
from ..money import Money
from ..store import Store, UnitOfWork

#: whoever hears later than this after we knew was told late
IN_TIME = timedelta(minutes=30)
#: a demo is small; more cases than these are not counted
MANY = 2000


@dataclass(frozen=True, kw_only=True)
class Total:
    """Of the customers of one strategy."""

    strategy: str
    cases: int
    #: heard from us within 30 minutes of when we knew
    told_in_time: int
    #: policy pack -> what is owed under it, one amount a currency
    owed: Mapping[str, Sequence[str]]


def totals(store: Store) -> list[Total]:
    """One line for each strategy, worked out from the cases as they stand."""
    with store.reading() as work:
        found = [work.cases.load(row.number) for row in work.cases.search(limit=MANY) if row.kind == "recovery"]
        return [_total(work, name, [case for case in found if case.strategy == name]) for name in STRATEGIES]


def _total(work: UnitOfWork, strategy: str, cases: Sequence[Case]) -> Total:
    return Total(
        strategy=strategy,
        cases=len(cases),
        told_in_time=sum(_was_told_in_time(work, case) for case in cases),
        owed=by_pack(item for case in cases for item in case.data.get("owed") or ()),
    )


def _was_told_in_time(work: UnitOfWork, case: Case) -> bool:
    """Counted from when we knew; whoever has no mailbox was told when somebody reached them."""
    knew = case.data.get("aware_at") or case.data.get("received_at") or case.opened_at.isoformat()
    if case.data.get("aware_at"):
        told = [datetime.fromisoformat(case.data["told_at"])] if case.data.get("told_at") else []
    else:
        told = [letter.at for letter in work.letters.of_case(case.number) if letter.to == "customer"]
    return bool(told) and min(told) - datetime.fromisoformat(str(knew)) <= IN_TIME


def by_pack(items: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What was worked out for cases, added up by pack and currency; what is not money is left out."""
    found: dict[str, dict[str, Money]] = {}
    for item in items:
        if item.get("amount"):
            money, pack = Money.parse(item["amount"]), found.setdefault(str(item["pack"]), {})
            pack[money.currency] = pack[money.currency] + money if money.currency in pack else money
    return {pack: [str(money) for money in sums.values()] for pack, sums in sorted(found.items())}
