"""Columns and rules of a decision table: what it asks, what it answers, row by row."""

from dataclasses import dataclass

from .cells import Cell


@dataclass(frozen=True, kw_only=True)
class Input:
    """A column that is asked about: a field of the case, or an expression over fields."""

    id: str
    label: str
    expression: str
    kind: str
    #: values it may have (inputValues); None: any. A list without null means that it has to be known.
    allowed: Cell | None = None

    @property
    def is_field(self) -> bool:
        return self.expression.isidentifier()


@dataclass(frozen=True, kw_only=True)
class Output:
    """A column that answers; its name is the field that the answer is kept in."""

    id: str
    label: str
    name: str
    kind: str
    #: values it may have (outputValues); None: any
    allowed: Cell | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row. `results` are expressions of our language over case data; '' is null."""

    id: str
    #: as people count rows, from 1
    number: int
    cells: tuple[Cell, ...]
    results: tuple[str, ...]
