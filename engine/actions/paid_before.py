"""Paid before: what the same customer was paid for the same occasion in another case, so that nothing is paid twice."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..money import Money
from .desk import Desk, PastCase

#: as far back as there are cases
EVER = datetime(1970, 1, 1, tzinfo=UTC)


class PaidBefore:
    """Whoever was paid without a claim may still claim; a case that took over what another paid says so itself."""

    name = "paid_before"
    #: done twice, nobody would notice
    only_reads = True
    title = "Look up what was paid for the same occasion"
    schema: Mapping[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "service_occasion": {"type": "string", "default": "", "description": "the booking; none: nothing is found"}
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"sums": one amount a currency, "numbers": the cases that paid}. Changes nothing."""
        occasion = _spelled(parameters["service_occasion"])
        same = [past for past in desk.history(EVER) if occasion and _is_of(past, occasion)]
        most: dict[str, Money] = {}
        for money in (Money.parse(text) for past in same for text in past.data["sums_paid"]):
            if money.currency not in most or money > most[money.currency]:
                most[money.currency] = money
        return {"sums": [str(money) for money in most.values()], "numbers": [past.number for past in same]}


def _is_of(past: PastCase, occasion: str) -> bool:
    return bool(past.data.get("sums_paid")) and _spelled(past.data.get("service_occasion")) == occasion


def _spelled(occasion: Any) -> str:
    return " ".join(str(occasion or "").split()).casefold()
