"""Hit policies: what a table answers when no rule fits, when one does, and when several do."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import reduce
from itertools import islice
from typing import Any, Protocol

from ..errors import AmendsError
from ..values import ARITHMETIC
from .columns import Output, Rule
from .grid import Grid


class Asked(Protocol):
    """A table that is being asked: what a policy may find out about it."""

    @property
    def table(self) -> Grid: ...
    def row(self, rule: Rule) -> dict[str, Any]: ...
    def zero(self, output: Output) -> Any: ...
    def question(self) -> str: ...
    def refusal(self, why: object) -> AmendsError: ...


def unique(decision: Asked, hits: Iterator[Rule]) -> dict[str, Any]:
    rules = list(hits)
    if len(rules) > 1:
        raise decision.refusal(f"rules {_numbers(rules)} fit at once, but only one may ({decision.question()})")
    return decision.row(_one(decision, rules))


def any_of_the_same(decision: Asked, hits: Iterator[Rule]) -> dict[str, Any]:
    rules = list(hits)
    answer = decision.row(_one(decision, rules))
    for rule in rules[1:]:
        if decision.row(rule) != answer:
            both = _numbers([rules[0], rule])
            raise decision.refusal(f"rules {both} fit at once, but answer differently ({decision.question()})")
    return answer


def first(decision: Asked, hits: Iterator[Rule]) -> dict[str, Any]:
    return decision.row(_one(decision, list(islice(hits, 1))))


def in_rule_order(decision: Asked, hits: Iterator[Rule]) -> dict[str, Any]:
    """Lists, empty if no rule fits."""
    rows = [decision.row(rule) for rule in hits]
    return {output.name: [row[output.name] for row in rows] for output in decision.table.outputs}


def collect(decision: Asked, hits: Iterator[Rule]) -> dict[str, Any]:
    """Lists, or one value of each: the sum of nothing is zero, the least and the greatest of nothing are null."""
    found = in_rule_order(decision, hits)
    if not decision.table.aggregation:
        return found
    return {output.name: _aggregated(decision, output, found[output.name]) for output in decision.table.outputs}


def _aggregated(decision: Asked, output: Output, found: list[Any]) -> Any:
    known = [value for value in found if value is not None]
    try:
        if decision.table.aggregation == "SUM":
            return reduce(_added, known) if known else decision.zero(output)
        return (min if decision.table.aggregation == "MIN" else max)(known, default=None)
    except AmendsError as problem:
        raise decision.refusal(f"'{output.label}': {problem}") from None


def _added(a: Any, b: Any) -> Any:
    return ARITHMETIC.add(a, b) if isinstance(a, Decimal) else a + b


def _one(decision: Asked, rules: list[Rule]) -> Rule:
    if not rules:
        raise decision.refusal(f"no rule fits ({decision.question()})")
    return rules[0]


def _numbers(rules: list[Rule]) -> str:
    *most, last = [str(rule.number) for rule in rules]
    return f"{', '.join(most)} and {last}"


POLICIES: dict[str, Callable[[Asked, Iterator[Rule]], dict[str, Any]]] = {
    "UNIQUE": unique,
    "ANY": any_of_the_same,
    "FIRST": first,
    "RULE ORDER": in_rule_order,
    "COLLECT": collect,
}
#: kinds that each aggregation takes
AGGREGATED = {
    "SUM": ("number", "money"),
    "MIN": ("number", "money", "date", "instant"),
    "MAX": ("number", "money", "date", "instant"),
}
