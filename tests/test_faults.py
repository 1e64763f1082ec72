"""The points at which a process may die are the ones that the engine comes by, each under its own name."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from amends.engine import faults
from amends.engine.errors import SettingWrong

ROOT = Path(__file__).resolve().parent.parent
AT_A_POINT = (
    "from amends.engine import faults\nfor _ in range(3): faults.here('job_claimed'), print('passed', flush=True)"
)


def called():
    """The names handed to `faults.here`, in the whole engine."""
    for path in (ROOT / "engine").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "faults.here":
                yield from (part.value for part in ast.walk(node.args[0]) if _is_name(part))


def _is_name(part):
    return isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value != "paid"


def test_every_point_has_one_place_and_every_place_a_point():
    assert sorted(called()) == sorted(faults.POINTS)


def test_in_production_nothing_happens():
    assert faults.here is faults._pass


def run(wish):
    return subprocess.run(
        [sys.executable, "-c", AT_A_POINT], env={"AMENDS_FAULT": wish}, capture_output=True, text=True
    )


def test_a_process_dies_at_the_point_that_it_was_told_and_not_before():
    assert (run("job_claimed").returncode, run("job_claimed").stdout) == (-9, "")
    assert (run("job_claimed:3").returncode, run("job_claimed:4").returncode) == (-9, 0)
    assert (run("beating").returncode, run("beating").stdout) == (0, "passed\n" * 3)


@pytest.mark.parametrize("wish", ["job_claimt", "job_claimed:soon", ":"])
def test_a_point_that_nobody_knows_is_told(wish):
    with pytest.raises(SettingWrong, match="AMENDS_FAULT"):
        faults.armed(wish)
