"""Table: rules that look at what is known of a case and say what follows - decided as DMN says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .. import expressions
from .columns import Input, Output, Rule
from .decision import Decision
from .findings import found_in


@dataclass(frozen=True, kw_only=True)
class Table:
    """A decision table. One with `problems` was read as far as possible; it refuses to decide and says the first."""

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

    def decide(
        self, names: Mapping[str, Any], types: Mapping[str, str] | None = None, *, currency: str = ""
    ) -> dict[str, Any]:
        """What follows from case data: output field -> value, as JSON. A missing field is null. Raises Undecided."""
        return Decision(self, names, types or {}, currency).answer()

    def findings(self, types: Mapping[str, str] | None = None) -> list[str]:
        """What is wrong with it before any case asks it, in sentences. `types` says of which kind the fields are."""
        return found_in(self, types or {})
