"""The cast of the features: an airline with two stations, the people who work there, and those it let down."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from amends.engine.person import Person, Seat, Unit
from argon2 import PasswordHasher

#: what the clocks on the walls of both stations show
TOWN = ZoneInfo("America/New_York")
#: every scenario begins on a Monday at nine, far from holidays and from a change of the clocks
MONDAY_MORNING = datetime(2026, 2, 2, 9, 0, tzinfo=TOWN).astimezone(UTC)

#: every scenario happens at the first of these stations unless it says otherwise
JFK, NEWARK = "jfk", "ewr"
UNITS = (
    Unit(id="northway", name="Northway Air", calendar="us_office"),
    Unit(id=JFK, name="John F. Kennedy", parent="northway", calendar="us_office"),
    Unit(id=NEWARK, name="Newark", parent="northway", calendar="us_office"),
)

#: opens every account of the cast; the scenarios are about lanes, not about passwords
PASSWORD = "an open secret of the cast"  # noqa: S105
#: made with as little work as argon2 allows: the scenarios are not about guessing it
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def _person(name: str, *lanes: str, unit: str = JFK, rights: tuple[str, ...] = ()) -> Person:
    login = name.lower()
    seats = tuple(Seat(unit, lane) for lane in lanes)
    return Person(id=login, name=name, email=f"{login}@northway.example", seats=seats, rights=frozenset(rights))


#: Ruth and Paul are at the desk, Teo leads it, Carla and Cem own cases, Felix pays, Olga runs the operation,
#: Rita knows the law, Eva answers for all of it; Ben and Bea do at Newark what Ruth and Teo do at JFK;
#: Aude audits, Otto mends what is stuck
STAFF = {
    person.name: person
    for person in (
        _person("Ruth", "front_line"),
        _person("Paul", "front_line"),
        _person("Teo", "supervisor", "front_line"),
        _person("Carla", "case_owner"),
        _person("Cem", "case_owner"),
        _person("Felix", "finance", unit="northway"),
        _person("Olga", "operations"),
        _person("Rita", "risk", unit="northway"),
        _person("Eva", "executive", unit="northway"),
        _person("Ben", "front_line", unit=NEWARK),
        _person("Bea", "supervisor", unit=NEWARK),
        _person("Aude", "quality", unit="northway", rights=("auditor",)),
        _person("Otto", "quality", unit="northway", rights=("operator", "administrator")),
    )
}


@dataclass(frozen=True, kw_only=True)
class LetDown:
    """Somebody whom the airline let down. They have no account; all they hold is a link."""

    name: str
    contact: str


CUSTOMERS = {
    "Mina": LetDown(name="Mina", contact="mina@post.example"),
    "Omar": LetDown(name="Omar", contact="omar@post.example"),
    "Ines": LetDown(name="Ines", contact="+1 555 0142"),
}
