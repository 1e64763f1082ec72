"""Let time pass in a demo: the clock is turned, and what became due is done before the visitor looks again."""

import time
from datetime import timedelta

from ..assembly import House

#: seconds a visitor waits at most; workers go on behind the page
PATIENCE = 6.0
#: nothing has changed for so many seconds: longer than passengers and workers need to notice the time
QUIET = 1.4
PAUSE = 0.1


def let_pass(house: House, by: timedelta) -> bool:
    """Turn the clock, and wait until the workers, if there are any, have done what became due; whether they have.

    Raises NotAllowed outside a demo.
    """
    house.turn_clock(by)
    house.recovery.tick()
    return not house.inquiry.house_state()["workers"] or _has_become_quiet(house)


def _has_become_quiet(house: House) -> bool:
    before, since = _jobs(house), time.monotonic()
    until = since + PATIENCE
    while (at := time.monotonic()) < until:
        if at - since >= QUIET:
            return True
        time.sleep(PAUSE)
        if (now := _jobs(house)) != before:
            before, since = now, time.monotonic()
    return False


def _jobs(house: House) -> dict[str, int]:
    with house.store.reading() as work:
        return {str(state): number for state, number in work.jobs.counts().items()}
