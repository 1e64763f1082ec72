"""Packs: rows of policy - of the house, and of each law or guarantee it answers to - and since when they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import jsonschema
import orjson

from .calendars import is_duration
from .person import LANES

_TEXT = {"type": "string", "minLength": 1, "maxLength": 400}
_SHORT = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60}
_DAY = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}]}
#: how often, for how long and why a clock may stand still
_PAUSE = {
    "type": "object",
    "required": ["reasons", "longest", "most"],
    "properties": {
        "reasons": {"type": "array", "items": _SHORT, "minItems": 1, "maxItems": 20},
        "longest": _TEXT,
        "most": {"type": "integer", "minimum": 1, "maximum": 99},
    },
}
#: by how much, how often and on whose word a clock may run longer
_EXTENSION = {
    "type": "object",
    "required": ["by", "most", "approver"],
    "properties": {
        "by": _TEXT,
        "most": {"type": "integer", "minimum": 1, "maximum": 99},
        "approver": {"enum": list(LANES)},
    },
}
_CLOCK = {
    "type": "object",
    "required": ["key", "text", "to", "kind", "within"],
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("key", "text", "within", "from", "calendar", "clause"), _TEXT),
        "to": {"enum": ["customer", "us"]},
        "kind": {"enum": ["statutory", "guarantee", "given", "target"]},
        "beside": _SHORT,
        "noted_as": _SHORT,
        "counts_from": {"enum": ["at_once", "next_day"]},
        "ends": {"enum": ["exactly", "end_of_day"]},
        "remind_at": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 99}, "maxItems": 5},
        "remind_late": _TEXT,
        "pause": _PAUSE,
        "extension": _EXTENSION,
    },
}
_PACK = {
    "type": "object",
    "properties": {
        "organisation": {"type": "string", "maxLength": 200},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "clocks": {"type": "array", "maxItems": 200, "items": _CLOCK},
        "held": {"type": "array", "maxItems": 200, "items": _SHORT},
        "pack": _SHORT,
        "version": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$", "maxLength": 40},
        **dict.fromkeys(("title", "jurisdiction", "sector", "source", "remark"), _TEXT),
        "valid_from": _DAY,
        "valid_to": _DAY,
    },
}
#: what a pack beside the house's own has to say of itself
_MARKS = ("pack", "version", "title", "jurisdiction", "sector", "source", "currency", "valid_from", "clocks")
_JUDGE = jsonschema.Draft202012Validator(_PACK)
_OF_OTHERS = jsonschema.Draft202012Validator({**_PACK, "required": list(_MARKS)})
HOUSE = "house"


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What a pack says, and what is wrong with it; one that is wrong says nothing."""

    #: file name without its ending; the decision table of the same name beside it says what is owed
    stem: str = HOUSE
    says: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Such as `eu261`; several versions of a pack share it."""
        return str(self.says.get("pack", self.stem))

    @property
    def version(self) -> str:
        return str(self.says.get("version", ""))

    @property
    def currency(self) -> str:
        return str(self.says.get("currency", ""))

    @property
    def title(self) -> str:
        return str(self.says.get("title") or self.says.get("organisation") or self.name)

    @property
    def clocks(self) -> dict[str, Mapping[str, Any]]:
        return {row["key"]: row for row in self.says.get("clocks", ())}

    @property
    def since(self) -> date | None:
        """The first day it is in force; None: not yet decided. The house's own is always in force."""
        if self.stem == HOUSE and "valid_from" not in self.says:
            return date.min
        return _day(self.says.get("valid_from"))

    @property
    def until(self) -> date:
        """The last day it is in force."""
        return _day(self.says.get("valid_to")) or date.max

    def holds_on(self, day: date) -> bool:
        return self.since is not None and self.since <= day <= self.until


def read(content: bytes, stem: str = HOUSE) -> Pack:
    """From JSON; nothing raises."""
    try:
        says = orjson.loads(content)
    except ValueError as problem:
        return Pack(stem=stem, problems=(str(problem),))
    judge = _JUDGE if stem == HOUSE else _OF_OTHERS
    problems = tuple(_told(error) for error in sorted(judge.iter_errors(says), key=lambda e: list(map(str, e.path))))
    problems = problems or _slips(says, stem)
    return Pack(stem=stem, problems=problems) if problems else Pack(stem=stem, says=says)


def names_in(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of the packs among some files, the house's left out."""
    found = {read(content, PurePosixPath(path).stem).name for path, content in files.items() if is_pack(path)}
    return tuple(sorted(found - {HOUSE}))


def is_pack(path: str) -> bool:
    return path.startswith("packs/") and path.endswith(".json")


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _told(error: jsonschema.ValidationError) -> str:
    place = " ".join(str(part + 1) if isinstance(part, int) else str(part) for part in error.absolute_path)
    return f"{place or 'it'}: {error.message[:200]}"


def _slips(says: Mapping[str, Any], stem: str) -> tuple[str, ...]:
    """What a schema does not see."""
    rows = says.get("clocks", ())
    keys = [row["key"] for row in rows]
    found = [
        f"two clocks have the key '{key}'; give one of them another"
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    for row in rows:
        spans = [row.get("pause", {}).get("longest"), row.get("extension", {}).get("by"), row.get("remind_late")]
        found += [
            f"the clock '{row['key']}': '{span}' is no duration such as P30D or '2 working days'"
            for span in spans
            if span and not is_duration(span)
        ]
        if stem != HOUSE and "beside" not in row:
            found.append(f"the clock '{row['key']}' needs 'beside': the clock of the house that it runs with")
    return (*found, *_days(says))


def _days(says: Mapping[str, Any]) -> tuple[str, ...]:
    try:
        since, until = _day(says.get("valid_from")), _day(says.get("valid_to"))
    except ValueError as problem:
        return (f"valid_from, valid_to: {problem}",)
    return (f"it ends on {until}, before it begins on {since}",) if since and until and until < since else ()
