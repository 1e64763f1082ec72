"""Lint: every rule looks at every drawing, and leaves what it finds with the drawing."""

from collections.abc import Mapping

from . import (
    rules_details,
    rules_dialect,
    rules_events,
    rules_fields,
    rules_language,
    rules_names,
    rules_shape,
    rules_signals,
    rules_thread,
    rules_undo,
)
from .drawing import Drawing
from .element import Process
from .finding import Finding
from .known import Known


def lint(drawings: list[Drawing], processes: Mapping[str, Process], known: Known) -> None:
    """First what would run otherwise than drawn; then what would not run; then how it reads."""
    for drawing in drawings:
        rules_shape.look(drawing)
        rules_dialect.look(drawing)
        rules_details.look(drawing)
        rules_events.look(drawing)
        rules_undo.look(drawing, processes)
        rules_language.look(drawing, known.types)
        rules_thread.look(drawing, processes, known)
        rules_names.look(drawing)
    rules_shape.across(drawings)
    rules_signals.look(drawings, processes)
    rules_fields.look(drawings, processes, known)


def clock_findings(known: Known) -> list[Finding]:
    """Rows of the policy pack whose duration cannot be worked out."""
    found = []
    for key, row in known.clocks.items():
        problem = rules_language.time_problem(str(row.get("within", "")), known.types)
        if problem:
            found.append(
                Finding(
                    path="packs/house.json",
                    element=key,
                    label=str(row.get("text", key)),
                    sentence=f"The clock '{key}': {problem}",
                )
            )
    return found
