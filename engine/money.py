"""Money: an amount in one currency, calculated exactly, written in the smallest unit, never mixed with other things."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Self

from .errors import AmendsError

#: 28 digits, and an error instead of infinity; never the context of whoever calls
ARITHMETIC = Context(prec=28, Emax=999, Emin=-999, traps=[DivisionByZero, InvalidOperation, Overflow])
IN_WORDS = "an amount of money such as 120.00 USD"

_LARGEST = Decimal(10) ** 15
_TEXT = re.compile(r"(-?\d{1,15}(?:\.\d{1,4})?) ([A-Z]{3})", re.ASCII)
#: decimals of the currencies whose smallest unit is not a hundredth
_DECIMALS = {
    **dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF"), 0),
    **dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 3),
}


class WrongKind(AmendsError):
    """A value is not of the kind that its field or the calculation needs."""

    sentence = "{value} is not {kind}."


class Unlike(AmendsError):
    """Things are brought together that do not go together: money and a number, dollars and euros, text and a date."""

    sentence = "{left} and {right} cannot be {done}."


class TooMuch(AmendsError):
    """An amount with more than fifteen digits before the point."""

    sentence = "An amount of money is too large to store."


def shown(value: object) -> str:
    """A value as sentences quote it: short, and never `None` or `Decimal('1')`."""
    if value is None:
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; halves are rounded away from zero when it is written. Operations raise Unlike."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "120.00 USD"; raises WrongKind."""
        found = _TEXT.fullmatch(text)
        if not found or Decimal(found[1]) != _rounded(Decimal(found[1]), found[2]):
            raise WrongKind(value=shown(text), kind=IN_WORDS)
        return cls(Decimal(found[1]), found[2])

    def __str__(self) -> str:
        return f"{_rounded(self.amount, self.currency):f} {self.currency}"

    def __add__(self, other: object) -> "Money":
        return Money(ARITHMETIC.add(self.amount, self._like(other, "added")), self.currency)

    def __sub__(self, other: object) -> "Money":
        return Money(ARITHMETIC.subtract(self.amount, self._like(other, "subtracted")), self.currency)

    def __mul__(self, other: object) -> "Money":
        return Money(ARITHMETIC.multiply(self.amount, self._number(other, "multiplied")), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> "Money | Decimal":
        if isinstance(other, Money):
            return ARITHMETIC.divide(self.amount, self._like(other, "divided"))
        return Money(ARITHMETIC.divide(self.amount, self._number(other, "divided")), self.currency)

    def __neg__(self) -> "Money":
        return Money(ARITHMETIC.minus(self.amount), self.currency)

    def __abs__(self) -> "Money":
        return Money(ARITHMETIC.abs(self.amount), self.currency)

    def __lt__(self, other: object) -> bool:
        return self.amount < self._like(other)

    def __le__(self, other: object) -> bool:
        return self.amount <= self._like(other)

    def __gt__(self, other: object) -> bool:
        return self.amount > self._like(other)

    def __ge__(self, other: object) -> bool:
        return self.amount >= self._like(other)

    def _like(self, other: object, done: str = "compared") -> Decimal:
        if isinstance(other, Money) and other.currency == self.currency:
            return other.amount
        raise Unlike(left=shown(self), right=shown(other), done=done)

    def _number(self, other: object, done: str) -> Decimal:
        if isinstance(other, Decimal):
            return other
        raise Unlike(left=shown(self), right=shown(other), done=done)


def _rounded(amount: Decimal, currency: str) -> Decimal:
    if abs(amount) >= _LARGEST:
        raise TooMuch
    rounded = amount.quantize(Decimal(1).scaleb(-_DECIMALS.get(currency, 2)), ROUND_HALF_UP, ARITHMETIC)
    return rounded or abs(rounded)  # nobody is owed -0.00


def money_in(text: str) -> Money | None:
    """The money that a text is, if it is written just as money is stored."""
    try:
        return Money.parse(text) if len(text) > 4 and text[-1].isupper() else None
    except WrongKind:
        return None
