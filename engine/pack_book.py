"""Pack book: all packs of an edition - which version of which pack counts for a case, and on which day.

A case is under the packs of its unit, or under the one it was opened with. What is owed goes by the day of the failure,
clocks by the day the report was received; so an edition holds versions that are over, and one that is not yet decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from .errors import AmendsError
from .packs import HOUSE, Pack


class PackUnknown(AmendsError):
    """A case or a unit names a pack that the edition does not have."""

    sentence = "There is no policy pack '{name}'; there are: {known}."


class PackNotInForce(AmendsError):
    """No version of a pack holds on the day that counts."""

    sentence = (
        "No version of the policy pack '{name}' is in force on {day}; there are: {known}. Publish the version that "
        "holds then, or take the pack from the unit."
    )


@dataclass(frozen=True, kw_only=True)
class PackBook:
    """The packs of an edition. The house's own is always among those in force, and comes last."""

    house: Pack
    others: tuple[Pack, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({pack.name for pack in self.others}))

    def known(self, name: str) -> list[Pack]:
        """All versions of a pack. Raises PackUnknown."""
        versions = [pack for pack in self.others if pack.name == name]
        if not versions and name != HOUSE:
            raise PackUnknown(name=name, known=", ".join(self.names) or "none")
        return versions

    def version(self, name: str, day: date) -> Pack:
        """The version of a pack that holds on a day. Raises PackUnknown, PackNotInForce."""
        versions = self.known(name)
        for pack in versions:
            if pack.holds_on(day):
                return pack
        raise PackNotInForce(name=name, day=day, known="; ".join(map(_validity, versions)))

    def of_case(self, data: Mapping[str, Any], day: date) -> list[Pack]:
        """The packs of a case that hold on a day, the house's last. Raises PackUnknown, PackNotInForce."""
        return [*(self.version(name, day) for name in packs_of(data)), self.house]

    @cached_property
    def clocks(self) -> "HouseClocks":
        """The clocks of the house by key, and those that run beside them."""
        return HouseClocks(self)

    def row(self, key: str, day: date) -> Mapping[str, Any]:
        """The row of a clock as it held for a case that was received on a day; {} if none did."""
        if key in self.house.clocks:
            return self.house.clocks[key]
        found = (p.clocks[key] for p in self.others if key in p.clocks and (p.holds_on(day) or p.since is None))
        return next(found, {})

    def findings(self) -> list[tuple[str, str]]:
        """(path, sentence) for versions that leave a day to two of them or to none, and clocks beside nothing."""
        return [*self._days(), *self._clocks()]

    def _days(self) -> Iterable[tuple[str, str]]:
        for name in self.names:
            dated = sorted((p for p in self.others if p.name == name and p.since), key=lambda p: p.since or date.min)
            for one, other in pairwise(dated):
                begins = other.since or date.min
                if one.until >= begins:
                    said = f"from {begins} on, {one.stem} is in force as well; end it with valid_to the day before"
                    yield path_of(other), said
                elif one.until + timedelta(days=1) < begins:
                    said = f"between {one.until} and {begins} no version of '{name}' is in force; close the gap"
                    yield path_of(other), said

    def _clocks(self) -> Iterable[tuple[str, str]]:
        seen: dict[str, str] = dict.fromkeys(self.house.clocks, HOUSE)
        for pack in self.others:
            for key, row in pack.clocks.items():
                if row["beside"] not in self.house.clocks:
                    known = ", ".join(self.house.clocks)
                    yield path_of(pack), f"the clock '{key}' runs beside '{row['beside']}'; the house has: {known}"
                if seen.setdefault(key, pack.name) != pack.name:
                    yield path_of(pack), f"'{seen[key]}' has a clock '{key}' too; give one of them another key"


class HouseClocks(dict[str, Mapping[str, Any]]):
    """The clocks of the house by key; it knows which clocks of the other packs run beside which of them."""

    def __init__(self, book: PackBook) -> None:
        super().__init__(book.house.clocks)
        self._book = book
        self._kin: dict[str, set[str]] = {}
        for pack in book.others:
            for key, row in pack.clocks.items():
                self._kin.setdefault(row["beside"], set()).add(key)

    def kin(self, key: str) -> frozenset[str]:
        """The clocks that may run beside one of the house, whatever the case."""
        return frozenset(self._kin.get(key, ()))

    def beside(self, key: str, data: Mapping[str, Any], now: datetime) -> list[Mapping[str, Any]]:
        """The clocks of a case's packs that run beside one of the house, by the day the report was received.

        A pack that nobody knows or that is not in force promises nothing; who asks what is owed is told.
        """
        if key not in self._kin:
            return []
        day = day_of(data.get("received_at")) or now.date()
        return [
            row
            for name in packs_of(data)
            for pack in self._book.others
            if pack.name == name and pack.holds_on(day)
            for row in pack.clocks.values()
            if row["beside"] == key
        ]


def packs_of(data: Mapping[str, Any]) -> list[str]:
    """The names of the packs a case is under, the house's own left out."""
    named = [data.get("pack"), *(data.get("packs") or [])]
    return [str(name) for name in dict.fromkeys(named) if name and name != HOUSE]


def day_of(value: Any) -> date | None:
    """The day of a date or an instant, as it was written down."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def path_of(pack: Pack) -> str:
    return f"packs/{pack.stem}.json"


def _validity(pack: Pack) -> str:
    if pack.since is None:
        return f"{pack.version}, not yet in force"
    return f"{pack.version}, from {pack.since}" + (f" to {pack.until}" if pack.until != date.max else "")
