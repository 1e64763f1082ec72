"""Invented passengers of real flights: who they are and what they write when they were let down."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from .flights import Flight, storm
from .fortunes import SETTLED, Fortune, fortune_of
from .sector import Complaint

NAMES = (
    "Mina Farah",
    "Omar Haddad",
    "Ines Moreau",
    "Jonah Weiss",
    "Priya Nair",
    "Luca Bianchi",
    "Hana Sato",
    "Grace Okafor",
    "Tomas Vega",
    "Elif Demir",
    "Noah Fischer",
    "Wei Zhang",
    "Sofia Lund",
    "Amara Diallo",
    "Pavel Dvorak",
    "Lucia Reyes",
    "Kofi Mensah",
    "Anna Kowalska",
    "David Cohen",
    "Yuki Mori",
    "Maeve Byrne",
    "Rafael Costa",
    "Leila Karimi",
    "Oskar Nilsson",
)
CANCELLED = (
    "My flight {number} to {dest} was cancelled and nobody at the gate could tell us what to do next.",
    "{number} to {dest} is cancelled. I have been in the queue for two hours with my little daughter. Please help.",
    "You cancelled {number}. I will miss my sister's wedding in {dest} tomorrow.",
    "Flight {number} cancelled, the app says 'see agent' and there is no agent. I need to get to {dest}.",
    "Our flight to {dest} ({number}) never left. We slept on the floor. My father's medicine is in the bag.",
)
DELAYED = (
    "We arrived in {dest} {hours} hours late with {number}. My connection was gone and I paid a hotel myself.",
    "{number} to {dest}: {hours} hours late, no water, no word from anybody on board.",
    "Because {number} was {hours} hours late I missed a job interview in {dest}. I would like an explanation.",
)
#: one failed flight in so many has a passenger who writes: most people never do (domain: 4 % complain)
ONE_IN = 12


def complaints(year: int) -> list[Complaint]:
    """Who wrote about which flight, in the order of time; the same for everybody who asks."""
    failed = [flight for flight in storm() if flight.is_failure]
    in_order = sorted(_written(failed, year), key=lambda written: written[0].at)
    return [_fated(complaint, flight, fortune_of(place)) for place, (complaint, flight) in enumerate(in_order)]


def _fated(complaint: Complaint, flight: Flight, fortune: Fortune) -> Complaint:
    more = dict(fortune.reports)
    if "what_happened" in more:
        more["what_happened"] = more["what_happened"].format(number=flight.number, dest=flight.dest)
    return replace(complaint, fortune=fortune, answers=complaint.answers | more)


def _written(failed: list[Flight], year: int) -> Iterator[tuple[Complaint, Flight]]:
    dice = random.Random(20130208)  # noqa: S311 - a fixed cast, not a secret
    for place, flight in enumerate(failed[::ONE_IN]):
        name = NAMES[place % len(NAMES)]
        hours = round((flight.arrival_delay or 0) / 60)
        words = dice.choice(CANCELLED if flight.cancelled else DELAYED).format(
            number=flight.number, dest=flight.dest, hours=hours
        )
        answers: dict[str, Any] = {"what_happened": words}
        contact = f"{name.split()[0].lower()}@passengers.example"
        answers |= {"contact": contact, "reporter_name": name} if dice.random() < 0.9 else {"contact": "none given"}
        answers["service_occasion"] = f"{flight.number} to {flight.dest}, {flight.scheduled_at(year):%d %b %H:%M}"
        at = flight.known_at(year) + timedelta(minutes=dice.randint(5, 90))
        yield Complaint(key=f"storm:{place}", at=at, unit=flight.origin, answers=answers, fortune=SETTLED), flight
