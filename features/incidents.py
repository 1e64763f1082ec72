"""Incidents: one failure that struck several of the cast, its protocol, and the case that each of them gets."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from amends.engine.person import Person

from . import journey
from .cast import CUSTOMERS, JFK, STAFF, LetDown
from .world import World

#: cases that are no customer's, by the names that steps call them
INCIDENT = LetDown(name="the incident", contact="")
PROTOCOL = LetDown(name="the protocol", contact="")
BOOKING = "UA 1532 on 8 February"
CONFIRM, OVER, ENOUGH = "Confirm that it fits", "Say that it is over", "Say if this is enough"
#: whoever does a step of a protocol, with one step for the desk
STEP = "Do the step at the desk"
LINES = ["front line, 10 minutes: Tell everybody at the gate what is known"]


def published(world: World, lines: Sequence[str] = LINES) -> None:
    """Asked for, written, reviewed, tried out, and in force from today on."""
    asked_for(world)
    written(world, lines)
    journey.go_on(world, PROTOCOL)


def asked_for(world: World, starter: str = "cancelled_flight") -> None:
    asked = {"failure_point": "cancelled_flight", "change_reason": "It comes back.", "starter": starter or None}
    case = world.house.recovery.start("govern_protocol", asked, by=STAFF["Olga"], unit=JFK)
    world.opened(PROTOCOL, (case.number, case.token))


def written(world: World, lines: Sequence[str] = LINES) -> None:
    """Valid from today, to be reviewed in a quarter."""
    today = world.now().date()
    sheet = {
        "protocol_lines": list(lines),
        "valid_from": today.isoformat(),
        "review_by": (today + timedelta(days=90)).isoformat(),
    }
    journey.act(world, STAFF["Olga"], PROTOCOL, "Write the protocol", sheet)


def line_of(world: World, customer: LetDown) -> str:
    return f"{customer.name}; {customer.contact}; {BOOKING}; {world.money(80)}"


def declare(world: World, who: Person, struck: Sequence[LetDown], *, times: int = 1) -> None:
    """Somebody says what happened and whom it struck; `times`: the same sheet is sent so often."""
    told: dict[str, Any] = {
        "what_happened": "Flight UA 1532 was cancelled.",
        "failure_point": "cancelled_flight",
        "failure_type": "not_delivered",
        "failure_kind": "outcome",
        "cause_told": "Snow closed the runway.",
        "next_steps_told": "A seat for everybody tomorrow morning.",
        "customer_lines": [line_of(world, customer) for customer in struck],
    }
    for _ in range(times):
        case = world.house.recovery.start("systematic_response", told, by=who, unit=JFK, key="declared once")
        world.opened(INCIDENT, (case.number, case.token))


def confirm(world: World, fits: bool = True) -> None:
    reason = None if fits else "They were never booked on it."
    journey.act(world, STAFF["Ruth"], INCIDENT, CONFIRM, {"protocol_fits": fits, "no_match_reason": reason})
    meet(world)


def meet(world: World) -> None:
    """The cases of those whom it struck are found by their names."""
    for number in children(world):
        with world.house.store.reading() as work:
            case = work.cases.load(number)
        if case.data.get("reporter_name") in CUSTOMERS:
            world.numbers[case.data["reporter_name"]] = number
            world.tokens[case.data["reporter_name"]] = case.token


def children(world: World) -> list[str]:
    with world.house.store.reading() as work:
        return [number for number, _ in work.cases.children(world.number(INCIDENT))]


def tell(world: World, who: Person, of: LetDown, element: str, answers: Mapping[str, Any]) -> None:
    """News for a case, entered beside its tasks."""
    world.house.recovery.tell(world.number(of), element, answers, by=who)
    world.work_off()


def struck(world: World, customers: Sequence[LetDown]) -> None:
    """Declared by Olga, confirmed by Ruth; everybody has a case."""
    declare(world, STAFF["Olga"], customers)
    if [task.label for task in world.tasks(INCIDENT)] == [CONFIRM]:
        confirm(world)
    meet(world)


def over(world: World) -> None:
    """Olga says what came of it."""
    journey.act(world, STAFF["Olga"], INCIDENT, OVER)


def closed(world: World, customer: LetDown) -> None:
    """Everything that is asked for is done as usual, whatever has to be waited for; the words are the incident's."""
    journey.go_on(world, customer)
    while world.case(customer).is_open:
        world.turn_to(min(times(world, customer)))
        journey.go_on(world, customer)


def wait_for(world: World, customer: LetDown, label: str) -> None:
    """Time passes until somebody is asked to do this."""
    while label not in [task.label for task in world.tasks(customer)]:
        world.turn_to(min(times(world, customer)))


def wish(world: World, customer: LetDown) -> None:
    changes = {"enough": False, "more_wish": "A room for the night."}
    journey.act(world, world.link(customer), customer, ENOUGH, changes)


def times(world: World, customer: LetDown) -> list[datetime]:
    with world.house.store.reading() as work:
        return [timer.due for timer in work.timers.of_case(world.number(customer))]


def step_left(world: World, who: Person, customer: LetDown) -> None:
    """A step is done otherwise, with a reason."""
    changes = {"step_done": False, "deviation_reason": "She was with her mother already."}
    journey.act(world, who, customer, STEP, changes)


def deviation(world: World, who: Person, customer: LetDown, decision: str) -> None:
    changes = {
        "deviation_decision": decision,
        "insist_reason": "She is a child alone." if decision == "insist" else None,
    }
    journey.act(world, who, customer, "Accept the deviation?", changes)
