"""Grid: a decision table as it is written - its columns and rules, before anybody decides by it."""

from dataclasses import dataclass

from .. import expressions
from .columns import Input, Output, Rule


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Columns, rules, and what happens when several rules fit. One with `problems` was read as far as possible."""

    id: str
    name: str
    policy: str = "UNIQUE"
    #: of COLLECT: "" (a list), SUM, MIN or MAX
    aggregation: str = ""
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    rules: tuple[Rule, ...] = ()
    #: what numbers in columns of money are in; "": what is handed in, else the currency of the first money asked about
    currency: str = ""
    problems: tuple[str, ...] = ()

    @property
    def gives_lists(self) -> bool:
        return self.policy == "RULE ORDER" or (self.policy == "COLLECT" and not self.aggregation)

    def kinds(self) -> dict[str, str]:
        """Output field -> kind of what it is given."""
        return {output.name: "list" if self.gives_lists else output.kind for output in self.outputs}

    def needs(self) -> set[str]:
        """The fields it asks about; each may be missing."""
        readable = (column.expression for column in self.inputs if not expressions.check(column.expression, {}))
        return {name for expression in readable for name in expressions.names_in(expression)}
