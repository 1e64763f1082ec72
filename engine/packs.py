"""Packs: the rows of policy of a house - its currency, and its clocks with what they promise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jsonschema
import orjson

_TEXT = {"type": "string", "minLength": 1, "maxLength": 400}
_CLOCK = {
    "type": "object",
    "required": ["key", "text", "to", "kind", "within"],
    "properties": dict.fromkeys(("key", "text", "kind", "within", "from", "calendar"), _TEXT)
    | {"to": {"enum": ["customer", "us"]}},
}
_PACK = {
    "type": "object",
    "properties": {
        "organisation": {"type": "string", "maxLength": 200},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "clocks": {"type": "array", "maxItems": 200, "items": _CLOCK},
    },
}
_JUDGE = jsonschema.Draft202012Validator(_PACK)


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What a pack says, and what is wrong with it; one that is wrong says nothing."""

    says: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def clocks(self) -> dict[str, Mapping[str, Any]]:
        return {row["key"]: row for row in self.says.get("clocks", ())}


def read(content: bytes) -> Pack:
    """From JSON; nothing raises."""
    try:
        says = orjson.loads(content)
    except ValueError as problem:
        return Pack(problems=(str(problem),))
    problems = tuple(_told(error) for error in sorted(_JUDGE.iter_errors(says), key=lambda e: list(map(str, e.path))))
    twice = () if problems else _twice([row["key"] for row in says.get("clocks", ())])
    return Pack(problems=problems + twice) if problems or twice else Pack(says=says)


def _told(error: jsonschema.ValidationError) -> str:
    place = " ".join(str(part + 1) if isinstance(part, int) else str(part) for part in error.absolute_path)
    return f"{place or 'it'}: {error.message[:200]}"


def _twice(keys: list[str]) -> tuple[str, ...]:
    again = sorted({key for key in keys if keys.count(key) > 1})
    return tuple(f"two clocks have the key '{key}'; give one of them another" for key in again)
