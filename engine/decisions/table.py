"""Table: rules that look at what is known of a case and say what follows - decided as DMN says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .decision import Decision
from .findings import found_in
from .grid import Grid


@dataclass(frozen=True, kw_only=True)
class Table(Grid):
    """A decision table. One with `problems` refuses to decide and says the first."""

    def decide(
        self, names: Mapping[str, Any], types: Mapping[str, str] | None = None, *, currency: str = ""
    ) -> dict[str, Any]:
        """What follows from case data: output field -> value, as JSON. A missing field is null. Raises Undecided."""
        return Decision(self, names, types or {}, currency).answer()

    def findings(self, types: Mapping[str, str] | None = None) -> list[str]:
        """What is wrong with it before any case asks it, in sentences. `types` says of which kind the fields are."""
        return found_in(self, types or {})
