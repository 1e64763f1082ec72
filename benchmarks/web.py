"""Over HTTP: two worker processes answer on this machine, and a bounded crowd of clients hands in forms.

Each client signs in as a browser does. The forms are opened first, for they carry a token of the session and what they
showed; what is timed is handing them in: one post, one durable step. Clients and servers share the same cores.
"""

import http.client
import importlib.util
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import lxml.html
from amends.engine.assembly import House
from amends.engine.person import acting
from amends.forms.people import hashed

from . import diagrams, story
from .ours import MAREN, settings, settle

PASSWORD = "a long sentence of the benchmark"
WORKERS, CLIENTS = 2, 4
#: seconds until a server must answer, and that one round of posts may take
PATIENCE, LONGEST = 30.0, 60.0
TYPED = {"worked_by": "agent-7", "worked": "next contact logged", "work_count": "3"}


@dataclass(frozen=True, kw_only=True)
class Load:
    """What came of it."""

    steps: int
    steps_per_second: float
    pages_per_second: float
    median_ms: float


def application() -> object:
    """What the servers run: our own application with its accounts, sessions and protections."""
    from amends.forms.app import create_app

    return create_app({"SECRET_KEY": os.environ["AMENDS_SECRET_KEY"]})


def load(folder: Path, *, url: str = "", cases: int = 200, rounds: int = 3) -> Load:
    """Hand in `cases * rounds` forms. `url` names an empty PostgreSQL database; SQLite in the folder without one."""
    given = settings(diagrams.loop(), folder, url)
    numbers = _opened(given, cases)
    with _served(given, folder) as port:
        clients = [Client(port) for _ in range(CLIENTS)]
        for client in clients:
            client.sign_in()
        seconds, opening, took = 0.0, 0.0, []
        for round_ in range(1, rounds + 1):
            addresses = [f"/tasks/{number}/work/{round_}" for number in numbers]
            began = time.perf_counter()
            bodies = _together(clients, addresses, lambda client, address: client.filled_in(address))
            opening += time.perf_counter() - began
            began = time.perf_counter()
            took += _together(clients, bodies, lambda client, form: client.hand_in(*form))
            seconds += time.perf_counter() - began
        for client in clients:
            client.close()
    return Load(
        steps=len(took),
        steps_per_second=len(took) / seconds,
        pages_per_second=len(took) / opening,
        median_ms=1000 * statistics.median(took),
    )


def _opened(given: Mapping[str, str], cases: int) -> list[str]:
    """A house with one person who may do everything, and cases that wait for her."""
    house = House.open(given)
    settle(house, hashed(PASSWORD))
    opened = [house.recovery.open(diagrams.PROCESS, story.CASE, by=acting(MAREN), unit="shop") for _ in range(cases)]
    house.close()
    return [case.number for case in opened]


def _together(clients: Sequence["Client"], asked: Sequence[Any], doing: Callable[["Client", Any], Any]) -> list[Any]:
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


class Client:
    """A browser without a screen: one connection that stays open, one session, and no more work than must be."""

    def __init__(self, port: int) -> None:
        self._port, self._cookie = port, ""
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def sign_in(self) -> None:
        page = self._asked("GET", "/sign-in")
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page.decode())
        if token is None:
            raise RuntimeError("the page to sign in has no token")
        form = {"csrf_token": token[1], "login": MAREN.id, "password": PASSWORD}
        self._asked("POST", "/sign-in", urlencode(form).encode(), expected=303)

    def filled_in(self, address: str) -> tuple[str, bytes]:
        """The form at the address as a person sends it back, with its hidden tokens."""
        page = lxml.html.fromstring(self._asked("GET", address).decode())
        form = next(form for form in page.forms if "_sheet" in form.fields)
        return address, urlencode({**dict(form.form_values()), **TYPED, "more_work": "true"}).encode()

    def hand_in(self, address: str, body: bytes) -> float:
        """Seconds until the answer, which sends the browser on to the next page: the step is kept then."""
        began = time.perf_counter()
        self._asked("POST", address, body, expected=303)
        return time.perf_counter() - began

    def close(self) -> None:
        self._line.close()

    def _asked(self, method: str, address: str, body: bytes | None = None, expected: int = 200) -> bytes:
        headers = {"Cookie": self._cookie, "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line.request(method, address, body, headers)
        answer = self._line.getresponse()
        content = answer.read()
        if answer.status != expected:
            raise RuntimeError(f"{method} {address} was answered {answer.status}, not {expected}: {content[:300]!r}")
        if method == "GET" or address == "/sign-in":
            kept = answer.headers.get("Set-Cookie", "")
            self._cookie = kept.split(";")[0] or self._cookie
        return content


@contextmanager
def _served(given: Mapping[str, str], folder: Path) -> Iterator[int]:
    """Two processes on one address, gunicorn where there is one, else waitress twice."""
    port = _free_port()
    environment = {**os.environ, **given, "AMENDS_SECRET_KEY": "the secret of a benchmark, kept by nobody"}
    with (folder / "server.log").open("wb") as log:
        servers = [
            subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=Path(__file__).parent.parent)
            for command in _commands(port)
        ]
        try:
            _wait_for(port, servers, folder / "server.log")
            yield port
        finally:
            for server in servers:
                server.terminate()
            for server in servers:
                server.wait(PATIENCE)


def _commands(port: int) -> list[list[str]]:
    if importlib.util.find_spec("gunicorn"):
        options = ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "2", "--keep-alive", "30"]
        address = ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
        return [[sys.executable, "-m", "gunicorn", *options, *address, "benchmarks.web:application()"]]
    return [[sys.executable, "-m", "benchmarks.serving", str(port)]]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, servers: Sequence[subprocess.Popen[bytes]], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if any(server.poll() is not None for server in servers):
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the servers did not begin: {log.read_text()[-2000:]}")
