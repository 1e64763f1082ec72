"""Four workers, any of them killed, or put to sleep past its lease and woken: nothing is lost, nothing is done twice."""

import itertools
import os
import random
import signal
import time

import pytest
from chaos.town import stop, town

ROUNDS = int(os.environ.get("ROUNDS", "0"))
#: longer than a silent worker is believed to live
ASLEEP = 4.0
pytestmark = pytest.mark.xdist_group("servers")


def kill(here, workers, victim):
    workers[victim].kill()
    workers[victim].wait()
    workers[victim] = here.worker()


def put_to_sleep(here, workers, victim):
    workers[victim].send_signal(signal.SIGSTOP)
    time.sleep(ASLEEP)
    workers[victim].send_signal(signal.SIGCONT)


def test_workers_are_killed_and_put_to_sleep_while_they_work(tmp_path):
    """Three workers and a kill and a sleep in the suite; four, and as often as asked for, with `make chaos`."""
    chance, number = random.Random(4), itertools.count(1)
    harms = [kill, put_to_sleep]
    with town(tmp_path) as here:
        workers = [here.worker() for _ in range(4 if ROUNDS else 3)]
        cases = []
        for harm in [chance.choice(harms) for _ in range(ROUNDS)] or harms:
            cases += [here.report(f"c{next(number)}") for _ in range(3)]
            time.sleep(chance.random())
            harm(here, workers, chance.randrange(len(workers)))
        here.drive(cases, 180)
        for worker in workers:
            stop(worker)
        here.check(cases, once=False)
        here.doctor()
