"""Carrier: brings the id of a job to whoever performs it. The jobs table stays the truth; a carrier may lose things."""

from collections.abc import Callable
from typing import Any, Protocol

from ..job import Job

#: performs the job with this id now; jobs that are done, withdrawn or at work elsewhere it leaves alone
Perform = Callable[[int], object]


class Carrier(Protocol):
    def enqueue(self, work: Any, job: Job) -> None:
        """Hand a job over in the transaction of `work`: if that is rolled back, nobody hears of the job."""
        ...


class NoCarrier:
    """Tells nobody: jobs wait in their table until `work_off` goes through it. For tests, commands and demos."""

    def enqueue(self, work: Any, job: Job) -> None:
        return None
