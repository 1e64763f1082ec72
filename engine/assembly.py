"""Puts the parts together: one house for an application, a worker, the gate or a test."""

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .accounts import Accounts
from .actions import (
    Bookings,
    Gateway,
    Partners,
    Postbox,
    Registry,
    bookings_from,
    gateway_from,
    partners_from,
    postbox_from,
)
from .clock import Clock, SettableClock, SystemClock
from .errors import NotAllowed, SettingWrong
from .inquiry import Inquiry
from .jobs import DbosCarrier, NoCarrier, Worker
from .moving import lives_here
from .publishing import offer, shipped
from .recovery import Means, Recovery
from .recovery.reconciling import wake_up
from .shelf import Shelf
from .store import Store
from .turning import Turned

DEFAULTS = {
    "AMENDS_DATABASE_URL": "sqlite:///instance/amends.sqlite",
    "AMENDS_PROCESSES": str(shipped()),
    "AMENDS_SECTOR": "",
    "AMENDS_PUBLIC_URL": "http://127.0.0.1:8000",
    "AMENDS_ORGANISATION": "",
    "AMENDS_TIMEZONE": "UTC",
    "AMENDS_KEEP_JOBS_DAYS": "90",
}


def settings_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, else the environment, else the defaults; only names that begin with AMENDS_."""
    found = {**DEFAULTS, **{k: v for k, v in os.environ.items() if k.startswith("AMENDS_")}}
    return found | {k: v for k, v in given.items() if k.startswith("AMENDS_") and v is not None}


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingWrong(
            name="AMENDS_TIMEZONE", problem=f"is '{name}', which is no time zone such as Europe/Vienna"
        ) from None


def _days(text: str) -> timedelta:
    if not text.isdecimal() or not 0 < int(text) <= 36_500:
        raise SettingWrong(name="AMENDS_KEEP_JOBS_DAYS", problem=f"is '{text}', which is no number of days from 1 on")
    return timedelta(days=int(text))


class House:
    """Everything that belongs together. Make one per process with `House.open`, close it when done."""

    def __init__(self, settings: Mapping[str, Any], store: Store, means: Means, turned: Turned) -> None:
        self.settings, self.store, self.means, self._turned = settings, store, means, turned
        self.clock = means.clock
        self.recovery, self.inquiry, self.people = Recovery(means), Inquiry(means), Accounts(store, means.wall)

    @classmethod
    def open(
        cls,
        given: Mapping[str, Any] | None = None,
        *,
        with_workers: bool = False,
        clock: Clock | None = None,
        postbox: Postbox | None = None,
        gateway: Gateway | None = None,
        bookings: Bookings | None = None,
        partners: Partners | None = None,
    ) -> "House":
        """Open the database (made when needed) and offer the folder's draft. Raises SettingWrong, DraftBroken.

        `with_workers`: jobs are carried to workers by DBOS; else they wait until somebody works them off.
        """
        settings = settings_of(given or {})
        store = Store(str(settings["AMENDS_DATABASE_URL"]))
        store.migrate()
        lives_here(store)
        wall, turned, registry = SystemClock(), Turned(store), Registry.installed()
        clock = clock or SettableClock(wall, turned)

        def files_of(edition: str) -> Mapping[str, bytes]:
            with store.reading() as work:
                return work.editions.files(edition)

        means = Means(
            store=store,
            shelf=Shelf(files_of, registry),
            clock=clock,
            wall=wall,
            carrier=DbosCarrier(store.url, clock=clock) if with_workers else NoCarrier(),
            registry=registry,
            postbox=postbox or postbox_from(settings),
            gateway=gateway or gateway_from(settings),
            bookings=bookings or bookings_from(settings),
            partners=partners or partners_from(settings),
            secret=lambda: secrets.token_urlsafe(24),
            public_url=str(settings["AMENDS_PUBLIC_URL"]).rstrip("/"),
            zone=_zone(str(settings["AMENDS_TIMEZONE"])),
            organisation=str(settings["AMENDS_ORGANISATION"]),
        )
        wake_up(means)
        offer(means, Path(str(settings["AMENDS_PROCESSES"])), str(settings["AMENDS_SECTOR"]))
        return cls(settings, store, means, turned)

    def worker(self) -> Worker:
        """The worker of this process. Raises SettingWrong for a house that was opened without."""
        if not isinstance(self.means.carrier, DbosCarrier):
            raise SettingWrong(name="worker", problem="needs a house that was opened with workers")
        return Worker(
            self.store,
            perform=self.recovery.perform,
            tick=lambda now: self.recovery.tick(),
            carrier=self.means.carrier,
            clock=self.clock,
            keep_jobs=_days(str(self.settings["AMENDS_KEEP_JOBS_DAYS"])),
        )

    def called(self) -> str:
        """What the organisation calls itself."""
        with self.store.reading() as work:
            return self.means.called(work)

    def is_demo(self) -> bool:
        with self.store.reading() as work:
            return bool(work.settings.load("demo", False))

    def turn_clock(self, by: timedelta) -> None:
        """Let time pass; in a demo only. Raises NotAllowed."""
        if not self.is_demo() or by < timedelta(0):
            raise NotAllowed(who="You", why="only the clock of a demo can be turned, and only forward")
        self._turned.forward(by)

    def close(self) -> None:
        close = getattr(self.means.carrier, "close", None)
        if close:
            close()
        self.store.close()
