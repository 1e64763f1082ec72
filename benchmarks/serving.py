"""The servers: processes of one application, each on a port of its own: a proxy before them would share out as evenly.

gunicorn where there is one, else waitress: `python -m benchmarks.serving <port> <threads>`.
"""

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WORKERS = 2
#: seconds until a server must answer, and until it must have ended
PATIENCE = 30.0
#: ticks of the processor's time in a second, as the kernel counts it
TICKS = os.sysconf("SC_CLK_TCK")
#: threads of a server: on SQLite the one that waits for its turn at the interpreter may be holding the database, for
#: which the other server waits; PostgreSQL is waited for, and meanwhile another one calculates
THREADS = {True: 1, False: 2}
Server = subprocess.Popen[Any]


def application() -> Any:
    """What the servers run: our own application with its accounts, sessions and protections."""
    from amends.forms.app import create_app

    return create_app({"SECRET_KEY": os.environ["AMENDS_SECRET_KEY"]})


@contextmanager
def served(given: Mapping[str, str], folder: Path) -> Iterator[tuple[list[int], list[Server]]]:
    """The ports on which the application answers, and its servers."""
    threads = THREADS[given["AMENDS_DATABASE_URL"].startswith("sqlite")]
    environment = {**os.environ, **given, "AMENDS_SECRET_KEY": "the secret of a benchmark, kept by nobody"}
    ports, here = _free_ports(), Path(__file__).parent.parent
    with (folder / "server.log").open("wb") as log:
        how: dict[str, Any] = {"env": environment, "stdout": log, "stderr": log, "cwd": here, "process_group": 0}
        servers: list[Server] = [subprocess.Popen(_command(port, threads), **how) for port in ports]
        try:
            for port in ports:
                _wait_for(port, servers, folder / "server.log")
            yield ports, servers
        finally:
            for server in servers:
                server.terminate()
            for server in servers:
                server.wait(PATIENCE)


def busy(servers: Sequence[Server]) -> float:
    """Seconds of processor that the servers have had; 0 where the kernel does not tell."""
    groups, seconds = {server.pid for server in servers}, 0.0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = place.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(parts[2]) in groups:
            seconds += (int(parts[11]) + int(parts[12])) / TICKS
    return seconds


def _command(port: int, threads: int) -> list[str]:
    if importlib.util.find_spec("gunicorn"):
        options = ["--workers", "1", "--worker-class", "gthread", "--threads", str(threads), "--keep-alive", "30"]
        address = ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
        return [sys.executable, "-m", "gunicorn", *options, *address, "benchmarks.serving:application()"]
    return [sys.executable, "-m", "benchmarks.serving", str(port), str(threads)]


def _free_ports() -> list[int]:
    doors = [socket.socket() for _ in range(WORKERS)]
    for door in doors:
        door.bind(("127.0.0.1", 0))
    ports = [int(door.getsockname()[1]) for door in doors]
    for door in doors:
        door.close()
    return ports


def _wait_for(port: int, servers: Sequence[Server], log: Path) -> None:
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


if __name__ == "__main__":
    import waitress

    waitress.serve(application(), listen=f"127.0.0.1:{sys.argv[1]}", threads=int(sys.argv[2]), _quiet=True)
