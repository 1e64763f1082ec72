"""Write to cases: one letter to the customers of several cases, to each of them once."""

from collections.abc import Mapping
from typing import Any

from .desk import Desk
from .notify import Notify


class WriteToCases:
    """Each letter stands in the case of its reader. Whoever said that we may not contact them gets none."""

    name = "write_to_cases"
    title = "Write to the customers of other cases"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["letter", "cases"],
        #: whatever else is given is told to the letter
        "additionalProperties": True,
        "properties": {
            "letter": {"type": "string", "description": "name of a letter of the edition, such as what_changed"},
            "cases": {
                "type": "array",
                "maxItems": 1000,
                "items": {"type": "string"},
                "description": "numbers of the cases; one that is no recovery is passed over",
            },
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"told": how many customers, "silent": how many wanted no letter or left no address}. The same letter of one
        case goes to a customer once, however often this is asked for."""
        letter, mine = parameters["letter"], desk.case.number
        extra = {name: value for name, value in parameters.items() if name != "cases"}
        told = silent = 0
        for number in dict.fromkeys(parameters["cases"]):
            there = desk.beside(number)
            if there is None:
                continue
            if not _is_welcome(there.case.data):
                silent += 1
                continue
            Notify().run({**extra, "to": "customer"}, key=f"{mine}:{letter}:{number}", desk=there)
            told += 1
        return {"told": told, "silent": silent}


def _is_welcome(data: Mapping[str, Any]) -> bool:
    has_address = str(data.get("contact") or "none given").strip().casefold() != "none given"
    return has_address and data.get("consent_to_contact") is not False
