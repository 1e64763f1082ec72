"""Agreements: with which partners we have agreed that they take our customers, we theirs, and what they supply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jsonschema
import orjson

_WORD = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60}
_TEXT = {"type": "string", "minLength": 1, "maxLength": 200}
_PARTNER = {
    "type": "object",
    "required": ["key", "name"],
    "additionalProperties": False,
    "properties": {
        "key": _WORD,
        "name": _TEXT,
        "contact": _TEXT,
        #: what customers need that they can give: seat, room, transport ...
        "needs": {"type": "array", "maxItems": 20, "items": _WORD},
        #: stations or towns; left out: everywhere
        "where": {"type": "array", "maxItems": 100, "items": _TEXT},
        "quality": {"type": "integer", "minimum": 1, "maximum": 5},
        "certified": {"type": "boolean"},
        "rival": {"type": "boolean"},
        "price": {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,2})? [A-Z]{3}$"},
        "distance_km": {"type": "number", "minimum": 0, "maximum": 20_000},
        #: so many at a time without asking; left out: somebody has to ask
        "agreed_places": {"type": "integer", "minimum": 0, "maximum": 100_000},
        "held_for_minutes": {"type": "integer", "minimum": 1, "maximum": 10_000},
        "bears_cost": {"enum": ["us", "partner"]},
        #: goods and services that we buy of them
        "supplies": {"type": "array", "maxItems": 50, "items": _TEXT},
    },
}
_JUDGE = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": ["partners"],
        "additionalProperties": False,
        "properties": {
            "source": {"type": "string", "maxLength": 400},
            "partners": {"type": "array", "maxItems": 500, "items": _PARTNER},
        },
    }
)
PATH = "partners/agreements.json"


@dataclass(frozen=True, kw_only=True)
class Agreements:
    """The partners by their key, and what is wrong with the file; one that is wrong has none."""

    partners: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def foreign(agreed: Agreements, currency: str) -> list[str]:
    """Prices that nobody could compare with what our customers paid."""
    rows = [row for row in agreed.partners.values() if currency and "price" in row]
    return [
        f"the price of '{row['key']}' is {row['price']}, and the house counts in {currency}"
        for row in rows
        if row["price"].split()[1] != currency
    ]


def read(content: bytes) -> Agreements:
    """From JSON; nothing raises."""
    try:
        says = orjson.loads(content)
    except ValueError as problem:
        return Agreements(problems=(str(problem),))
    problems = [
        f"{' '.join(map(str, error.absolute_path)) or 'it'}: {error.message[:200]}"
        for error in sorted(_JUDGE.iter_errors(says), key=lambda e: list(map(str, e.path)))
    ]
    rows = [] if problems else says["partners"]
    keys = [row["key"] for row in rows]
    problems += [f"two partners have the key '{key}'" for key in sorted({k for k in keys if keys.count(k) > 1})]
    problems += [
        f"the partner '{row['key']}' can take customers ('needs'), but has no price or no quality"
        for row in rows
        if row.get("needs") and not {"price", "quality"} <= row.keys()
    ]
    return Agreements(problems=tuple(problems)) if problems else Agreements(partners={r["key"]: r for r in rows})
