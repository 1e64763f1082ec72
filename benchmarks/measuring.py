"""Measuring: contestants take turns in random order, and the medians of their CPU time are compared."""

import random
import statistics
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from . import diagrams, story
from .contestants import Contestant, Floor
from .library import Documented, InMemory
from .ours import Engine, RecordAndRows, WholeHouse

CONTESTANTS: Mapping[str, Callable[[bytes, Path], Contestant]] = {
    "floor": Floor,
    "engine": Engine,
    "rows": RecordAndRows,
    "house": WholeHouse,
    "memory": InMemory,
    "documented": Documented,
}
#: what the names mean
TITLES = {
    "floor": "no engine: one row read and written",
    "engine": "our engine, one row",
    "rows": "our engine with record, inbox and timers",
    "house": "our house, everything written",
    "memory": "the library in memory, nothing kept",
    "documented": "the library as documented, one row",
}
LAPS, WARM = 50, 2


@dataclass(kw_only=True)
class Result:
    """One contestant on one shape. Times in microseconds of CPU a step."""

    steps: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    #: of the loop: its first five steps, as `steps` are its last five
    early: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def step(self) -> float:
        return statistics.median(self.steps)

    @property
    def start(self) -> float:
        return statistics.median(self.starts)


def measured(shape: str, rounds: int, warm: int = WARM) -> dict[str, Result]:
    """All contestants on one shape, `rounds` cases each after some to get warm."""
    with tempfile.TemporaryDirectory() as folder:
        racing = {name: _made(name, make, shape, Path(folder)) for name, make in CONTESTANTS.items()}
        results = {name: Result() for name in racing}
        for number in range(rounds + warm):
            for name in random.sample(list(racing), len(racing)):
                one = _lapped(racing[name]) if shape == "loop" else _walked(racing[name], shape)
                if number >= warm:
                    _note(results[name], one)
        for name, result in results.items():
            result.size = racing[name].size()
    return results


def _made(name: str, make: Callable[[bytes, Path], Contestant], shape: str, folder: Path) -> Contestant:
    (folder / name).mkdir()
    return make(diagrams.SHAPES[shape](), folder / name)


def _note(result: Result, one: Result) -> None:
    result.steps += one.steps
    result.starts += one.starts
    result.early += one.early


def _timed(doing: Callable[[], None]) -> float:
    began = process_time()
    doing()
    return 1e6 * (process_time() - began)


def _walked(contestant: Contestant, shape: str) -> Result:
    """One case through its five tasks; what counts is the mean of the five."""
    data = dict(story.CASE)
    start = _timed(lambda: contestant.begin(data))
    steps = [_timed(lambda e=e: contestant.step(e, dict(story.TYPED[e]))) for e in story.ORDER]
    if shape != "tail" and not contestant.done():
        raise RuntimeError(f"{contestant} did not finish its case with the right data")
    return Result(steps=[statistics.fmean(steps)], starts=[start])


def _lapped(contestant: Contestant) -> Result:
    """One case that does the same task fifty times; what counts is how the last five compare with the first."""
    data = dict(story.CASE)
    start = _timed(lambda: contestant.begin(data))
    steps = [_timed(lambda n=n: contestant.step("work", story.WORK | {"work_count": n})) for n in range(LAPS)]
    return Result(steps=[statistics.fmean(steps[-5:])], starts=[start], early=[statistics.fmean(steps[:5])])
