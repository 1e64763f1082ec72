"""The functions of the language, on typed values."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Any

from .. import values
from ..values import ARITHMETIC, Money, shown
from .language import Problem
from .operators import add, as_money, ordered, positive, truth

_before = ordered(lambda a, b: a < b)


def _read(value: Any, kind: str) -> Any:
    if value is None:
        raise Problem("a field that is used here is still empty")
    return values.typed(value, kind)


def _items(value: Any) -> list[Any]:
    return [values.typed(item, "any") for item in _read(value, "list")]


def _length(value: Any) -> Decimal:
    if isinstance(value, str | list | tuple | Mapping):
        return Decimal(len(value))
    raise Problem(f"{shown(value)} has no length")


def _round(value: Any, digits: Any = Decimal(0)) -> Any:
    """To a number of decimals, halves away from zero; money stays money."""
    places = _read(digits, "number")
    if places != int(places) or abs(places) > 15:
        raise Problem("round() takes a whole number of decimals, at most 15")
    value = as_money(value)
    if isinstance(value, Money):
        return Money(_round(value.amount, places), value.currency)
    return _read(value, "number").quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP, ARITHMETIC)


def _sum(of: Any) -> Any:
    """The sum of a list of numbers, or of amounts in one currency; 0 for an empty list."""
    found = _items(of)
    return reduce(add, found[1:], positive(found[0])) if found else Decimal(0)


def _least(*of: Any) -> Any:
    return _pick(of, lambda a, b: b if _before(b, a) else a)


def _most(*of: Any) -> Any:
    return _pick(of, lambda a, b: b if _before(a, b) else a)


def _pick(of: tuple[Any, ...], better: Callable[[Any, Any], Any]) -> Any:
    found = _items(of[0]) if len(of) == 1 else list(of)
    if not found:
        raise Problem("an empty list has neither a least nor a greatest")
    return reduce(better, found)


def _absolute(value: Any) -> Any:
    value = as_money(value)
    return abs(value) if isinstance(value, Money) else ARITHMETIC.abs(_read(value, "number"))


def _number(value: Any) -> Decimal:
    """A number, also one written as text."""
    if isinstance(value, str):
        try:
            number = ARITHMETIC.create_decimal(value.strip()) if len(value) <= 30 else Decimal("NaN")
        except ArithmeticError:
            number = Decimal("NaN")
        if not number.is_finite():
            raise Problem(f"{shown(value)} is not a number")
        return number
    return _read(value, "number")


def _text(value: Any) -> str:
    written = values.plain(value)
    if isinstance(written, list | dict):
        raise Problem("a list or an object is not one text")
    return written if isinstance(written, str) else "" if written is None else shown(written)


def _as_date(value: Any) -> date:
    """A date; of an instant, the day in its own offset."""
    return value.date() if isinstance(value, datetime) else _read(value, "date")


def _days_between(start: Any, end: Any) -> Decimal:
    return Decimal((_as_date(end) - _as_date(start)).days)


def _hours_between(start: Any, end: Any) -> Decimal:
    passed = _read(end, "instant") - _read(start, "instant")
    return ARITHMETIC.divide(Decimal(int(passed.total_seconds())), Decimal(3600))


def _currency(amount: Any, currency: Any) -> Money:
    if not isinstance(currency, str) or not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise Problem("a currency is three capitals, such as USD")
    return Money(_read(amount, "number"), currency)


def _of_text(does: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *texts: does(*(_read(text, "text") for text in texts))


CALLED: dict[str, Callable[..., Any]] = {
    "len": _length, "round": _round, "min": _least, "max": _most, "sum": _sum, "abs": _absolute,
    "any": lambda of: any(truth(item) for item in _items(of)),
    "all": lambda of: all(truth(item) for item in _items(of)),
    "int": lambda value: Decimal(int(_number(value))), "number": _number, "str": _text, "money": _currency,
    "date": _as_date, "instant": lambda value: _read(value, "instant"),
    "duration": lambda value: _read(value, "duration"),
    "days_between": _days_between, "hours_between": _hours_between,
    "lower": _of_text(str.lower), "upper": _of_text(str.upper), "strip": _of_text(str.strip),
    "starts_with": _of_text(str.startswith), "ends_with": _of_text(str.endswith),
}  # fmt: skip
