"""The bookings of the house: who is on a service. AMENDS_BOOKINGS = "module:factory" names whoever knows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol

from ..errors import SettingWrong


class Bookings(Protocol):
    def on(self, occasion: str, *, failure_point: str, unit: str, at: datetime) -> Iterable[Mapping[str, Any]]:
        """Those booked on a service, such as "UA 1532 on 8 February"; nobody if it is unknown.

        Each as data of a case: `key` (the booking), `contact`, `reporter_name`, `service_occasion`, `price`, and as far
        as it is known `other_contact`, `vulnerable`, `travels_on` (a connection follows), `last_service_missed`
        (no later one today). What it raises is tried again.
        """
        ...


class NoBookings:
    """Knows nobody: people are asked to name who is affected."""

    def on(self, occasion: str, *, failure_point: str, unit: str, at: datetime) -> Iterable[Mapping[str, Any]]:
        return ()


def bookings_from(settings: Mapping[str, Any]) -> Bookings:
    """Those of the setting AMENDS_BOOKINGS, or none. Raises SettingWrong if they cannot be made."""
    where = str(settings.get("AMENDS_BOOKINGS", "") or "")
    if not where:
        return NoBookings()
    module, _, factory = where.partition(":")
    try:
        made = getattr(import_module(module), factory)()
    except (ImportError, AttributeError, ValueError, TypeError) as problem:
        raise SettingWrong(
            name="AMENDS_BOOKINGS", problem=f"is '{where}', not 'module:factory': {problem}"
        ) from problem
    if not callable(getattr(made, "on", None)):
        raise SettingWrong(
            name="AMENDS_BOOKINGS", problem=f"names '{where}', which makes something that knows no bookings"
        )
    return made
