"""Partners at hand for tests: a book of places, a ledger and a desk in memory; the actions and the agreements are ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from amends.engine.actions import BookOfPartners
from amends.engine.actions.desk import ClosedCase, Entry
from amends.engine.place import Place

NOW = datetime(2026, 2, 9, 10, tzinfo=UTC)
HOTEL = {"key": "harbour", "name": "Harbour Hotel", "needs": ["room"], "quality": 4, "price": "140.00 USD"}
AGREED = {
    "harbour": {**HOTEL, "where": ["JFK"], "certified": True, "agreed_places": 1, "distance_km": 4},
    "inn": {**HOTEL, "key": "inn", "name": "Inn", "quality": 3, "price": "110.00 USD", "distance_km": 1},
    "cabs": {**HOTEL, "key": "cabs", "name": "Cabs", "needs": ["transport"]},
}


@dataclass
class Book:
    rows: dict[str, Place] = field(default_factory=dict)

    def entry(self, key: str) -> Place | None:
        return self.rows.get(key)

    def note(self, place: Place) -> None:
        self.rows[place.key] = place

    def of_partner(self, partner: str) -> Sequence[Place]:
        return [place for place in self.rows.values() if place.partner == partner]


@dataclass
class Ledger:
    rows: dict[str, Entry] = field(default_factory=dict)

    def entry(self, key: str) -> Entry | None:
        return self.rows.get(key)

    def note(self, entry: Entry) -> None:
        self.rows[entry.key] = entry


class Desk:
    """What the actions of partners see of a house."""

    def __init__(
        self, number: str = "R-1", book: Book | None = None, agreed: Mapping[str, Mapping[str, Any]] = AGREED
    ) -> None:
        self.now, self.places, self.ledger = NOW, book or Book(), Ledger()
        self.case, self.agreed = SimpleNamespace(number=number, timezone="UTC"), agreed
        self.claims: list[ClosedCase] = []
        self.partners: Any = BookOfPartners(agreed, self._taken, lambda: self.now)

    def _taken(self, partner: str, key: str) -> int:
        return sum(p.is_taken(self.now) for p in self.places.of_partner(partner) if p.key != key)

    def claims_about(self, partner: str) -> list[ClosedCase]:
        return [claim for claim in self.claims if claim.data["partner"] == partner]

    def state(self, attempt: int = 1) -> str:
        return self.places.rows[f"{self.case.number}:place:{attempt}"].state
