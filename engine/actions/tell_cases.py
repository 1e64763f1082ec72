"""Tell cases: a message from one case to the case that opened it, to those it opened, or to one by its number."""

from collections.abc import Mapping
from typing import Any

from .desk import Desk


class TellCases:
    """A case that does not wait for the message goes on as it was, and its record says that it came."""

    name = "tell_cases"
    #: done twice, nobody would notice: all of it is in our own database
    only_reads = True
    title = "Tell other cases"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["to", "message"],
        "additionalProperties": False,
        "properties": {
            "to": {"type": "string", "minLength": 1, "description": "parent, children, or the number of a case"},
            "message": {"type": "string", "minLength": 1, "description": "name of the message"},
            "facts": {"type": "object", "default": {}, "description": "what the message says"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"told": number of cases}. Raises NotFound for a number that is none."""
        return {"told": desk.tell_cases(parameters["to"], parameters["message"], parameters["facts"], key)}
