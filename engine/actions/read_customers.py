"""Read customers: who was struck, as people list it - name; how to reach them; booking; price."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .action import MONEY
from .desk import Desk

FIELDS = ("reporter_name", "contact", "service_occasion", "price")
NO_CONTACT = "none given"
HOW = "Write: name; how to reach them; booking; price - such as 'Mina Weber; mina@post.example; UA 1532; 180.00 USD'."


class ReadCustomers:
    """A list with a line that nobody can read is asked for again as a whole: nobody is dropped in silence."""

    name = "read_customers"
    #: done twice, nobody would notice
    only_reads = True
    title = "Read a list of customers"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["lines"],
        "additionalProperties": False,
        "properties": {
            "lines": {
                "type": "array",
                "maxItems": 5000,
                "items": {"type": "string"},
                "description": "one customer each: name; how to reach them; booking; price",
            }
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"customers": [{"key", "reporter_name", "contact", "service_occasion", "price"}], "gap"}; a line that stands
        there twice counts once, an empty price is left out. Changes nothing."""
        lines = [line for line in parameters["lines"] if line.strip()]
        gap = " ".join([*_problems(lines)][:5]) or ("" if lines else f"Nobody is named. {HOW}")
        found = {} if gap else {customer["key"]: customer for customer in map(_customer, lines)}
        return {"customers": list(found.values()), "gap": gap}


def _problems(lines: Sequence[str]) -> Iterator[str]:
    for place, line in enumerate(lines, 1):
        parts = _parts(line)
        if len(parts) > len(FIELDS) or not any(parts[:2]):
            yield f"Line {place} cannot be read. {HOW}"
        elif parts[3:] and parts[3] and not (MONEY.fullmatch(parts[3]) and not parts[3].startswith("-")):
            yield f"Line {place}: '{parts[3]}' is no price; say it as 180.00 USD, or leave it out."


def _parts(line: str) -> list[str]:
    return [re.sub(r"\s+", " ", part).strip() for part in line.split(";")]


def _customer(line: str) -> dict[str, str]:
    known = dict(zip(FIELDS, _parts(line), strict=False))
    known["contact"] = known.get("contact") or NO_CONTACT
    key = "|".join(known.get(name, "") for name in ("service_occasion", "contact", "reporter_name")).casefold()
    return {"key": key} | {name: value for name, value in known.items() if value}
