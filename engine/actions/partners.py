"""Partners: who takes a customer that we cannot serve: by the agreements, or AMENDS_PARTNERS names a host's own."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Protocol

from ..errors import AmendsError, SettingWrong

#: what a process is told, and what error events catch
REFUSED = "place_refused"
#: minutes for which a partner keeps a place that is not confirmed, if the agreement does not say
HELD_FOR = 60
#: what our own references of holds begin with
HOLD = "HOLD-"


class PlaceRefused(AmendsError):
    """A partner said no for good: full, closed, never heard of it. Raised by partners."""

    sentence = "{partner} has no place: {reason}"


@dataclass(frozen=True, kw_only=True)
class Hold:
    """What a partner answered to a request."""

    #: "held", or "asked": a person has to ask, or the answer comes later
    state: str
    reference: str = ""
    until: datetime | None = None


class Partners(Protocol):
    """What a plugin of AMENDS_PARTNERS offers. The same key reserves, confirms and gives back once, however often it is
    asked. Whatever is raised beside PlaceRefused is tried again; who never answers is left when the time is over."""

    def known(self) -> Sequence[Mapping[str, Any]]:
        """All partners, in the fields of partners/agreements.json."""
        ...

    def reserve(self, key: str, partner: str, need: Mapping[str, Any]) -> Hold:
        """Ask for a place. Raises PlaceRefused."""
        ...

    def confirm(self, key: str, partner: str, reference: str) -> str:
        """Make a held place ours; its booking reference. Raises PlaceRefused."""
        ...

    def release(self, key: str, partner: str, reference: str) -> None:
        """Give back what is held or booked under this key; nothing, if nothing is."""
        ...


class BookOfPartners:
    """Keeps to the agreements: so many places of a partner are ours without asking; the others have to be asked."""

    def __init__(
        self, agreed: Mapping[str, Mapping[str, Any]], taken: Callable[[str, str], int], now: Callable[[], datetime]
    ) -> None:
        #: `taken`: how many places of a partner are taken, or were asked for before the one with this key
        self._agreed, self._taken, self._now = agreed, taken, now

    def known(self) -> Sequence[Mapping[str, Any]]:
        return list(self._agreed.values())

    def reserve(self, key: str, partner: str, need: Mapping[str, Any]) -> Hold:
        row = self._row(partner)
        agreed = row.get("agreed_places")
        if agreed is None:
            return Hold(state="asked")
        if self._taken(partner, key) >= agreed:
            raise PlaceRefused(partner=row["name"], reason=f"all {agreed} places that we agreed on are taken")
        until = self._now() + timedelta(minutes=row.get("held_for_minutes", HELD_FOR))
        return Hold(state="held", reference=HOLD + _short(key), until=until)

    def confirm(self, key: str, partner: str, reference: str) -> str:
        self._row(partner)
        is_theirs = bool(reference) and not reference.startswith(HOLD)
        return reference if is_theirs else "PLACE-" + _short(key)

    def release(self, key: str, partner: str, reference: str) -> None:
        """The book of places knows it; nobody else has to."""

    def _row(self, partner: str) -> Mapping[str, Any]:
        if partner not in self._agreed:
            raise PlaceRefused(partner=f"'{partner}'", reason="there is no agreement with a partner of this key")
        return self._agreed[partner]


def _short(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8].upper()


def partners_from(settings: Mapping[str, str]) -> Partners | None:
    """The partners of the setting AMENDS_PARTNERS; None: those of the agreements. Raises SettingWrong."""
    where = settings.get("AMENDS_PARTNERS", "")
    if not where:
        return None
    module, _, factory = where.partition(":")
    try:
        made = getattr(import_module(module), factory)()
    except (ImportError, AttributeError, ValueError, TypeError) as problem:
        raise SettingWrong(
            name="AMENDS_PARTNERS", problem=f"is '{where}', not 'module:factory': {problem}"
        ) from problem
    if not all(callable(getattr(made, name, None)) for name in ("known", "reserve", "confirm", "release")):
        raise SettingWrong(name="AMENDS_PARTNERS", problem=f"names '{where}', which makes something that has no places")
    return made
