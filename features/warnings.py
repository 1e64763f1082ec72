"""Warnings: a failure that is coming, the alarm before it, and the cases of those who will feel it."""

from typing import Any

from amends.engine.person import Person

from . import incidents, journey
from .cast import CUSTOMERS, JFK, STAFF, LetDown
from .incidents import INCIDENT
from .outside import BOOKED
from .world import World

#: a case that is no customer's, by the name that steps call it
ALARM = LetDown(name="the alarm", contact="")
JUDGE, REVIEW, CHOOSE = "Judge the alarm", "Look at the dismissal again", "Choose what suits you"


def warn(world: World, who: Person, flight: str = BOOKED, **more: Any) -> None:
    """Somebody says what is coming; those booked on the flight hear of it."""
    told: dict[str, Any] = {
        "what_happened": "Your flight may be cancelled.",
        "cause_told": "They come from an airport in the snow.",
        "next_steps_told": "We expect to leave at noon.",
        "failure_point": "cancelled_flight",
        "failure_type": "not_delivered",
        "service_occasion": flight,
        "lead_minutes": 240,
        "hours_lost": 4,
        **more,
    }
    case = world.house.recovery.start("early_intervention", told, by=who, unit=JFK)
    world.opened(INCIDENT, (case.number, case.token))
    incidents.meet(world)


def forecast(world: World, how: str, **more: Any) -> None:
    """Olga says how it looks now, beside her tasks."""
    incidents.tell(world, STAFF["Olga"], INCIDENT, "forecast_comes", {"forecast": how, **more})


def raised(world: World, who: Person, what: str = "Queues grow at gate 4.") -> None:
    told = {"what_happened": what, "failure_point": "late_departure", "service_occasion": BOOKED, "lead_minutes": 240}
    case = world.house.recovery.start("watch", told, by=who, unit=JFK)
    world.opened(ALARM, (case.number, case.token))


def judged(world: World, verdict: str) -> None:
    reason = {"false": "It is a school class.", "real": "The crew is stuck.", "known": "We work on it."}[verdict]
    journey.act(world, STAFF["Olga"], ALARM, JUDGE, {"verdict": verdict, "verdict_reason": reason})


def children(world: World, of: LetDown) -> list[str]:
    """What kinds of cases a case has opened."""
    with world.house.store.reading() as work:
        return [work.cases.load(number).kind for number, _ in work.cases.children(world.number(of))]


def in_order(world: World) -> list[str]:
    """The names of those who were warned, in the order in which their cases were opened."""
    with world.house.store.reading() as work:
        found = [number for number, _ in work.cases.children(world.number(INCIDENT))]
        return [str(work.cases.load(number).data.get("reporter_name")) for number in sorted(found)]


def announced(world: World, customer: LetDown) -> list[Any]:
    """When the customer was told how things stand while waiting."""
    return [view.at for view in world.view(customer).letters if view.name == "announcement"]


def on_board(world: World) -> None:
    """Mina and Omar sit on board, and nobody knows when they leave."""
    warn(world, STAFF["Olga"])
    forecast(world, "waiting", on_board=True)


def struck(world: World) -> None:
    forecast(world, "happened")


def strangers(world: World) -> list[LetDown]:
    """Those of the cast who have a case."""
    return [CUSTOMERS[name] for name in world.numbers if name in CUSTOMERS]
