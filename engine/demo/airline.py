"""A small invented airline at the three airports of New York, on the day of a real storm."""

from functools import partial

from ..person import Unit
from .flights import NEW_YORK
from .passengers import complaints
from .sector import Sector, behind, member
from .storm import starts

AIRLINE = "northway"
UNITS = (
    Unit(id=AIRLINE, name="Northway Air", calendar="us_office", packs=("us_dot",)),
    Unit(id="jfk", name="John F. Kennedy (JFK)", parent=AIRLINE, calendar="us_office"),
    Unit(id="lga", name="LaGuardia (LGA)", parent=AIRLINE, calendar="us_office"),
    Unit(id="ewr", name="Newark (EWR)", parent=AIRLINE, calendar="us_office"),
)
_at = partial(member, unit=AIRLINE, domain="northway.example")

CAST = (
    _at(
        "ruth", "Ruth Adeyemi", "Front line, all airports", "Her inbox is full of reports from the storm.", "front_line"
    ),
    _at("ben", "Ben Novak", "Front line, JFK", "He sees what happens at JFK only.", "front_line", unit="jfk"),
    _at(
        "teo",
        "Teo Marin",
        "Supervisor",
        "Somebody is in danger, and goodwill above the front line's authority waits for his word.",
        "supervisor",
        "front_line",
    ),
    _at("carla", "Carla Osei", "Case owner", "She understands, investigates and composes offers.", "case_owner"),
    _at("cem", "Cem Yilmaz", "Case owner", "He takes over when a case needs fresh eyes.", "case_owner"),
    _at(
        "felix",
        "Felix Brandt",
        "Finance",
        "A larger sum waits for his approval, and a bank has refused a payment.",
        "finance",
    ),
    _at(
        "olga",
        "Olga Petrova",
        "Operations",
        "She carries out what is not money: rebooking, repair, vouchers.",
        "operations",
    ),
    _at(
        "eva",
        "Eva Lindqvist",
        "Executive",
        "A passenger broke a wrist. She meets them before anything is offered.",
        "executive",
    ),
    _at(
        "quin",
        "Quin Abara",
        "Quality",
        "A warning has run its course. Quin compares it with what came, and draws lessons.",
        "quality",
    ),
    _at("rita", "Rita Sand", "Risk and law", "She reads what is promised as a lawyer does.", "risk"),
    *behind(_at, stopped="A bank did not answer. He sees what stopped and why, and starts it again."),
)

SECTOR = Sector(
    key="airline",
    organisation="Northway Air",
    zone=NEW_YORK,
    headline="A day on which everything went wrong",
    lead=(
        "A snowstorm has closed the airports of New York. The flights are those of 8 February 2013, as they really "
        "were, replayed as if it were this year and under the rules of this year; the airline, its people and its "
        "passengers are invented. The weather counts as extraordinary: care and the fare back, and no compensation "
        "in cash from rules that except it. Since this morning passengers have written, the staff have warned, "
        "answered and found beds, and the clock is running."
    ),
    units=UNITS,
    cast=CAST,
    who={
        "front_line": "ruth",
        "supervisor": "teo",
        "case_owner": "carla",
        "finance": "felix",
        "operations": "olga",
        "executive": "eva",
        "quality": "quin",
        "risk": "rita",
    },
    complaints=complaints,
    starts=starts,
    bookings="amends.engine.demo.storm:Bookings",
    begins=(2, 8, 8, 0),
    opens=(2, 8, 18, 40),
)
