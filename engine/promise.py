"""Promise: a running clock of a case - what is owed, to whom, by when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One clock of one case. Whether it was kept is worked out from its times, never stored as a verdict."""

    case: str
    #: the row of the policy pack, such as `first_answer`
    key: str
    #: which time this clock runs in this case, from 1
    round: int
    text: str
    #: "customer": a missed one is said to the customer; "us": an internal target
    to: str
    #: statutory, guarantee, given (by a person) or target
    kind: str
    made_at: datetime
    due_at: datetime
    kept_at: datetime | None = None
    #: it stands still since then, for a reason that its row allows
    paused_at: datetime | None = None
    #: when it was due before it stood still; while it does, `due_at` is the latest that it may become
    due_before: datetime | None = None
    #: how often it stood still, and how often it was prolonged
    pauses: int = 0
    extensions: int = 0
    #: (hundredths of its time, when they are over) that nobody was reminded of yet
    reminders: tuple[tuple[int, datetime], ...] = ()

    def is_missed(self, now: datetime) -> bool:
        return (self.kept_at or now) > self.due_at

    def is_open(self) -> bool:
        return self.kept_at is None
