"""The means of recovery: everything the use cases need, put together once by the assembly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Protocol

from ..actions import Bookings, Gateway, Partners, Postbox, Registry
from ..clock import Clock
from ..errors import SettingWrong
from ..job import Job
from ..running import Running
from ..shelf import Shelf
from ..store import Store, UnitOfWork


class Carries(Protocol):
    """Brings a job's id to a worker; called inside the transaction that wrote the job."""

    def enqueue(self, work: Any, job: Job) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Means:
    store: Store
    shelf: Shelf
    #: the time of the case: settable in demos and tests
    clock: Clock
    #: the time on the wall; the journal keeps both
    wall: Clock
    carrier: Carries
    registry: Registry
    postbox: Postbox
    gateway: Gateway
    bookings: Bookings
    #: None: those of the agreements
    partners: Partners | None
    #: makes unguessable tokens and salts
    secret: Callable[[], str]
    #: start of the links in letters, without a slash at the end
    public_url: str
    #: where the readers are
    zone: tzinfo
    organisation: str

    def now(self) -> datetime:
        return self.clock.now()

    def newest(self, work: UnitOfWork) -> tuple[str, Running]:
        """The edition that new cases begin in. Raises SettingWrong while none is published."""
        edition = work.editions.latest()
        if edition is None:
            raise SettingWrong(name="edition", problem="is missing: nothing is published yet; run 'amends publish'")
        return edition.id, self.shelf.running(edition.id)

    def called(self, work: UnitOfWork) -> str:
        """What the organisation calls itself: as set, else the name of the unit at the top."""
        tops = [unit.name for unit in work.people.units() if unit.parent is None]
        return self.organisation or (tops[0] if tops else "")

    def status_url(self, token: str) -> str:
        return f"{self.public_url}/status/{token}"
