"""Cells: what a rule asks of one input, as FEEL's simple unary tests - `"web","phone"`, `>= 3`, `[1..5]`, `not(null)`.

A cell compares points: decimals for numbers and amounts of money, dates, aware times, text, true and false, and None
for what nobody knows. `-` takes everything, None too; a comparison or an interval never takes None.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .. import values

#: a point on the scale of a column: Decimal, str, bool, date, datetime or None
Point = Any

LENGTH, TESTS = 2_000, 200
#: kinds that a cell can compare, and those of them that have an order
COMPARED = ("text", "number", "money", "boolean", "date", "instant", "duration")
ORDERED = ("number", "money", "date", "instant")
_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>-?\d{1,15}(?:\.\d{1,10})?(?![\w.]|\.\d)|-?\d{1,15}(?:\.\d{1,10})?(?=\.\.))'
    r"|(?P<sign><=|>=|<|>|\.\.|[\[\](),])|(?P<word>date and time|[^\s\"<>\[\](),]+))"
)
_FUNCTIONS = {"date": "date", "date and time": "instant"}


class CellWrong(Exception):
    """Why a cell cannot be read; the table says where."""


@dataclass(frozen=True, slots=True)
class Exactly:
    point: Point

    def holds(self, point: Point) -> bool:
        return point == self.point


@dataclass(frozen=True, slots=True)
class Between:
    """An interval; None is no bound on that side."""

    low: Point
    high: Point
    low_in: bool = True
    high_in: bool = True

    def holds(self, point: Point) -> bool:
        if point is None:
            return False
        above = self.low is None or point > self.low or (self.low_in and point == self.low)
        return above and (self.high is None or point < self.high or (self.high_in and point == self.high))


@dataclass(frozen=True, slots=True)
class Cell:
    """A disjunction of tests, or its negation. Without tests it takes everything."""

    text: str
    tests: tuple[Exactly | Between, ...] = ()
    negated: bool = False
    #: currencies that the cell itself names
    currencies: frozenset[str] = frozenset()

    def takes(self, point: Point) -> bool:
        if not self.tests:
            return True
        hit = any(test.holds(point) for test in self.tests)
        if not self.negated:
            return hit
        # as in FEEL: nothing is not "a", but whether nothing is below 5 is unknown, and so is the opposite
        return not hit and (point is not None or all(isinstance(test, Exactly) for test in self.tests))

    def points(self) -> Iterator[Point]:
        """Where the cell changes its mind; None is left out."""
        for test in self.tests:
            for point in (test.point,) if isinstance(test, Exactly) else (test.low, test.high):
                if point is not None:
                    yield point


def read(text: str, kind: str) -> Cell:
    """Read a cell of a column of this kind; raises CellWrong."""
    text = text.strip()
    if text in ("", "-"):
        return Cell(text="-")
    if len(text) > LENGTH:
        raise CellWrong(f"it is longer than {LENGTH} characters")
    if kind not in COMPARED:
        raise CellWrong(f"a column of kind '{kind}' can only hold '-'; ask for something in it by an expression")
    return _Reader(text, kind).cell()


class _Reader:
    def __init__(self, text: str, kind: str) -> None:
        self.text, self.kind = text, kind
        self.tokens = list(_tokens(text))
        self.currencies: set[str] = set()

    def cell(self) -> Cell:
        negated = self._peek() == ("word", "not")
        if negated:
            self._take()
            self._expect("(")
        tests = self._tests()
        if negated:
            self._expect(")")
        if self.tokens:
            raise CellWrong(f"nobody expects '{self.tokens[0][1]}' where it stands")
        if len(self.currencies) > 1:
            raise CellWrong("it names more than one currency")
        return Cell(text=self.text, tests=tests, negated=negated, currencies=frozenset(self.currencies))

    def _tests(self) -> tuple[Exactly | Between, ...]:
        found = [self._test()]
        while self._peek() == ("sign", ","):
            self._take()
            found.append(self._test())
        if len(found) > TESTS:
            raise CellWrong(f"it lists more than {TESTS} values")
        return tuple(found)

    def _test(self) -> Exactly | Between:
        what, text = self._peek()
        if what == "sign" and text in ("<", "<=", ">", ">="):
            self._take()
            bound = self._ordered(self._point())
            return Between(None, bound, high_in=text == "<=") if text[0] == "<" else Between(bound, None, text == ">=")
        if what == "sign" and text in "[(]":
            return self._interval()
        return Exactly(self._point())

    def _interval(self) -> Between:
        opening = self._take()[1]
        low = self._ordered(self._point())
        self._expect("..")
        high = self._ordered(self._point())
        closing = self._take()[1]
        if closing not in ("]", ")", "["):
            raise CellWrong("an interval is written [1..5], (1..5], [1..5) or (1..5)")
        found = Between(low, high, opening == "[", closing == "]")
        if low > high or (low == high and not (found.low_in and found.high_in)):
            raise CellWrong("its interval holds nothing")
        return found

    def _ordered(self, point: Point) -> Point:
        if self.kind not in ORDERED or point is None:
            raise CellWrong(
                f"{values.shown(point)} has no order; a column of kind '{self.kind}' compares with a list of values"
            )
        return point

    def _point(self) -> Point:
        what, text = self._take()
        if what == "word" and text in _FUNCTIONS:
            self._expect("(")
            what, inner = self._take()
            self._expect(")")
            if what == "text" and _FUNCTIONS[text] == self.kind:
                return self._fitting(_unquoted(inner))
            raise CellWrong(f"{text}() does not fit a column of kind '{self.kind}'")
        if what == "word":
            return self._word(text)
        if what == "number" and self.kind in ("number", "money"):
            return Decimal(text)
        if what == "text":
            return self._fitting(_unquoted(text))
        raise CellWrong(f"'{text}' does not fit a column of kind '{self.kind}'" if text else "it ends too early")

    def _word(self, text: str) -> Point:
        if text == "null":
            return None
        if text in ("true", "false") and self.kind == "boolean":
            return text == "true"
        if text in ("true", "false") or self.kind not in ("text", "duration"):
            raise CellWrong(f"'{text}' does not fit a column of kind '{self.kind}'")
        raise CellWrong(f'text is written in quotes: "{text}"')

    def _fitting(self, text: str) -> Point:
        try:
            found = values.typed(text, self.kind)
        except values.WrongKind as problem:
            raise CellWrong(str(problem)) from None
        if isinstance(found, values.Money):
            self.currencies.add(found.currency)
            return found.amount
        return found.text if isinstance(found, values.Duration) else found

    def _peek(self) -> tuple[str, str]:
        return self.tokens[0] if self.tokens else ("", "")

    def _take(self) -> tuple[str, str]:
        if not self.tokens:
            raise CellWrong("it ends too early")
        return self.tokens.pop(0)

    def _expect(self, sign: str) -> None:
        if self._take()[1] != sign:
            raise CellWrong(f"'{sign}' is missing")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found:
            raise CellWrong(f"nobody can read it from '{text[place : place + 20]}' on")
        yield found.lastgroup or "", found[found.lastgroup or 0]
        place = found.end()


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def point_of(value: Any) -> Point:
    """The point of a typed value on the scale of its column."""
    if isinstance(value, values.Money):
        return value.amount
    return value.text if isinstance(value, values.Duration) else value
