"""Lint: every rule looks at every drawing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .drawing import Drawing
from .element import Process


@dataclass(frozen=True, kw_only=True)
class Known:
    """What diagrams may refer to; None leaves it unchecked."""

    types: Mapping[str, str]
    clocks: Mapping[str, Mapping[str, Any]]
    forms: Collection[str] | None = None
    actions: Mapping[str, Mapping[str, Any]] | None = None
    decisions: Collection[str] | None = None


def lint(drawings: list[Drawing], processes: Mapping[str, Process], known: Known) -> None:
    """Findings are left with the drawings."""
