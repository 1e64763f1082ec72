"""Values: what a field of a case may hold - as JSON where it is stored, typed where it is calculated with.

Case data is JSON. Money is text with its currency ("120.00 USD"), dates and instants are ISO text, durations are text;
the schema of a field says which. Numbers are calculated as decimals, so that 0.1 + 0.2 is 0.3.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from .errors import AmendsError
from .money import ARITHMETIC, IN_WORDS, Money, TooMuch, Unlike, WrongKind, money_in, shown

__all__ = [
    "ARITHMETIC",
    "KINDS",
    "Duration",
    "Money",
    "NotJson",
    "TooMuch",
    "Unlike",
    "WrongKind",
    "as_json",
    "kind_in_words",
    "kind_of",
    "money_in",
    "plain",
    "shown",
    "typed",
]

#: how the kinds of a field or an expression are named in sentences
_SAID = {
    "text": "text",
    "number": "a number",
    "money": IN_WORDS,
    "boolean": "true or false",
    "date": "a date such as 2026-02-08",
    "instant": "a time with its offset such as 2026-02-08T10:00:00+00:00",
    "duration": "a duration such as PT4H or '2 working days'",
    "list": "a list",
    "object": "an object",
    "any": "a value",
}
KINDS = tuple(_SAID)
#: one value may not hold more parts, nor be nested deeper; 64 characters of text count as a part
PARTS, DEPTH = 100_000, 40

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


class NotJson(AmendsError):
    """Something that case data cannot hold."""

    sentence = "{path} {problem}."


@dataclass(frozen=True, slots=True)
class Duration:
    """How long, as text; it is counted by a calendar, so two of them are equal or not, never longer or shorter."""

    text: str

    def __str__(self) -> str:
        return self.text


def kind_in_words(kind: str) -> str:
    """A kind as sentences name it, such as `an amount of money such as 120.00 USD`."""
    return _SAID[kind]


def typed(value: Any, kind: str) -> Any:
    """A JSON value as what it means: Decimal, Money, date, aware datetime, Duration; None stays. Raises WrongKind."""
    if value is None:
        return None
    try:
        return _READ[kind](value)
    except (ValueError, TypeError, AttributeError, InvalidOperation):
        raise WrongKind(value=shown(value), kind=_SAID[kind]) from None


def _number(value: Any) -> Decimal:
    if type(value) is Decimal:
        return value
    if type(value) is int:
        return Decimal(value)
    if type(value) is float and math.isfinite(value):
        return Decimal(repr(value))
    raise ValueError


def _any(value: Any) -> Any:
    return _number(value) if type(value) in (int, float) else value


def _just(*kinds: type) -> Any:
    def read(value: Any) -> Any:
        if type(value) not in kinds:
            raise ValueError
        return value

    return read


def _date(value: Any) -> date:
    if type(value) is date:
        return value
    if not _DATE.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


def _instant(value: Any) -> datetime:
    if isinstance(value, datetime) and value.tzinfo:
        return value
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError
    return datetime.fromisoformat(value)


_READ: dict[str, Any] = {
    "text": _just(str), "number": _number, "boolean": _just(bool), "date": _date, "instant": _instant, "any": _any,
    "money": lambda value: value if isinstance(value, Money) else Money.parse(value),
    "duration": lambda value: value if isinstance(value, Duration) else Duration(_just(str)(value)),
    "list": _just(list, tuple), "object": lambda value: value if isinstance(value, Mapping) else _just(dict)(value),
}  # fmt: skip


def as_json(value: Any, path: str = "value") -> Any:
    """A checked deep copy that holds JSON types only; two fields never share one list. Raises NotJson."""
    return _copy(value, path, [PARTS], 0, False)


def plain(value: Any, path: str = "value") -> Any:
    """A typed value as the JSON that is stored, copied and checked as `as_json` does. Raises NotJson."""
    return _copy(value, path, [PARTS], 0, True)


def _copy(value: Any, path: str, left: list[int], depth: int, typed_too: bool) -> Any:
    kind = type(value)
    left[0] -= 1 + (len(value) >> 6 if kind is str else 0)
    if left[0] < 0 or depth > DEPTH:
        raise NotJson(path=path, problem="is too large or too deep")
    if kind is str:
        return value if value.isascii() and "\0" not in value else _text(value, path)
    if value is None or kind is bool:
        return value
    if kind is list or kind is tuple:
        return [_copy(item, path, left, depth + 1, typed_too) for item in value]
    if kind is dict:
        return {
            _text(key, path) if type(key) is str else _no_key(path): _copy(item, key, left, depth + 1, typed_too)
            for key, item in value.items()
        }
    if typed_too and kind in _WRITE:
        value = _WRITE[kind](value)
        kind = type(value)
    return _SCALAR.get(kind, _refused)(value, path)


def _no_key(path: str) -> NoReturn:
    raise NotJson(path=path, problem="has a key that is not text")


def _text(value: str, path: str) -> str:
    if not value.isascii():
        try:
            value.encode()  # half a surrogate pair cannot be written anywhere
        except UnicodeEncodeError:
            raise NotJson(path=path, problem="holds a character that cannot be stored") from None
    if "\0" in value:
        raise NotJson(path=path, problem="holds a character that cannot be stored")
    return value


def _whole(value: int, path: str) -> int:
    if not -(2**63) <= value < 2**63:
        raise NotJson(path=path, problem="is a whole number too large to store")
    return value


def _fraction(value: float, path: str) -> float:
    if not math.isfinite(value):
        raise NotJson(path=path, problem="is not a finite number")
    return value


def _refused(value: Any, path: str) -> Any:
    holds = "case data holds text, numbers, true, false, null, lists and objects"
    raise NotJson(path=path, problem=f"is a {type(value).__name__}; {holds}")


def _decimal(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


_SCALAR: dict[type, Any] = {str: _text, int: _whole, float: _fraction}
_WRITE: dict[type, Any] = {
    Decimal: _decimal,
    Money: str,
    Duration: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
}


def kind_of(schema: Mapping[str, Any]) -> str:
    """The kind of a field from its JSON schema: type and format, else what its constants are."""
    kinds = schema.get("type", ())
    named = [kinds] if isinstance(kinds, str) else [kind for kind in kinds if kind != "null"]
    if len(named) == 1 and named[0] == "string":
        return _FORMATS.get(schema.get("format", ""), "text")
    if named:
        found = {_SCHEMA.get(kind, "any") for kind in named}
        return found.pop() if len(found) == 1 else "any"
    return _kind_of_constants(schema)


_FORMATS = {"money": "money", "date": "date", "date-time": "instant", "duration": "duration"}
_SCHEMA = {
    "string": "text",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "array": "list",
    "object": "object",
}
_PYTHON = {str: "text", int: "number", float: "number", bool: "boolean", list: "list", dict: "object"}


def _kind_of_constants(schema: Mapping[str, Any]) -> str:
    choices = schema.get("oneOf") or schema.get("anyOf") or ()
    values = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]
    kinds = {_PYTHON.get(type(value), "any") for value in values if value is not None}
    kinds |= {kind_of(choice) for choice in choices if choice.get("type") != "null"}
    return kinds.pop() if len(kinds) == 1 else "any"
