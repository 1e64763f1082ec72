"""How values are compared and calculated: like with like, or a sentence. A text counts as what it is compared with."""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .. import values
from ..values import ARITHMETIC, Duration, Money, Unlike, money_in, shown
from .language import Problem

#: no result may be longer
SIZE = 50_000
#: what money, dates and times begin with
_DIGITS = tuple("-0123456789")
_ORDERED = (Decimal, Money, date, datetime)
_WRITTEN = {Money: "money", date: "date", datetime: "instant"}


def add(a: Any, b: Any) -> Any:
    if type(a) is Decimal and type(b) is Decimal:
        return ARITHMETIC.add(a, b)
    amount, other = as_money(a), as_money(b)
    if isinstance(amount, Money) and (isinstance(other, Money) or not isinstance(a, str) or not isinstance(b, str)):
        return amount + other
    if type(a) is type(b) and isinstance(a, str | list):
        if len(a) + len(b) > SIZE:
            raise Problem(f"it makes something longer than {SIZE}")
        return a + b  # type: ignore[operator]
    raise Unlike(left=shown(a), right=shown(b), done="added")


def subtract(a: Any, b: Any) -> Any:
    if type(a) is Decimal and type(b) is Decimal:
        return ARITHMETIC.subtract(a, b)
    a, b = as_money(a), as_money(b)
    if isinstance(a, Money):
        return a - b
    raise Unlike(left=shown(a), right=shown(b), done="subtracted; dates and times have days_between, hours_between")


def multiply(a: Any, b: Any) -> Any:
    if type(a) is Decimal and type(b) is Decimal:
        return ARITHMETIC.multiply(a, b)
    a, b = as_money(a), as_money(b)
    if isinstance(a, Money):
        return a * b
    if isinstance(b, Money):
        return b * a
    raise Unlike(left=shown(a), right=shown(b), done="multiplied")


def divide(a: Any, b: Any) -> Any:
    a, b = as_money(a), as_money(b)
    if (b.amount if isinstance(b, Money) else b) == 0:
        raise Problem("nothing can be divided by zero")
    if type(a) is Decimal and type(b) is Decimal:
        return ARITHMETIC.divide(a, b)
    if isinstance(a, Money):
        return a / b
    raise Unlike(left=shown(a), right=shown(b), done="divided")


def _whole_division(a: Any, b: Any) -> tuple[Decimal, Decimal]:
    """Quotient and remainder with the remainder on the side of the divisor."""
    if type(a) is not Decimal or type(b) is not Decimal:
        raise Unlike(left=shown(a), right=shown(b), done="divided with a remainder")
    if b == 0:
        raise Problem("nothing can be divided by zero")
    whole, rest = ARITHMETIC.divide_int(a, b), ARITHMETIC.remainder(a, b)
    return (whole - 1, rest + b) if rest and (rest < 0) != (b < 0) else (whole, rest)


def negative(a: Any) -> Any:
    a = as_money(a)
    if isinstance(a, Money):
        return -a
    if type(a) is Decimal:
        return ARITHMETIC.minus(a)
    raise Problem(f"{shown(a)} has no negative")


def positive(a: Any) -> Any:
    """A number or an amount as it is; anything else is refused."""
    return negative(negative(a))


def truth(value: Any) -> bool:
    """What a condition says; a field left empty does not hold. Anything that is neither true nor false is refused."""
    if value is True or value is False:
        return value
    if value is None:
        return False
    raise Problem(f"{shown(value)} is not true or false; compare it with something")


def same(a: Any, b: Any) -> bool:
    """Equality of like things; only nothing equals nothing."""
    if a is None or b is None:
        return a is b
    a, b = _alike(a, b)
    if isinstance(a, list | tuple | Mapping) and isinstance(b, list | tuple | Mapping):
        return values.plain(a) == values.plain(b)
    if type(a) is not type(b):
        raise Unlike(left=shown(a), right=shown(b), done="compared")
    if isinstance(a, Money) and a.currency != b.currency:
        raise Unlike(left=shown(a), right=shown(b), done="compared")
    return a == b


def ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compared(a: Any, b: Any) -> bool:
        a, b = _alike(a, b)
        if type(a) is type(b) and type(a) in _ORDERED:
            return compare(a, b)
        raise Unlike(left=shown(a), right=shown(b), done="put in order")

    return compared


def member(item: Any, container: Any) -> bool:
    if isinstance(container, list | tuple):
        if isinstance(item, str) and item[:1] not in _DIGITS:
            return item in container
        return any(_equal(item, values.typed(other, "any")) for other in container)
    if isinstance(item, str) and isinstance(container, str | Mapping):
        return item in container
    raise Problem(f"{shown(item)} cannot be looked for in {shown(container)}")


def _equal(a: Any, b: Any) -> bool:
    """Lists may be mixed: unlike things in them are not equal, that is all."""
    try:
        return same(a, b)
    except Unlike:
        return False


def as_money(value: Any) -> Any:
    """A text that is written just as money is stored is money, also where no schema says so."""
    return (money_in(value) or value) if type(value) is str else value


def _alike(a: Any, b: Any) -> tuple[Any, Any]:
    if type(a) is str:
        if type(b) is str:
            return _both(a, b)
        return _read_as(a, b), b
    return (a, _read_as(b, a)) if type(b) is str else (a, b)


def _read_as(text: str, other: Any) -> Any:
    if isinstance(other, Duration):
        return Duration(text)
    kind = _WRITTEN.get(type(other))
    try:
        return values.typed(text, kind) if kind else text
    except values.WrongKind:
        raise Unlike(left=shown(text), right=shown(other), done="compared") from None


def _both(a: str, b: str) -> tuple[Any, Any]:
    """Two texts are compared as money, dates or times if both are."""
    if a[:1] in _DIGITS and b[:1] in _DIGITS:
        for kind in _WRITTEN.values():
            try:
                return values.typed(a, kind), values.typed(b, kind)
            except values.WrongKind:
                continue
    return a, b


OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: add, ast.Sub: subtract, ast.Mult: multiply, ast.Div: divide,
    ast.FloorDiv: lambda a, b: _whole_division(a, b)[0], ast.Mod: lambda a, b: _whole_division(a, b)[1],
    ast.USub: negative, ast.UAdd: positive, ast.Not: lambda a: not truth(a),
    ast.Eq: same, ast.NotEq: lambda a, b: not same(a, b), ast.Is: same, ast.IsNot: lambda a, b: not same(a, b),
    ast.Lt: ordered(operator.lt), ast.LtE: ordered(operator.le),
    ast.Gt: ordered(operator.gt), ast.GtE: ordered(operator.ge),
    ast.In: member, ast.NotIn: lambda a, b: not member(a, b),
}  # fmt: skip
