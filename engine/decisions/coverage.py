"""Coverage: whether the rules of a table leave a case without an answer, or fight over one.

Each column is cut into classes of values that all rules treat alike: the points where a cell changes its mind, what
lies between them, and null. The table is then walked column by column with the set of rules that still fit, one bit a
rule; the same set at the same column is looked at once. So the work grows with what differs, not with all combinations.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from .cells import Point
from .columns import Input, Rule

#: steps after which the check gives up and says so
BUDGET = 300_000
#: points of one column after which it does
POINTS = 1_000
#: examples of each sort that are worth telling
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class _Class:
    """Values of one column that the same rules take."""

    words: str
    rules: int


@dataclass
class Coverage:
    """What the walk found: examples in words, and the rules that are ever used."""

    gaps: list[str] = field(default_factory=list)
    #: two rule numbers (from 0) that fit at once -> where
    overlaps: dict[tuple[int, int], str] = field(default_factory=dict)
    #: rules that fit somewhere; rules that are the first to fit somewhere
    used: int = 0
    leading: int = 0
    too_large: bool = False


def cover(inputs: Sequence[Input], rules: Sequence[Rule]) -> Coverage:
    """Walk all that a table can be asked."""
    if any(_cuts(column, number, rules) > POINTS for number, column in enumerate(inputs)):
        return Coverage(too_large=True)
    return _Walk([_classes(column, number, rules) for number, column in enumerate(inputs)], len(rules)).coverage


class _Walk:
    def __init__(self, columns: list[list[_Class]], rules: int) -> None:
        self.columns = columns
        self.coverage = Coverage()
        self._seen: set[tuple[int, int]] = set()
        self._steps = 0
        self._from(0, (1 << rules) - 1, [])

    def _from(self, column: int, fitting: int, said: list[str]) -> None:
        if (column, fitting) in self._seen or self.coverage.too_large:
            return
        self._seen.add((column, fitting))
        if not fitting:
            self.coverage.gaps.append(_where(said))
        elif column == len(self.columns):
            self._reached(fitting, said)
        else:
            self._each(column, fitting, said)

    def _each(self, column: int, fitting: int, said: list[str]) -> None:
        self._steps += len(self.columns[column])
        self.coverage.too_large = self._steps > BUDGET
        for part in self.columns[column]:
            if not fitting & part.rules:
                self._gap([*said, part.words])
            else:
                self._from(column + 1, fitting & part.rules, [*said, part.words] if part.words else said)

    def _gap(self, said: list[str]) -> None:
        if len(self.coverage.gaps) < EXAMPLES:
            self.coverage.gaps.append(_where(said))

    def _reached(self, fitting: int, said: list[str]) -> None:
        found = self.coverage
        found.used |= fitting
        found.leading |= fitting & -fitting
        numbers = list(_bits(fitting))
        for place, one in enumerate(numbers[:20]):
            for other in numbers[place + 1 : 20]:
                if (one, other) not in found.overlaps:
                    found.overlaps[one, other] = _where(said)


def _where(said: list[str]) -> str:
    return " and ".join(words for words in said if words) or "anything is asked"


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _classes(column: Input, number: int, rules: Sequence[Rule]) -> list[_Class]:
    """Classes with the same rules are one, said with its first values."""
    found: dict[int, list[str]] = {}
    for words, point in _samples(column, number, rules):
        if column.allowed and not column.allowed.takes(point):
            continue
        fitting = sum(1 << place for place, rule in enumerate(rules) if rule.cells[number].takes(point))
        found.setdefault(fitting, []).append(words)
    if len(found) == 1 and next(iter(found)):
        return [_Class("", fitting) for fitting in found]  # the column does not matter here
    return [_Class(_said(column, words), fitting) for fitting, words in found.items()]


def _said(column: Input, words: list[str]) -> str:
    more = " or ..." if len(words) > 3 else ""
    return f"'{column.label}' is {' or '.join(words[:3])}{more}"


def _cuts(column: Input, number: int, rules: Sequence[Rule]) -> int:
    return len({point for rule in rules for point in rule.cells[number].points()})


def _samples(column: Input, number: int, rules: Sequence[Rule]) -> Iterator[tuple[str, Point]]:
    """(in words, a point that stands for it) for every part of a column's scale, null last."""
    cells = [rule.cells[number] for rule in rules] + ([column.allowed] if column.allowed else [])
    points = {point for cell in cells for point in cell.points()}
    if column.kind == "boolean":
        yield from (("true", True), ("false", False))
    elif column.kind in ("number", "money", "date", "instant"):
        yield from _scale(sorted(points))
    else:
        yield from ((f'"{point}"', point) for point in sorted(points))
        yield ("anything else" if points else "anything"), _Other()
    yield "not known", None


class _Other:
    """A value that no cell names."""


def _scale(points: list[Any]) -> Iterator[tuple[str, Point]]:
    if not points:
        yield "anything", _Other()
        return
    step = _step(points[0])
    yield f"below {_show(points[0])}", points[0] - step
    for low, high in zip(points, [*points[1:], None], strict=True):
        yield _show(low), low
        if high is None:
            yield f"above {_show(low)}", low + step
        elif (between := _between(low, high)) is not None:
            yield f"between {_show(low)} and {_show(high)}", between


def _step(point: Any) -> Any:
    return Decimal(1) if isinstance(point, Decimal) else timedelta(days=1)


def _between(low: Any, high: Any) -> Point:
    """A point between two, None if there is none: days have nothing between them."""
    if isinstance(low, Decimal):
        return (low + high) / 2
    if isinstance(low, datetime):
        return low + (high - low) / 2
    return low + timedelta(days=1) if high - low > timedelta(days=1) else None


def _show(point: Any) -> str:
    if isinstance(point, Decimal):
        return f"{point.normalize():f}"
    return point.isoformat() if isinstance(point, date) else str(point)
