"""Nursery: workers that are forked from a process which has read the code already: each saves more than a second.

They are processes of their own, as those of `amends worker` are, and die as really.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["amends.forms.commands", "amends.engine.jobs", "chaos.bank", "chaos.nursery"])


class Worker:
    """As `subprocess.Popen` has it, as far as the town needs it."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._process = _context.Process(target=_work, args=(dict(env),), daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        self._process.join(seconds)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("worker", seconds or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self._process.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _work(env: dict[str, str]) -> None:
    """The real worker, only less patient with the dead."""
    from amends.engine import faults
    from amends.engine.jobs import Worker as Real
    from amends.forms.commands import main

    os.environ.clear()
    os.environ.update(env)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if env.get("AMENDS_FAULT"):  # a new process reads it when it reads the code
        faults.here = faults.armed(env["AMENDS_FAULT"])
    Real.__init__.__kwdefaults__.update(every=0.1, beat_every=0.4, sweep_every=0.4, dead_after=3.0)
    sys.argv = ["amends", "worker"]
    main()
