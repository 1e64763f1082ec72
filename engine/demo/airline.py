"""A small invented airline at the three airports of New York: its units and its people."""

from dataclasses import dataclass

from ..person import Person, Seat, Unit
from ..store import Store

AIRLINE = "northway"
UNITS = (
    Unit(id=AIRLINE, name="Northway Air", calendar="us_office"),
    Unit(id="jfk", name="John F. Kennedy (JFK)", parent=AIRLINE, calendar="us_office"),
    Unit(id="lga", name="LaGuardia (LGA)", parent=AIRLINE, calendar="us_office"),
    Unit(id="ewr", name="Newark (EWR)", parent=AIRLINE, calendar="us_office"),
)


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of the cast: a person, what they do, and where a visitor who steps in as them should begin."""

    person: Person
    role: str
    begin: str


def _member(
    id: str, name: str, role: str, begin: str, *lanes: str, unit: str = AIRLINE, rights: tuple[str, ...] = ()
) -> Member:
    person = Person(
        id=id,
        name=name,
        email=f"{id}@northway.example",
        seats=tuple(Seat(unit, lane) for lane in lanes),
        rights=frozenset(rights),
    )
    return Member(person=person, role=role, begin=begin)


CAST = (
    _member(
        "ruth", "Ruth Adeyemi", "Front line, all airports", "Her inbox is full of reports from the storm.", "front_line"
    ),
    _member("ben", "Ben Novak", "Front line, JFK", "He sees what happens at JFK only.", "front_line", unit="jfk"),
    _member(
        "teo",
        "Teo Marin",
        "Supervisor",
        "Somebody is in danger, and goodwill above the front line's authority waits for his word.",
        "supervisor",
        "front_line",
    ),
    _member("carla", "Carla Osei", "Case owner", "She understands, investigates and composes offers.", "case_owner"),
    _member("cem", "Cem Yilmaz", "Case owner", "He takes over when a case needs fresh eyes.", "case_owner"),
    _member(
        "felix",
        "Felix Brandt",
        "Finance",
        "A larger sum waits for his approval, and a bank has refused a payment.",
        "finance",
    ),
    _member(
        "olga",
        "Olga Petrova",
        "Operations",
        "She carries out what is not money: rebooking, repair, vouchers.",
        "operations",
    ),
    _member(
        "eva",
        "Eva Lindqvist",
        "Executive",
        "A passenger broke a wrist. She meets them before anything is offered.",
        "executive",
    ),
    _member(
        "otto",
        "Otto Klein",
        "Operator",
        "A bank did not answer. He sees what stopped and why, and starts it again.",
        rights=("operator", "administrator"),
    ),
    _member("aude", "Aude Laurent", "Auditor", "She reads every record and changes nothing.", rights=("auditor",)),
    _member(
        "dana",
        "Dana Ito",
        "Process designer",
        "She opens the diagrams in a modeler and publishes editions.",
        "quality",
        rights=("designer",),
    ),
)


def settle(store: Store) -> None:
    """Put units and people into an empty house. Nobody gets a password: a demo is stepped into by one click."""
    with store.writing() as work:
        for unit in UNITS:
            work.people.add_unit(unit)
        for member in CAST:
            work.people.add_person(member.person, member.person.id, "")
