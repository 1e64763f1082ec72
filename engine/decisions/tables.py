"""Tables: all decision tables of an edition, by the id that diagrams call."""

from collections.abc import Mapping
from typing import Any, Self

from ..errors import NotFound
from .reading import TableWrong, read
from .table import Table


class Tables:
    """Read once an edition. A file that cannot be read is a finding; its decisions are not there."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[str, Table]] = {}
        self._findings: list[tuple[str, str, str]] = []

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Self:
        """Read path -> bytes; other files than .dmn are left alone. Raises nothing: see `findings`."""
        tables = cls()
        for path, content in sorted(files.items()):
            if path.endswith(".dmn"):
                tables._add(path, content)
        return tables

    def _add(self, path: str, content: bytes) -> None:
        try:
            found = read(content)
        except TableWrong as problem:
            self._findings.append((path, "", str(problem)))
            return
        for table in found:
            if table.id in self._tables:
                other = self._tables[table.id][0]
                self._findings.append((path, table.id, f"the decision '{table.id}' stands in {other} as well"))
            else:
                self._tables[table.id] = path, table

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self._tables))

    def __contains__(self, decision_id: str) -> bool:
        return decision_id in self._tables

    def __getitem__(self, decision_id: str) -> Table:
        """Raises NotFound."""
        try:
            return self._tables[decision_id][1]
        except KeyError:
            raise NotFound(what="decision table", name=decision_id) from None

    def decide(
        self,
        decision_id: str,
        names: Mapping[str, Any],
        types: Mapping[str, str] | None = None,
        *,
        currency: str = "",
    ) -> dict[str, Any]:
        """What a table answers: output field -> value, as JSON. Raises NotFound, Undecided."""
        return self[decision_id].decide(names, types, currency=currency)

    def outputs(self, decision_id: str) -> dict[str, str]:
        """Output field -> kind. Raises NotFound."""
        return self[decision_id].kinds()

    def inputs(self, decision_id: str) -> set[str]:
        """The fields that a table asks about. Raises NotFound."""
        return self[decision_id].needs()

    def findings(self, types: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
        """(path, decision, sentence) for everything that is wrong in any file."""
        tables = (
            (path, table.id, sentence) for path, table in self._tables.values() for sentence in table.findings(types)
        )
        return [*self._findings, *tables]
