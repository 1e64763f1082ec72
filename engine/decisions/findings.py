"""Findings: what is wrong with a table before any case asks it."""

from collections.abc import Iterator, Mapping

from .. import calendars, expressions
from .cells import Cell, point_of
from .columns import Input, Output, Rule
from .coverage import EXAMPLES, Coverage, cover
from .grid import Grid
from .policies import AGGREGATED

#: policies that owe every case an answer
_ANSWERING = ("UNIQUE", "ANY", "FIRST")


def found_in(table: Grid, types: Mapping[str, str]) -> list[str]:
    """Sentences; a table that could not be read as a whole is not looked at any further."""
    if table.problems:
        return list(table.problems)
    known = {**types, **{column.expression: column.kind for column in table.inputs if column.is_field}}
    found = [*_inputs(table, types), *_outputs(table), *_results(table, known)]
    return list(dict.fromkeys(found)) or list(_coverage(table))


def _inputs(table: Grid, types: Mapping[str, str]) -> Iterator[str]:
    for column in table.inputs:
        for problem in expressions.check(column.expression, types, expect=column.kind):
            yield f"'{column.label}': {problem}"
        if table.currency and any(cell.currencies - {table.currency} for cell in _cells(table, column)):
            yield f"'{column.label}' names another currency than the table's {table.currency}"
    asked = [column.expression for column in table.inputs]
    for expression in dict.fromkeys(asked):
        if asked.count(expression) > 1:
            yield f"'{expression}' is asked in more than one column; put the conditions into one cell"


def _cells(table: Grid, column: Input) -> Iterator[Cell]:
    place = table.inputs.index(column)
    return (rule.cells[place] for rule in table.rules)


def _outputs(table: Grid) -> Iterator[str]:
    fitting = AGGREGATED.get(table.aggregation)
    for output in table.outputs:
        if fitting and output.kind not in fitting:
            yield f"'{output.label}' is of kind '{output.kind}'; {table.aggregation} takes {' or '.join(fitting)}"


def _results(table: Grid, known: Mapping[str, str]) -> Iterator[str]:
    for rule in table.rules:
        for output, text in zip(table.outputs, rule.results, strict=True):
            for problem in _result(output, text, known):
                yield f"rule {rule.number}, '{output.label}': {problem}"


def _result(output: "Output", text: str, known: Mapping[str, str]) -> Iterator[str]:
    if not text:
        return
    expect = output.kind
    if (
        expect == "money"
        and not expressions.check(text, known)
        and expressions.kind_of_expression(text, known) == "number"
    ):
        expect = "number"  # a bare number counts in the table's currency
    problems = expressions.check(text, known, expect=expect)
    yield from problems
    if not problems and not expressions.names_in(text):
        yield from _fixed(output, text)


def _fixed(output: "Output", text: str) -> Iterator[str]:
    """An answer that is the same in every case can be looked at now."""
    try:
        value = expressions.typed_value(text, {})
    except expressions.Refused as problem:
        yield str(problem)
        return
    if output.kind == "duration" and not calendars.is_duration(str(value)):
        yield f"'{value}' is not a duration such as PT4H, P3D or '2 working days'"
    if output.allowed and not output.allowed.takes(point_of(value)):
        yield f"{text} is not one of {output.allowed.text}"


def _coverage(table: Grid) -> Iterator[str]:
    found = cover(table.inputs, table.rules)
    if found.too_large:
        yield "it is too large to be checked for gaps and overlaps; split it into two tables"
        return
    if table.policy in _ANSWERING:
        yield from (f"no rule fits when {gap}" for gap in found.gaps[:EXAMPLES])
    if table.policy in ("UNIQUE", "ANY"):
        yield from _overlaps(table, found)
    yield from _idle(table, found)


def _overlaps(table: Grid, found: Coverage) -> Iterator[str]:
    told = 0
    for (one, other), where in found.overlaps.items():
        if table.policy == "ANY" and _answers(table.rules[one]) == _answers(table.rules[other]):
            continue
        told += 1
        if told <= EXAMPLES:
            both = f"rules {table.rules[one].number} and {table.rules[other].number}"
            differ = " but answer differently" if table.policy == "ANY" else ""
            yield f"{both} both fit{differ} when {where}"


def _answers(rule: "Rule") -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in rule.results)


def _idle(table: Grid, found: Coverage) -> Iterator[str]:
    """Rules that never decide: nothing fits them, or rules before them take all."""
    used = found.leading if table.policy == "FIRST" else found.used
    for place, rule in enumerate(table.rules):
        if not used >> place & 1:
            taken = "rules before it take all that it fits" if found.used >> place & 1 else "nothing fits it"
            yield f"rule {rule.number} never decides: {taken}"
