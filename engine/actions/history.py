"""History: what the customer of a case met with us lately, so that nobody is let down twice unnoticed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from .desk import Desk


class History:
    """Customers are known by their address; who left none has no history."""

    name = "history"
    #: done twice, nobody would notice
    only_reads = True
    title = "Look up what the customer met with us before"
    schema: Mapping[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "failure_point": {"type": "string", "default": "", "description": "counted apart: where it happened"},
            "days": {"type": "integer", "minimum": 1, "maximum": 3660, "default": 90, "description": "so far back"},
            "apology_days": {"type": "integer", "minimum": 1, "maximum": 3660, "default": 60},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"cases", "open", "same_point", "apologies", "numbers"}: earlier cases, how many of them are open or were at
        the same place, and in how many we apologised. Changes nothing."""
        point = parameters["failure_point"]
        past = desk.history(desk.now - timedelta(days=parameters["days"]))
        lately = desk.history(desk.now - timedelta(days=parameters["apology_days"]))
        return {
            "cases": len(past),
            "open": sum(case.is_open for case in past),
            "same_point": sum(bool(point) and case.data.get("failure_point") == point for case in past),
            "apologies": sum(bool(case.data.get("apology_given")) for case in lately),
            "numbers": [case.number for case in past],
        }
