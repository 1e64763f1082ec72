"""Unit of work: everything that a step writes, kept together or not at all."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from .beats import Beats
from .cases import Cases
from .connections import Connection
from .drafts import Drafts
from .editions import Editions
from .figures import Figures, count
from .jobs import Jobs
from .journal import Journal
from .keys import Keys
from .letters import Letters
from .migrating import is_current
from .payments import Payments
from .people import People
from .places import Places
from .promises import Promises
from .settings import Settings
from .tasks import Tasks
from .texts import Texts
from .timers import Timers
from .tokens import Tokens
from .transaction import Transaction
from .waits import Waits

T = TypeVar("T")


class _Part(Generic[T]):
    """A part of the store, made when it is first asked for; most transactions need a few."""

    def __init__(self, make: Callable[[Transaction], T]) -> None:
        self._make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, unit: Any, owner: Any = None) -> T:
        made = unit.__dict__[self._name] = self._make(unit.__dict__["_in"])
        return made


class UnitOfWork:
    """One open transaction and the parts of the store as it sees them. `Store.writing` and `Store.reading` make it."""

    cases = _Part(Cases)
    tasks = _Part(Tasks)
    drafts = _Part(Drafts)
    timers = _Part(Timers)
    waits = _Part(Waits)
    promises = _Part(Promises)
    journal = _Part(Journal)
    texts = _Part(Texts)
    jobs = _Part(Jobs)
    letters = _Part(Letters)
    payments = _Part(Payments)
    places = _Part(Places)
    editions = _Part(Editions)
    people = _Part(People)
    tokens = _Part(Tokens)
    keys = _Part(Keys)
    settings = _Part(Settings)
    beats = _Part(Beats)

    def __init__(self, connection: Connection, *, is_writing: bool) -> None:
        #: for those who must write in the same transaction, such as the queue of jobs
        self.connection = connection.library
        self._in = Transaction(connection, is_writing=is_writing)

    def settle(self) -> None:
        """What is left to write before the commit."""
        if self._in.heads:
            self.journal.settle()

    def is_current(self) -> bool:
        """Whether the tables are those of this version of the product."""
        return is_current(self.connection)

    def figures(self, now: datetime) -> Figures:
        """How much there is of what."""
        return count(self._in, now)
