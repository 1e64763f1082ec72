"""Job: something to do in the world, at least once, with a key that makes a second time harmless."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class JobState(StrEnum):
    #: waits for a worker, or for its next try at `next_try_at`
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    #: given up after its tries: stands in the operator's list
    FAILED = "failed"
    #: an operator decided that it is not to be done
    SKIPPED = "skipped"
    #: its task was cancelled before it ran
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Job:
    """A row of the jobs table; the truth about what is still to be done."""

    id: int = 0
    #: at most one job has this key; actions hand it on to the world (payment gateway, Message-ID)
    key: str
    case: str
    #: "action": run `name` · "wake": a timer is due · "message": deliver one · "missed": a promise ran out ·
    #: "remind": a part of a promise's time is over · "family": ask whether all cases that it opened are closed
    kind: str
    name: str
    #: ids and parameters, JSON only
    args: dict[str, Any] = field(default_factory=dict)
    state: JobState = JobState.QUEUED
    tries: int = 0
    #: plain words, for the operator
    problem: str = ""
    created_at: datetime
    next_try_at: datetime
    done_at: datetime | None = None
