"""Parity: whether an offer is like what others got for the same failure, however loudly they asked."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import fmean, pstdev
from typing import Any

from ..values import Money, WrongKind, typed
from .desk import ClosedCase, Desk

#: shares of the loss that lie closer together than this are alike, also where all precedents were the same
TOLERANCE = 0.05


class Parity:
    """Compared is goodwill as a share of the loss. Fewer precedents than `least` say nothing."""

    name = "parity"
    #: done twice, nobody would notice
    only_reads = True
    title = "Compare an offer with like cases"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["failure_point", "failure_type", "share"],
        "additionalProperties": False,
        "properties": {
            "failure_point": {"type": "string", "description": "where it happened, such as cancelled_flight"},
            "failure_type": {"type": "string", "description": "such as not_delivered"},
            "severity": {"type": "integer", "minimum": 1, "maximum": 5, "description": "like ones come first"},
            "share": {"type": "number", "minimum": 0, "description": "goodwill as a share of the loss"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20, "description": "at most so many"},
            "least": {"type": "integer", "minimum": 1, "maximum": 50, "default": 1, "description": "at least so many"},
            "most_deviations": {"type": "number", "minimum": 0, "default": 2, "description": "beyond is unlike"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"count", "mean", "low", "high", "z", "unlike"}: how many are compared, their mean, the band that holds the
        middle eight of ten, and how many deviations the offer is away from the mean. Changes nothing."""
        found = desk.closed_like(
            parameters["failure_point"], parameters["failure_type"], parameters.get("severity"), parameters["limit"]
        )
        shares = sorted(share for case in found if (share := share_of_loss(case)) is not None)
        if len(shares) < parameters["least"]:
            return {"count": len(shares), "unlike": False}
        low, high = _at(shares, 0.1), _at(shares, 0.9)
        mean, offered = fmean(shares), float(parameters["share"])
        z = (offered - mean) / max(pstdev(shares), TOLERANCE)
        outside = not low - TOLERANCE <= offered <= high + TOLERANCE
        unlike = abs(z) > parameters["most_deviations"] or outside
        return {
            "count": len(shares),
            "mean": round(mean, 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "z": round(z, 2),
            "unlike": unlike,
        }


def share_of_loss(case: ClosedCase) -> float | None:
    """What a case was given on top, as a share of what was lost; None if either is unknown or was nothing lost."""
    goodwill = _money(case.data.get("goodwill"))
    losses = [money for name in ("price", "money_lost") if (money := _money(case.data.get(name)))]
    if goodwill is None or not losses or {money.currency for money in losses} != {goodwill.currency}:
        return None
    loss = max(money.amount for money in losses)
    return float(goodwill.amount / loss) if loss > Decimal(0) else None


def _money(value: Any) -> Money | None:
    try:
        return typed(value, "money")
    except WrongKind:
        return None


def _at(shares: Sequence[float], place: float) -> float:
    """The share at a place of the row, between its neighbours if it falls between."""
    exact = place * (len(shares) - 1)
    below = int(exact)
    above = min(below + 1, len(shares) - 1)
    return shares[below] + (shares[above] - shares[below]) * (exact - below)
