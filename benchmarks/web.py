"""Over HTTP: two worker processes answer on this machine, and a bounded crowd hands in tasks, by forms and by the API.

A browser signs in, opens the forms, which carry a token of the session and what they showed, and sends them back; a
program brings its token, asks for the tasks and sends JSON. What is timed is handing them in: one post, one durable
step. The two take turns, on cases of their own. Clients and servers share the same cores.
"""

import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from amends.engine.assembly import House
from amends.engine.person import acting
from amends.forms.people import hashed

from . import diagrams, story
from .clients import PASSWORD, Browser, Program
from .ours import MAREN, settings, settle
from .serving import Server, busy, served

#: half of them call one server, half the other
CLIENTS = 4
#: seconds that one round of posts may take
LONGEST = 60.0


@dataclass(kw_only=True)
class Load:
    """What came of one way to hand in tasks."""

    took: list[float] = field(default_factory=list)
    handing_in: float = 0.0
    opening: float = 0.0
    #: seconds of the servers' processors while tasks were handed in; 0 where the kernel does not tell
    busy: float = 0.0

    @property
    def steps(self) -> int:
        return len(self.took)

    @property
    def steps_per_second(self) -> float:
        return self.steps / self.handing_in

    @property
    def opened_per_second(self) -> float:
        return self.steps / self.opening

    @property
    def median_ms(self) -> float:
        return 1000 * statistics.median(self.took)

    @property
    def cpu_us(self) -> float:
        """Of the servers, a step."""
        return 1e6 * self.busy / self.steps


@dataclass(frozen=True, kw_only=True)
class Loads:
    """Both ways on one database, in one run."""

    forms: Load
    api: Load


def load(folder: Path, *, url: str = "", cases: int = 200, rounds: int = 3) -> Loads:
    """Hand in `cases * rounds` tasks each way. `url` names an empty PostgreSQL database; else SQLite in the folder."""
    given = settings(diagrams.loop(), folder, url)
    numbers, token = _opened(given, 2 * cases)
    found = Loads(forms=Load(), api=Load())
    with served(given, folder) as (ports, servers):
        browsers = [Browser(ports[which % len(ports)]) for which in range(CLIENTS)]
        programs = [Program(ports[which % len(ports)], token) for which in range(CLIENTS)]
        for client in (*browsers, *programs):  # each server reads the edition and its pages once
            client.open(numbers[0], 1)
        for round_ in range(1, rounds + 1):
            _round(found.forms, browsers, numbers[:cases], round_, servers)
            _round(found.api, programs, numbers[cases:], round_, servers)
        for client in (*browsers, *programs):
            client.close()
    return found


def _opened(given: Mapping[str, str], cases: int) -> tuple[list[str], str]:
    """A house with one person who may do everything, cases that wait for her, and a token that speaks for her."""
    house = House.open(given)
    settle(house, hashed(PASSWORD))
    opened = [house.recovery.open(diagrams.PROCESS, story.CASE, by=acting(MAREN), unit="shop") for _ in range(cases)]
    token, _ = house.people.add_token(MAREN.id, "benchmark", 1)
    house.close()
    return [case.number for case in opened], token


def _round(load: Load, clients: Sequence[Any], cases: Sequence[str], round: int, servers: Sequence[Server]) -> None:
    """Every case once: all are opened, then all are handed in."""
    began = time.perf_counter()
    filled = _together(clients, cases, lambda client, case: client.open(case, round))
    load.opening += time.perf_counter() - began
    began, before = time.perf_counter(), busy(servers)
    load.took += _together(clients, filled, lambda client, form: client.hand_in(form))
    load.handing_in += time.perf_counter() - began
    load.busy += busy(servers) - before


def _together(clients: Sequence[Any], asked: Sequence[Any], doing: Callable[[Any, Any], Any]) -> list[Any]:
    """Each client takes its share, all at once; a client belongs to the same cases in every round."""
    found: list[Any] = [None] * len(asked)
    failed: list[Exception] = []

    def share(which: int) -> None:
        try:
            for place in range(which, len(asked), len(clients)):
                found[place] = doing(clients[which], asked[place])
        except Exception as problem:
            failed.append(problem)

    threads = [threading.Thread(target=share, args=(which,), daemon=True) for which in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    if failed or any(thread.is_alive() for thread in threads):
        raise failed[0] if failed else TimeoutError(f"the servers did not answer within {LONGEST:.0f} seconds")
    return found
