"""Costs: what putting it right has cost, by how soon it was done: on the spot, the next day, later (1, 10, 100)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from ..values import Money, plain, typed
from .desk import Desk

#: the rule of thumb: what costs one on the spot costs ten the next day and a hundred later
ON_THE_SPOT, NEXT_DAY, LATER = 1, 10, 100


class Cost(NamedTuple):
    what: str
    amount: Money
    at: datetime


class Costs:
    """Counted from the ledger of the case and from what its remedies were worth. The stages are what was, the saving is
    what the rule of thumb says: had it all been done on the spot."""

    name = "costs"
    #: done twice, nobody would notice
    only_reads = True
    title = "Add up what it has cost"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["received_at", "spot_hours", "next_day_hours"],
        "additionalProperties": False,
        "properties": {
            "received_at": {"type": "string", "format": "date-time", "description": "when the report was received"},
            "spot_hours": {"type": "number", "minimum": 0, "description": "until then it is on the spot"},
            "next_day_hours": {"type": "number", "minimum": 0, "description": "until then it is the next day"},
            "items": {
                "type": "array",
                "default": [],
                "items": {"type": "object"},
                "description": "remedies with `item`, `worth` and `at`; those without a worth cost nothing",
            },
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"entries": [{"what", "amount", "hours", "stage"}], "stages": {currency: {"1", "10", "100"}}, "saving":
        {currency: money}}. Changes nothing."""
        start = datetime.fromisoformat(parameters["received_at"])
        limits = float(parameters["spot_hours"]), float(parameters["next_day_hours"])
        entries = [_entry(cost, start, limits) for cost in [*_paid(desk), *_worth(parameters["items"])]]
        return {"entries": entries, "stages": _stages(entries), "saving": _saving(entries)}


def _paid(desk: Desk) -> Iterable[Cost]:
    for entry in desk.money():
        if entry.state == "paid":
            yield Cost(
                entry.key.split(":")[1] if ":" in entry.key else "payment", typed(entry.amount, "money"), entry.at
            )


def _worth(items: Iterable[Mapping[str, Any]]) -> Iterable[Cost]:
    for item in items:
        if item.get("worth") and item.get("at"):
            yield Cost(
                str(item.get("item", "remedy")), typed(item["worth"], "money"), datetime.fromisoformat(item["at"])
            )


def _entry(cost: Cost, start: datetime, limits: tuple[float, float]) -> dict[str, Any]:
    hours = max((cost.at - start) / timedelta(hours=1), 0.0)
    stage = ON_THE_SPOT if hours <= limits[0] else NEXT_DAY if hours <= limits[1] else LATER
    return {"what": cost.what, "amount": plain(cost.amount), "hours": round(hours, 2), "stage": stage}


def _stages(entries: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    sums: dict[str, dict[int, Decimal]] = defaultdict(lambda: dict.fromkeys((ON_THE_SPOT, NEXT_DAY, LATER), Decimal(0)))
    for entry in entries:
        money = typed(entry["amount"], "money")
        sums[money.currency][entry["stage"]] += money.amount
    return {
        currency: {str(stage): str(plain(Money(amount, currency))) for stage, amount in stages.items()}
        for currency, stages in sums.items()
    }


def _saving(entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Of each amount all but one part in ten, or in a hundred, had it been on the spot."""
    saved: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        money = typed(entry["amount"], "money")
        saved[money.currency] += money.amount * (1 - Decimal(1) / entry["stage"])
    cent = Decimal("0.01")
    return {currency: str(plain(Money(amount.quantize(cent), currency))) for currency, amount in saved.items()}
