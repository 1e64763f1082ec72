"""Granted: what a colleague gave today and a customer was given lately, so that limits hold for the sum as well."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ..values import Money, plain, typed
from .desk import Desk, Gift

#: where goodwill is decided, and which elements pay it
DECIDED_IN, PAID_BY = ["compose_offer", "give_first_response"], ["pay_goodwill", "pay_on_the_spot"]
_WORDS = {"type": "array", "items": {"type": "string"}, "maxItems": 20}


class Granted:
    """Only what was paid counts: what was refused or is still to be approved is no gift. Other currencies are left out
    and said, because no rate is known."""

    name = "granted"
    #: done twice, nobody would notice
    only_reads = True
    title = "Add up what was given lately"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["currency"],
        "additionalProperties": False,
        "properties": {
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "that is added up"},
            "days": {"type": "integer", "minimum": 1, "maximum": 366, "default": 7, "description": "to one customer"},
            "decided_in": {**_WORDS, "default": DECIDED_IN, "description": "elements where it is decided"},
            "paid_by": {**_WORDS, "default": PAID_BY, "description": "elements that pay it"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"today", "to_customer", "times", "other_currencies"}: given today by whoever decides here, and given to this
        customer within so many days, how often. Changes nothing."""
        currency, days = parameters["currency"], timedelta(days=parameters["days"])
        gifts = desk.gifts(parameters["decided_in"], parameters["paid_by"], desk.now - days)
        counted = [gift for gift in gifts if gift.amount.endswith(currency)]
        today = [
            gift for gift in counted if gift.by_same and gift.at.date() == desk.now.astimezone(gift.at.tzinfo).date()
        ]
        to_customer = [gift for gift in counted if gift.to_same]
        return {
            "today": _sum(today, currency),
            "to_customer": _sum(to_customer, currency),
            "times": len(to_customer),
            "other_currencies": len(gifts) - len(counted),
        }


def _same_day(at: datetime, now: datetime) -> bool:
    """On the clock of the house, which `at` is read on."""
    return at.date() == now.astimezone(at.tzinfo).date()


def _sum(gifts: Iterable[Gift], currency: str) -> str:
    total = sum((typed(gift.amount, "money").amount for gift in gifts), Decimal(0))
    return str(plain(Money(total, currency)))
