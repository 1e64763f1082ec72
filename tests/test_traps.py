"""Every known trap of the engine has its test, marked with its number; none is forgotten."""

import ast
import re
from pathlib import Path

import pytest
from diagrams import test_refused, test_refused_details

TESTS = Path(__file__).parent
ROOT = TESTS.parent
#: lines of the list of engine traps
LINES = range(1, 57)
MARK = re.compile(r"mark\.trap\((\d+)\)")


def marked() -> set[int]:
    written = {int(n) for path in TESTS.rglob("*.py") for n in MARK.findall(path.read_text("utf-8"))}
    told = (
        *test_refused.SHAPE,
        *test_refused.EVENTS,
        *test_refused.UNDO,
        *test_refused.KEPT_FROM_PUBLISHING,
        *test_refused_details.CASES,
        *test_refused_details.WARNED,
    )
    return written | {number for number, *_ in told}


def test_every_trap_has_its_test():
    assert sorted(set(LINES) - marked()) == []
    assert marked() <= set(LINES)


@pytest.mark.trap(39)
@pytest.mark.trap(29)
def test_nothing_is_pickled_and_no_serializer_of_the_library_is_used():
    for path in (path for room in ("engine", "forms", "features") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = getattr(node, "module", None) or ""
            assert not {"pickle", "marshal", "shelve", "dill"} & {name.split(".")[0] for name in (*names, module)}, path
            assert "serializer" not in module or not module.startswith("SpiffWorkflow"), path
