"""Memory: one house takes tens of thousands of steps, and what it holds is looked at now and then."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import diagrams, story
from .ours import WholeHouse

#: of one case; then it ends and another begins, as in life
LAPS = 50
PAGE = 4096


@dataclass(frozen=True, kw_only=True)
class Look:
    """After so many steps."""

    steps: int
    resident_kb: int
    handles: int


def held(steps: int, looks: int = 10) -> Iterator[Look]:
    """Take the steps; as many looks at the process, evenly spread, after a first tenth to get warm."""
    with tempfile.TemporaryDirectory() as folder:
        house = WholeHouse(diagrams.loop(), Path(folder))
        every = max(1, steps // looks)
        for number in range(steps):
            lap = number % LAPS
            if lap == 0:
                house.begin(dict(story.CASE))
            house.step("work", story.WORK | {"work_count": number, "more_work": lap < LAPS - 1})
            if (number + 1) % every == 0:
                yield _look(number + 1)
        house.house.close()


def _look(steps: int) -> Look:
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * PAGE // 1024
    return Look(steps=steps, resident_kb=resident, handles=len(os.listdir("/proc/self/fd")))
