"""Faults: the named points at which a process may die. Tests kill it there, with kill -9, and nothing is lost.

Production sets nothing, and `here` does nothing. AMENDS_FAULT is read once, when this module is imported: the name of a
point, or `name:3` for the third time that the process comes there.
"""

import itertools
import os
import signal
from collections.abc import Callable, Mapping

from .errors import SettingWrong

#: what has happened at each point, and what has not
POINTS: Mapping[str, str] = {
    "tables_begun": "a new database is open, and has no table yet",
    "tables_half_made": "some tables of a migration are made, others are not",
    "tables_made": "all tables of a migration are made, and not committed",
    "edition_coming": "an edition is written, and not committed",
    "edition_published": "an edition is published, and whoever published it has not heard",
    "commit_coming": "a transaction of any kind is written, and not committed",
    "commit_done": "a transaction of any kind is committed, and nobody was told",
    "step_half_written": "tasks, timers and promises of a step are written, the case is not",
    "step_written": "everything that came of a step is written, and not committed",
    "job_handed_over": "a job and its place in the queue are written, and not committed",
    "carrier_ready": "the queue has its tables, and no worker has begun",
    "worker_launched": "the worker takes jobs, and does not tick yet",
    "job_claimed": "a worker has claimed a job, and not begun it",
    "job_acted": "what a job does is done in the world and noted, and its case does not know",
    "job_recorded": "the case has gone on and the job is done, and the queue does not know",
    "failure_coming": "a job has failed, and nobody has noted it",
    "letter_handed_over": "the mail server has taken a letter, and nobody has noted it",
    "letter_noted": "a letter is sent and noted, and its job is not done",
    "payment_intended": "a payment is intended, and the gateway was not asked",
    "payment_made": "the gateway has paid, and nobody has noted it",
    "payment_noted": "a payment is made and noted, and its job is not done",
    "tick_half_done": "what is due is asked for, and not committed",
    "timer_woken": "the step of a timer that was due is written, and not committed",
    "promise_missed": "it is written that a promise was missed, and not committed",
    "beating": "a beat is written, and not committed",
    "taking_over": "a job of a dead worker is handed to somebody else, and not committed",
    "taken_over": "a job of a dead worker is with somebody else, and still stands in the dead one's queue",
    "handing_on": "jobs that nobody carried are in the queue again, and not committed",
}


def _pass(name: str) -> None:
    """Nobody dies in production."""


def armed(wish: str) -> Callable[[str], None]:
    """What kills this process at a point, such as `job_claimed` or `job_claimed:3`. Raises SettingWrong."""
    point, _, time = wish.partition(":")
    if point not in POINTS or not (time or "1").isdecimal():
        raise SettingWrong(name="AMENDS_FAULT", problem=f"is '{wish}', which is no point known to engine/faults.py")
    times = itertools.count(1)

    def die(name: str) -> None:
        if name == point and next(times) == int(time or 1):
            os.kill(os.getpid(), signal.SIGKILL)

    return die


#: called by name at each point
here: Callable[[str], None] = armed(os.environ["AMENDS_FAULT"]) if os.environ.get("AMENDS_FAULT") else _pass
