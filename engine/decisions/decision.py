"""Decision: one use of a table, from case data to an answer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .. import expressions, values
from ..errors import AmendsError
from ..values import Money
from .cells import Cell, point_of
from .columns import Input, Output, Rule
from .grid import Grid
from .policies import POLICIES


class Undecided(AmendsError):
    """A table has no answer: no rule fits, too many do, or a value is not of the kind it needs."""

    sentence = "table '{table}' cannot decide: {why}"


class Decision:
    """What a table is asked in one case. Everything raises Undecided."""

    def __init__(self, table: Grid, names: Mapping[str, Any], types: Mapping[str, str], currency: str) -> None:
        self.table, self.names = table, names
        if table.problems:
            raise self.refusal(table.problems[0])
        self.kinds = {**types, **{column.expression: column.kind for column in table.inputs if column.is_field}}
        self.asked = [(column, self._input(column)) for column in table.inputs]
        #: what numbers in columns of money are in
        self.currency = table.currency or currency or self._first_currency()

    def answer(self) -> dict[str, Any]:
        """Output field -> value, as JSON."""
        points = [self._point(column, value, number) for number, (column, value) in enumerate(self.asked)]
        hits = (rule for rule in self.table.rules if all(map(Cell.takes, rule.cells, points)))
        found = POLICIES[self.table.policy](self, hits)
        return {name: values.plain(value, name) for name, value in found.items()}

    def row(self, rule: Rule) -> dict[str, Any]:
        """What one rule answers, typed."""
        return {o.name: self._result(rule, o, text) for o, text in zip(self.table.outputs, rule.results, strict=True)}

    def zero(self, output: Output) -> Any:
        """The sum of nothing: no money is money too, in the table's currency."""
        return Money(Decimal(0), self._known_currency()) if output.kind == "money" else Decimal(0)

    def refusal(self, why: object) -> Undecided:
        return Undecided(table=self.table.id, why=str(why))

    def question(self) -> str:
        """What was asked, as sentences quote it."""
        return ", ".join(f"{column.label}: {values.shown(value)}" for column, value in self.asked) or "nothing"

    def _input(self, column: Input) -> Any:
        """The typed value of a column; null if a field that it needs is missing or null."""
        try:
            if column.is_field:
                return values.typed(self.names.get(column.expression), column.kind)
            if any(self.names.get(name) is None for name in expressions.names_in(column.expression)):
                return None
            return values.typed(expressions.typed_value(column.expression, self.names, self.kinds), column.kind)
        except AmendsError as problem:
            raise self.refusal(f"'{column.label}': {problem}") from None

    def _point(self, column: Input, value: Any, number: int) -> Any:
        if isinstance(value, Money):
            self._check_currency(column, value, number)
        point = point_of(value)
        if column.allowed and not column.allowed.takes(point):
            what = "is not known yet" if value is None else f"is {values.shown(value)}"
            raise self.refusal(f"'{column.label}' {what}, but has to be one of {column.allowed.text}")
        return point

    def _check_currency(self, column: Input, value: Money, number: int) -> None:
        for cell in (rule.cells[number] for rule in self.table.rules):
            wanted = next(iter(cell.currencies), self.currency)
            if wanted != value.currency and any(True for _ in cell.points()):
                raise self.refusal(f"'{column.label}' is {value}, but the table counts in {wanted}")

    def _result(self, rule: Rule, output: Output, text: str) -> Any:
        if not text:
            return None
        try:
            value = expressions.typed_value(text, self.names, self.kinds)
            if output.kind == "money" and isinstance(value, Decimal):
                value = Money(value, self._known_currency())
            value = values.typed(value, output.kind)
        except Undecided:
            raise
        except AmendsError as problem:
            raise self.refusal(f"rule {rule.number}, '{output.label}': {problem}") from None
        if output.allowed and not output.allowed.takes(point_of(value)):
            raise self.refusal(f"rule {rule.number} answers {values.shown(value)}, not one of {output.allowed.text}")
        return value

    def _known_currency(self) -> str:
        if not self.currency:
            raise self.refusal("nobody says in which currency it counts; give it the attribute amends:currency")
        return self.currency

    def _first_currency(self) -> str:
        return next((value.currency for _, value in self.asked if isinstance(value, Money)), "")
