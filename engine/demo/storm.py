"""The storm as the airline's staff met it: what they warned of, what struck, and whom they had to send elsewhere.

Three hours of 8 February are shown, with one party booked on each flight: what should have left JFK from 15 o'clock was
warned of, Newark was struck at 15 o'clock without a warning, and from JFK at 17 o'clock some had no later flight.
"""

from datetime import datetime
from typing import Any

from .flights import NEW_YORK, Flight, storm
from .fortunes import Fortune
from .passengers import NAMES
from .sector import Start

DAY = (2, 8)
#: (airport, hour) of the flights that were warned of, that struck without a warning, and that nothing followed
WARNED, STRUCK, LAST = ("jfk", "15"), ("ewr", "15"), ("jfk", "17")
FARE = "180.00 USD"
#: one party in so many left a telephone number instead of an address
ON_THE_PHONE = 7
WEATHER = "Snow has closed the runways of New York; it is the weather, and we look after you all the same."


def flights(place: tuple[str, str]) -> list[Flight]:
    """Those that should have left an airport within an hour of that day, in the order of the file."""
    airport, hour = place
    return [f for f in storm() if (f.month, f.day) == DAY and f.origin == airport and f.scheduled[:2] == hour]


def stranded() -> list[Flight]:
    """Flights of the last hour that were cancelled and had no later one to the same place that day."""
    today = [f for f in storm() if (f.month, f.day) == DAY and f.origin == LAST[0]]
    later = {f.dest for f in today if f.scheduled[:2] > LAST[1]}
    return [flight for flight in flights(LAST) if flight.cancelled and flight.dest not in later]


def occasion(flight: Flight) -> str:
    return f"{flight.number} to {flight.dest} on 8 February, {flight.scheduled[:2]}:{flight.scheduled[2:]}"


def party(flight: Flight, place: int) -> dict[str, Any]:
    """Whoever is booked on a flight; `place` is that of the flight in its hour, from 0."""
    name = NAMES[place % len(NAMES)]
    address = f"{name.split()[0].lower()}.{flight.number.replace(' ', '').lower()}@passengers.example"
    by_phone = place % ON_THE_PHONE == ON_THE_PHONE - 1
    return {
        "key": occasion(flight),
        "reporter_name": name,
        "contact": f"+1 555 01{place:02}" if by_phone else address,
        "service_occasion": occasion(flight),
        "price": FARE,
        "travels_on": place % 3 == 0,
    }


class Bookings:
    """Of the hour that was warned of."""

    def on(self, occasion: str, *, failure_point: str, unit: str, at: datetime) -> list[dict[str, Any]]:
        warned = occasion == hour_of(WARNED)
        return [party(flight, place) for place, flight in enumerate(flights(WARNED))] if warned else []


def hour_of(place: tuple[str, str]) -> str:
    return f"Departures from {place[0].upper()}, {place[1]}:00 to {place[1]}:59"


def starts(year: int) -> list[Start]:
    """What the staff began: a protocol in the morning, a warning, an incident, and beds with partners."""
    return [_protocol(year), _warning(year), _incident(year), *_placements(year)]


def _at(year: int, hour: int, minute: int) -> datetime:
    return datetime(year, *DAY, hour, minute, tzinfo=NEW_YORK)


def _protocol(year: int) -> Start:
    asked = {
        "failure_point": "cancelled_flight",
        "starter": "cancelled_flight",
        "change_reason": "A storm is forecast.",
    }
    return Start(
        process="govern_protocol", at=_at(year, 8, 0), by="olga", unit="northway", answers=asked, fortune=Fortune()
    )


def _warning(year: int) -> Start:
    told = {
        **_told(
            "Your flight this afternoon may be cancelled.", "You hear from us every half hour until it is decided."
        ),
        "service_occasion": hour_of(WARNED),
        "lead_minutes": 100,
        "confidence": 80,
        "extraordinary": True,
        "hours_lost": 6,
    }
    struck = [occasion(flight) for flight in flights(WARNED) if flight.cancelled]
    says = {
        "forecast": "happened",
        "struck_services": struck,
        "fix_outcome": "not_possible",
        "fix_told": "Nobody opens a runway in that snow.",
        "capacity_told": "Crews and aircraft are held for the morning; two hotels have rooms.",
        "forecast_right": "right",
        "forecast_notes": "A hundred minutes were enough to reach everybody.",
        "reached": True,
        "call_notes": "They know, and stay at home.",
    }
    waits = frozenset({"choose_option", "say_if_enough", "compare_forecast"})
    return Start(
        process="early_intervention",
        at=_at(year, 13, 20),
        by="olga",
        unit=WARNED[0],
        answers=told,
        fortune=Fortune(stops=waits, says=says),
    )


def _incident(year: int) -> Start:
    struck = [party(flight, place) for place, flight in enumerate(flights(STRUCK)) if flight.cancelled]
    fields = ("reporter_name", "contact", "service_occasion", "price")
    told = {
        **_told("Your flight was cancelled.", "A seat for everybody as soon as the runways open; a bed until then."),
        "failure_kind": "outcome",
        "hours_lost": 6,
        "customer_lines": ["; ".join(one[name] for name in fields) for one in struck],
    }
    waits = frozenset({"say_if_enough", "end_incident"})
    return Start(
        process="systematic_response",
        at=_at(year, 15, 0),
        by="teo",
        unit=STRUCK[0],
        answers=told,
        fortune=Fortune(stops=waits, at_once=frozenset({"confirm_match"})),
    )


def _placements(year: int) -> list[Start]:
    return [_placement(year, flight, place) for place, flight in enumerate(stranded())]


def _placement(year: int, flight: Flight, place: int) -> Start:
    booked = party(flight, place)
    told = {
        "what_happened": "The last flight of the day was cancelled. They need a bed for the night.",
        "failure_point": "cancelled_flight",
        **{name: booked[name] for name in ("reporter_name", "contact", "service_occasion", "price")},
        "need": "room",
        "need_place": "JFK",
        "needed_by": _at(year, 22, 0).isoformat(),
        "promised_quality": 3,
    }
    waits = frozenset({"hand_over_warmly", "say_how_it_is"})
    says = {"substitute_choice": "any", "consent_scope": "name"}
    return Start(
        process="place_elsewhere",
        at=_at(year, 17, 0),
        by="ruth",
        unit=LAST[0],
        answers=told,
        fortune=Fortune(stops=waits, says=says),
    )


def _told(what: str, next_steps: str) -> dict[str, Any]:
    return {
        "what_happened": what,
        "cause_told": WEATHER,
        "next_steps_told": next_steps,
        "failure_point": "cancelled_flight",
        "failure_type": "not_delivered",
    }
