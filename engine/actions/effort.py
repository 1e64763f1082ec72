"""Effort: whether what a customer is worth over the years justifies more goodwill. It never takes anything away."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..errors import ActionRefused
from ..values import Money, plain, typed
from .action import PARAMETERS_WRONG
from .desk import Desk


class Effort:
    """Extra goodwill is justified as far as the gain in the chance to keep the customer, times the lifetime value, is
    more than it costs. What is owed and what is usual for the failure do not depend on this."""

    name = "effort"
    #: done twice, nobody would notice
    only_reads = True
    title = "Weigh the effort for a customer"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["gain", "most"],
        "additionalProperties": False,
        "properties": {
            "lifetime_value": {"type": "string", "format": "money", "description": "left out: the usual effort"},
            "gain": {"type": "number", "minimum": 0, "maximum": 1, "description": "more chance to keep them, 0 to 1"},
            "cost": {"type": "string", "format": "money", "description": "of what is usual; left out: nothing"},
            "most": {"type": "string", "format": "money", "description": "extra goodwill at most"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"effort": "standard" | "extra", "extra": money}. Raises ActionRefused if currencies differ."""
        most = typed(parameters["most"], "money")
        extra = min(most.amount, max(Decimal(0), _justified(parameters, most.currency)))
        told = plain(Money(extra, most.currency))
        return {"effort": "extra" if extra > 0 else "standard", "extra": told}


def _justified(parameters: Mapping[str, Any], currency: str) -> Decimal:
    value, cost = (_amount(parameters.get(name), name, currency) for name in ("lifetime_value", "cost"))
    return (value * Decimal(str(parameters["gain"])) - cost).quantize(Decimal("0.01"))


def _amount(money: str | None, name: str, currency: str) -> Decimal:
    if money is None:
        return Decimal(0)
    if not money.endswith(currency):
        raise ActionRefused(PARAMETERS_WRONG, f"'effort' cannot be weighed: '{name}' is {money}, and not in {currency}")
    return typed(money, "money").amount
