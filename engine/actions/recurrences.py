"""Recurrences: how often the same failure was met lately, and whether a lesson is at work on it already."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from .desk import Desk


class Recurrences:
    name = "recurrences"
    #: done twice, nobody would notice
    only_reads = True
    title = "Look how often the same failure was met lately"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["failure_point"],
        "additionalProperties": False,
        "properties": {
            "failure_point": {"type": "string", "description": "where it happened; an empty one is like no other"},
            "days": {"type": "integer", "minimum": 1, "maximum": 3660, "default": 30, "description": "so far back"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"this", "count", "numbers", "lesson"}: this case, how many recoveries there were with it, which they are,
        and the open lesson about this failure ("" if there is none). Changes nothing."""
        point = parameters["failure_point"]
        since = desk.now - timedelta(days=parameters["days"])
        this, found = desk.case.number, desk.same_failure(point, since) if point else ()
        numbers = [*(number for number in found if number != this), this]
        lesson = desk.lesson_about(point) if point else ""
        return {"this": this, "count": len(numbers), "numbers": numbers, "lesson": lesson}
