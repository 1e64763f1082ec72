"""Precedents: how like failures were put right before, so that like failures are treated alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from .desk import ClosedCase, Desk
from .parity import share_of_loss

#: what of a closed case is shown to whoever composes the next offer; nothing personal
SHOWN = (
    "psychological", "tangible", "floor", "goodwill", "reason_outside_band", "offer_total", "choice", "closing_code",
    "csat_after",
)  # fmt: skip


class Precedents:
    name = "precedents"
    #: done twice, nobody would notice
    only_reads = True
    title = "Look up how like failures were put right"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["failure_point", "failure_type"],
        "additionalProperties": False,
        "properties": {
            "failure_point": {"type": "string", "description": "where it happened, such as cancelled_flight"},
            "failure_type": {"type": "string", "description": "such as not_delivered"},
            "severity": {"type": "integer", "minimum": 1, "maximum": 5, "description": "1 worst; left out: any"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"count", "cases": [{"number", "severity", and what was done}]}, newest first. Changes nothing."""
        found = desk.closed_like(
            parameters["failure_point"], parameters["failure_type"], parameters.get("severity"), parameters["limit"]
        )
        return {"count": len(found), "cases": _told(found)}


def _told(found: Sequence[ClosedCase]) -> list[dict[str, Any]]:
    return [
        {"number": case.number, "severity": case.severity, "of_loss": _of_loss(case)}
        | {k: case.data[k] for k in SHOWN if k in case.data}
        for case in found
    ]


def _of_loss(case: ClosedCase) -> str:
    """The goodwill as a share of the loss, such as "30 %"; "" if that is not known."""
    share = share_of_loss(case)
    return "" if share is None else f"{share:.0%}".replace("%", " %")
