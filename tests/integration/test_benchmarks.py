"""The benchmarks run and tell; how quick this machine is, no test asks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FIGURES = {
    "documented_over_ours_13_nodes", "documented_over_ours_150_nodes", "documented_over_ours_50_tasks",
    "ours_over_memory_13_nodes", "growth_50_over_1", "bytes_13_nodes", "http_steps_per_s_sqlite",
    "http_forms_per_s_sqlite",
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("benchmarks")
    # a server that is there already is used for the posts; none is started for one test
    environment = {**os.environ, "AMENDS_BENCHMARK_SERVERS": "given"}
    words = [sys.executable, "-m", "benchmarks", "--tiny", "--out", str(folder)]
    told = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout, folder


def test_one_run_writes_every_figure_down(run: tuple[str, Path]) -> None:
    found = json.loads((run[1] / "benchmarks.json").read_text())

    assert found.keys() >= FIGURES
    assert all(found[name] > 0 for name in FIGURES)


def test_the_notes_of_a_case_stay_below_half_a_kilobyte(run: tuple[str, Path]) -> None:
    assert json.loads((run[1] / "benchmarks.json").read_text())["bytes_13_nodes"] <= 512


def test_the_table_tells_of_all_that_were_compared(run: tuple[str, Path]) -> None:
    for words in ("our house, everything written", "the library as documented", "HTTP on sqlite"):
        assert words in run[0]


def test_the_chart_is_drawn(run: tuple[str, Path]) -> None:
    assert (run[1] / "benchmarks.svg").read_text().startswith("<svg ")


def test_memory_is_looked_at_now_and_then() -> None:
    words = [sys.executable, "-m", "benchmarks", "--memory", "20"]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True).stdout

    assert len(told.splitlines()) == 11
