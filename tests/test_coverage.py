"""docs/reference/coverage.md: every row of the field is fulfilled by something that is there, or says that it is not yet."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest
from amends.engine.actions import Registry
from amends.engine.publishing import read_folder, shipped
from amends.engine.running import Running, read_running
from amends.features.catalogue import features

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/reference/coverage.md"
NOT_YET = "not yet"
MOST_NOT_YET = 15


def _numbered(letter: str, last: int) -> list[str]:
    return [f"{letter}{number}" for number in range(1, last + 1)]


#: section 1 of the field's inventory, its decisions, shared processes and forms
ROWS = [
    name
    for letter, last in {"A": 17, "B": 9, "C": 15, "R": 15, "E": 39, "D": 14, "SP": 11, "F": 18}.items()
    for name in _numbered(letter, last)
]
#: what a first version cannot do without
NEVER_LATER = {*_numbered("R", 9), "E1", "E2", "E3", "E4", "E14", "E17", *_numbered("D", 7), *_numbered("SP", 6)}
NEVER_LATER |= set(_numbered("F", 10))


@lru_cache(1)
def rows() -> dict[str, tuple[str, str]]:
    """ID -> (what it is, what fulfils it)."""
    cells = [line.strip().strip("|").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines()]
    found = [[part.strip() for part in cell] for cell in cells if len(cell) == 3]
    named = [cell for cell in found if re.fullmatch(r"[A-Z]{1,2}\d+", cell[0])]
    assert len({cell[0] for cell in named}) == len(named)
    return {cell[0]: (cell[1], cell[2]) for cell in named}


@lru_cache(1)
def running() -> Running:
    return read_running(read_folder(shipped()), Registry.installed())


@lru_cache(1)
def fields() -> set[str]:
    return {name for schema in running().forms.values() for name in schema.get("properties", {})}


@lru_cache(1)
def elements() -> set[str]:
    return {ident for program in running().library.processes.values() for ident in program.elements}


@lru_cache(1)
def scenarios() -> set[str]:
    return {
        tag for feature in features() for example in feature.examples for tag in example.tags if not example.is_open
    }


def is_there(kind: str, name: str) -> bool:
    """Whether what a row names can be opened."""
    if kind == "code":
        module, _, attribute = name.partition(":")
        path = ROOT / f"{module.replace('.', '/')}.py"
        return path.is_file() and (not attribute or attribute in _names(path))
    if kind in ("feature", "doc", "pack", "calendar", "letter"):
        folder = {"feature": "features", "doc": "docs", "pack": "processes/packs", "calendar": "processes/calendars"}
        endings = {"feature": ".feature", "doc": ".md", "letter": ".md"}
        return (ROOT / folder.get(kind, "processes/letters") / f"{name}{endings.get(kind, '.json')}").is_file()
    known = {
        "element": elements,
        "field": fields,
        "scenario": scenarios,
        "process": lambda: set(running().library.processes),
        "table": lambda: set(running().tables.ids),
        "form": lambda: {form.removesuffix(".schema.json") for form in running().forms},
        "action": lambda: set(Registry.installed().names()),
        "clock": lambda: {row["key"] for row in running().house["clocks"]},
        "page": _pages,
    }
    return kind in known and name in known[kind]()


def _names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    targets = [t for node in ast.walk(tree) if isinstance(node, ast.Assign) for t in node.targets]
    return defined | {target.id for target in targets if isinstance(target, ast.Name)}


@lru_cache(1)
def _pages() -> set[str]:
    """Addresses of pages as their views declare them."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "forms").rglob("*.py"))
    return set(re.findall(r"@pages\.(?:get|post)\(\"([^\"]+)\"", code))


def test_every_row_of_the_field_stands_there_once():
    assert list(rows()) == ROWS


@pytest.mark.parametrize("row", ROWS)
def test_what_a_row_names_can_be_opened(row):
    what, by = rows()[row]
    named = re.findall(r"`(\w+):([^`]+)`", by)

    assert what
    assert named or by.startswith(NOT_YET), f"{row} names nothing"
    assert [f"{kind}:{name}" for kind, name in named if not is_there(kind, name)] == []


def test_little_is_left_for_later_and_nothing_that_matters_most():
    later = {row for row, (_, by) in rows().items() if by.startswith(NOT_YET)}

    assert len(later) <= MOST_NOT_YET
    assert later & NEVER_LATER == set()


#: acceptance scenarios of the field, by the letters of their numbers
NUMBERED = {"p1": 5, "p2": 5, "p3": 6, "p4": 5, "p5": 4, "sd": 5, "pr": 4, "fp": 5, "ki": 5, "ij": 6, "st": 6}
WANTED = {f"{name}_{number}" for name, last in NUMBERED.items() for number in range(1, last + 1)}
#: those that need parts still to come: mail and codes as channels, detectors, parity over many cases, reports
MAY_BE_OPEN = {
    "p1_1",
    "p1_2",
    "p1_4",
    "p3_1",
    "p3_5",
    "p4_3",
    "p5_1",
    "p5_2",
    "p5_3",
    "p5_4",
    "pr_1",
    "pr_4",
    "fp_1",
    "fp_5",
}


def test_every_acceptance_scenario_is_there_and_runs_unless_it_needs_what_is_still_to_come():
    tagged = {tag for feature in features() for example in feature.examples for tag in example.tags}

    assert WANTED - tagged == set()
    assert WANTED - scenarios() - MAY_BE_OPEN == set()
