"""Unit of work: everything that a step writes, kept together or not at all."""

from datetime import datetime
from functools import cached_property

import sqlalchemy as sa

from .beats import Beats
from .cases import Cases
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
from .promises import Promises
from .settings import Settings
from .tasks import Tasks
from .texts import Texts
from .timers import Timers
from .transaction import Transaction
from .waits import Waits


class UnitOfWork:
    """One open transaction and the parts of the store as it sees them. `Store.writing` and `Store.reading` make it."""

    def __init__(self, connection: sa.Connection, *, is_writing: bool) -> None:
        #: for those who must write in the same transaction, such as the queue of jobs
        self.connection = connection
        self._in = Transaction(connection, is_writing=is_writing)

    def is_current(self) -> bool:
        """Whether the tables are those of this version of the product."""
        return is_current(self.connection)

    def figures(self, now: datetime) -> Figures:
        """How much there is of what."""
        return count(self._in, now)

    @cached_property
    def cases(self) -> Cases:
        return Cases(self._in)

    @cached_property
    def tasks(self) -> Tasks:
        return Tasks(self._in)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._in)

    @cached_property
    def timers(self) -> Timers:
        return Timers(self._in)

    @cached_property
    def waits(self) -> Waits:
        return Waits(self._in)

    @cached_property
    def promises(self) -> Promises:
        return Promises(self._in)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self._in)

    @cached_property
    def texts(self) -> Texts:
        return Texts(self._in)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self._in)

    @cached_property
    def letters(self) -> Letters:
        return Letters(self._in)

    @cached_property
    def payments(self) -> Payments:
        return Payments(self._in)

    @cached_property
    def editions(self) -> Editions:
        return Editions(self._in)

    @cached_property
    def people(self) -> People:
        return People(self._in)

    @cached_property
    def keys(self) -> Keys:
        return Keys(self._in)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self._in)

    @cached_property
    def beats(self) -> Beats:
        return Beats(self._in)
