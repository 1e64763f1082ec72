"""The house stands as it was drawn: one import name, files that fit in a head, doors that are doors."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [ROOT / "engine", ROOT / "forms", ROOT / "features"]
FILES = sorted(path for room in ROOMS for path in room.rglob("*.py") if "node_modules" not in path.parts)


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_files_fit_in_a_head():
    sizes = sorted(lines(path) for path in FILES)

    assert statistics.median(sizes) <= 100
    assert sizes[int(len(sizes) * 0.9)] <= 250
    assert not [str(path) for path in FILES if lines(path) > 300]


def test_functions_are_short():
    lengths = [
        node.end_lineno - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]

    assert statistics.median(lengths) <= 8


def test_forms_stay_thin():
    python = {room: sum(lines(p) for p in FILES if p.is_relative_to(ROOT / room)) for room in ("engine", "forms")}

    assert python["forms"] <= 0.4 * python["engine"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nobody_imports_by_the_name_of_the_directory(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
        for name in names:
            assert (name or "").split(".")[0] not in ("engine", "forms", "processes", "features")


def test_every_module_opens_with_a_sentence():
    silent = [
        str(path.relative_to(ROOT)) for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]

    assert silent == []


def test_views_read_call_and_answer():
    long = []
    for path in (ROOT / "forms").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.FunctionDef)
                and any(_routes(d) for d in node.decorator_list)
                and len(node.body) > 12
            ):
                long.append(f"{path.name}:{node.name}")

    assert long == []


def _routes(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in ("get", "post", "route")
    )
