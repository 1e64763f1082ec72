"""Fitting: whether the parts of a draft fit together - forms, letters and diagrams that speak of each other."""

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Any

from .bpmn import Element, Finding, Library
from .letters import Letters, complaints_about
from .person import CUSTOMER_LANE
from .values import kind_of


def same_names(files: Mapping[str, bytes]) -> list[Finding]:
    """Forms are found by their file name alone, wherever they lie."""
    seen: dict[str, str] = {}
    found = []
    for path in files:
        if path.endswith(".schema.json"):
            first = seen.setdefault(PurePosixPath(path).name, path)
            if first != path:
                found.append(
                    wrong(path, f"there is a form of this name already: {first}. Give one of them another name")
                )
    return found


def wordings(library: Library, letters: Letters) -> list[Finding]:
    """Letters that diagrams name have to be there, and instructions have to be such as can be filled in."""
    found = []
    for process in library.processes.values():
        for element in process.elements.values():
            letter = element.parameters.get("letter", "") if element.operation == "notify" else ""
            if letter[:1] in "'\"" and letter and letter.strip("'\"") not in letters.names():
                found.append(wrong(process.path, f"there is no letter {letter}", element))
            found += _opens(library, process.path, element)
            found += [
                wrong(process.path, f"its instructions: {why}", element)
                for why in complaints_about(element.instructions)
            ]
    return found


def _opens(library: Library, path: str, element: Element) -> list[Finding]:
    """Cases are opened in a process that is there and can be run."""
    name = element.parameters.get("process", "").strip("'\"") if element.operation == "open_cases" else ""
    is_written = name.isidentifier() and element.parameters["process"][:1] in "'\""
    is_there = name in library.processes
    return (
        [] if is_there or not is_written else [wrong(path, f"there is no process '{name}' to open cases in", element)]
    )


def wrong(path: str, sentence: str, element: Element | None = None) -> Finding:
    """An error that keeps a draft from being published."""
    label = element.label if element else ""
    name = element.id if element else ""
    return Finding(path=path, element=name, label=label, sentence=f"'{name}': {sentence}" if name else sentence)


def unlike_fields(forms: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """Two forms that mean different kinds of thing by one field would make every expression about it a guess."""
    seen: dict[str, tuple[str, str]] = {}
    found = []
    for form, schema in forms.items():
        for name, field in schema.get("properties", {}).items():
            kind = kind_of(field)
            first = seen.setdefault(name, (kind, form))
            if first[0] != kind:
                found.append(
                    Finding(
                        path=form,
                        element=name,
                        label="",
                        severity="error",
                        sentence=f"'{name}' is {kind} here and {first[0]} in {first[1]}: one field, one kind",
                    )
                )
    return found


def obstacles(
    library: Library, forms: Mapping[str, Mapping[str, Any]], held: Collection[str], asked: str
) -> list[Finding]:
    """A customer who has to hand in what we can look up ourselves gives up. It takes a reason that auditors read."""
    of_customers = {asked} | {
        element.form
        for process in library.processes.values()
        for element in process.elements.values()
        if element.lane == CUSTOMER_LANE or CUSTOMER_LANE in element.listed("told_by")
    }
    return [
        wrong(
            form,
            f"a customer has to give '{name}', which the house can look up itself (packs/house.json, held). Take it "
            "out of 'required', or say in 'x-asked-because' why nothing else will do",
        )
        for form in sorted(of_customers & forms.keys())
        for name in forms[form].get("required", ())
        if name in held and not forms[form]["properties"].get(name, {}).get("x-asked-because")
    ]
