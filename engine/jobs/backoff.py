"""When to try again: soon at first, then with more and more patience, and at last an operator has to look."""

from datetime import datetime, timedelta

PAUSES = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When a job that has failed `tries` times (from 1) is tried again; None after the sixth: it is given up."""
    return now + PAUSES[max(tries, 1) - 1] if tries <= len(PAUSES) else None
