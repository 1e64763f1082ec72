"""Sector: a made-up organisation to look around in - its units, its people, and whom it let down today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..person import Person, Seat, Unit
from .fortunes import Fortune

#: the sector that is shown when nobody asks for another
DEFAULT = "airline"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of the cast: a person, what they do, and where a visitor who steps in as them should begin."""

    person: Person
    role: str
    begin: str


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What one customer sends, and when; `key` makes sending it twice harmless."""

    key: str
    at: datetime
    unit: str
    answers: dict[str, Any]
    #: decides how far the demo's people have come with it
    fortune: Fortune
    #: who of the cast is named in it, and from then on does not see it
    names: str = ""


@dataclass(frozen=True, kw_only=True)
class Start:
    """Something that staff begin by a form: an incident, a visit, a protocol."""

    process: str
    at: datetime
    by: str
    unit: str
    answers: Mapping[str, Any]
    fortune: Fortune


@dataclass(frozen=True, kw_only=True)
class Sector:
    """What `make run SECTOR=...` shows."""

    key: str
    #: the folder under `sectors/` whose files stand in for the common ones; "" for none
    overlay: str = ""
    organisation: str
    zone: ZoneInfo
    #: what the welcome page says
    headline: str
    lead: str
    units: Sequence[Unit]
    cast: Sequence[Member]
    #: lane -> who of the cast does its tasks while the demo is loaded
    who: Mapping[str, str]
    #: of a year, in the order of time
    complaints: Callable[[int], list[Complaint]]
    starts: Callable[[int], list[Start]] = lambda _year: []
    #: who knows who is booked on what, as module:factory; "" for nobody
    bookings: str = ""
    #: (month, day, hour, minute) between which the day so far is played
    begins: tuple[int, int, int, int]
    opens: tuple[int, int, int, int]
    #: amounts of the common script are said in it
    currency: str = "USD"
    #: what its people answer otherwise than those of the airline
    says: Mapping[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, str]:
        """Of its house: a database apart from real cases, and apart from the other sectors."""
        database = "demo" if self.key == DEFAULT else f"demo-{self.key}"
        return {
            "AMENDS_DATABASE_URL": f"sqlite:///instance/{database}.sqlite",
            "AMENDS_ORGANISATION": self.organisation,
            "AMENDS_TIMEZONE": str(self.zone),
            "AMENDS_SECTOR": self.overlay,
            "AMENDS_BOOKINGS": self.bookings,
        }

    def guide(self, right: str) -> str:
        """The id of whoever shows a visitor what this right is for."""
        return next(member.person.id for member in self.cast if member.person.may(right))

    def member(self, person: str) -> Member | None:
        return next((member for member in self.cast if member.person.id == person), None)


def behind(
    at: Callable[..., Member], *, stopped: str = "He sees what stopped and why, and starts it again."
) -> tuple[Member, ...]:
    """Whom every house has behind its cases: an operator, an auditor and a designer."""
    return (
        at("otto", "Otto Klein", "Operator", stopped, rights=("operator", "administrator")),
        at("aude", "Aude Laurent", "Auditor", "She reads every record and changes nothing.", rights=("auditor",)),
        at(
            "dana",
            "Dana Ito",
            "Process designer",
            "She opens the diagrams in a modeler and publishes editions.",
            "quality",
            rights=("designer",),
        ),
    )


def member(
    id: str,
    name: str,
    role: str,
    begin: str,
    *lanes: str,
    unit: str,
    domain: str,
    rights: tuple[str, ...] = (),
) -> Member:
    """One of the cast, with the lanes they hold in a unit."""
    person = Person(
        id=id,
        name=name,
        email=f"{id}@{domain}",
        seats=tuple(Seat(unit, lane) for lane in lanes),
        rights=frozenset(rights),
    )
    return Member(person=person, role=role, begin=begin)
