"""A process of its own that reads files nobody would hand in on purpose, and begins the cases of those that pass.

usage: reading_child.py FIRST LAST   prints one JSON line: files, accepted, slowest (s), peak (MB), problems
"""

import json
import random
import resource
import signal
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from amends.engine.bpmn import read_library
from amends.engine.errors import AmendsError
from diagrams.commands import VALUES
from diagrams.driver import EVERYDAY, START
from diagrams.mutants import mutant

#: longer than this is a hang (s); more than this is too much (bytes of address space)
LONGEST, MOST = 10, 2 * 1024**3
DATA = dict(zip(("amount", "items", "open", "go", "turns", "choice"), VALUES, strict=False))


def read(number: int) -> bool:
    """Whether the file is accepted; its case is begun, and one thing done to it, then."""
    library = read_library(
        {"a.bpmn": mutant(number)}, decide=lambda name, *_: {"decided": name}, types={}, clocks={}, forms=[], actions={}
    )
    time_ = {"now": START, "calendar": "everyday", "calendars": EVERYDAY}
    for program in library.processes.values():
        program.outline()
        try:
            step = program.open(DATA, **time_)
            for task in step.opened[:1]:
                answers = {"x": random.Random(number).choice(VALUES)}
                program.complete(step.saved, task.element, task.round, answers, **time_)
        except AmendsError:
            pass  # a sentence
    return bool(library.processes)


def main(first: int, last: int) -> None:
    def late(*_: object) -> None:
        raise TimeoutError

    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    signal.signal(signal.SIGALRM, late)
    accepted, slowest, problems = 0, 0.0, []
    for number in range(first, last):
        began = time.monotonic()
        signal.alarm(LONGEST)
        try:
            accepted += read(number)
        except BaseException:
            problems.append(f"{number}: {traceback.format_exc()[-600:]}")
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.monotonic() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"files": last - first, "accepted": accepted, "slowest": slowest, "peak": peak, "problems": problems}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
