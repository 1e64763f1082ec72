"""Cases that stand by themselves, walked to where a scenario begins: like ones, refused ones, doubted ones."""

from collections.abc import Callable, Mapping
from typing import Any

from amends.engine.errors import NotAllowed
from amends.engine.person import Customer, Person

from . import journey
from .actors import TurnedAway
from .cast import STAFF, LetDown
from .world import World

APPEAL, REVIEW = "Ask us to look again", "Look at it again"
#: a failure that is the same for everybody, and nothing else
SAME = {
    "failure_type": "late",
    "failure_kind": "outcome",
    "failure_point": "late_bag",
    "hours_lost": 4,
    "money_lost": None,
}
#: what everybody was given for it: a share of the loss that is usual for the failure
USUAL_SHARE, MUCH_SHARE = 0.15, 0.9


def begins(world: World, customer: LetDown) -> None:
    journey.report(world, customer, "My bag came late.", "a small failure")


def goes_on(world: World, customer: LetDown, until: str) -> None:
    """A case of the same failure, up to a task."""
    begins(world, customer)
    journey.go_on(world, customer, until, same(world))


def closed(world: World, customer: LetDown) -> str:
    """A case of the same failure, put right as usual; its number."""
    begins(world, customer)
    journey.go_on(world, customer, "", same(world))
    return world.number(customer)


def closed_like(world: World, many: int) -> list[str]:
    """So many cases of the same failure of other people; their numbers."""
    return [_apart(world, somebody(place), closed) for place in range(many)]


def somebody(place: int) -> LetDown:
    return LetDown(name=f"Somebody {place}", contact=f"somebody{place}@post.example")


def _apart(world: World, customer: LetDown, happens: Callable[[World, LetDown], object]) -> str:
    """What happens to people who have no part in the scenario; the number of their case."""
    happens(world, customer)
    world.tokens.pop(customer.name)
    return world.numbers.pop(customer.name)


def same(world: World, **more: Any) -> dict[str, dict[str, Any]]:
    """The answers that make all of them the same, with what else is known of one when it is assessed."""
    usual = world.times(journey.usual(world)["price"], USUAL_SHARE)
    found = {name: SAME[name] for name in ("failure_type", "failure_kind", "failure_point")}
    return {
        journey.ASSESS: {**SAME, **more},
        "Understand the impact": {"money_lost": None, "hours_lost": 4},
        "Investigate": found,
        journey.COMPOSE: {"goodwill": usual, "psychological": ["apology_in_writing", "personal_call"]},
    }


def offers_much(world: World, customer: LetDown) -> None:
    """Far more than others got, without saying why; within what the table says is usual if it can be."""
    task = world.task(customer, journey.COMPOSE)
    high = float(world.case(customer).data["goodwill_high"])
    amount = world.times(world.case(customer).data["price"], max(high, MUCH_SHARE if high == 0 else high))
    changes = {"goodwill": amount, "reason_outside_band": None}
    journey.act(world, journey.doer(world, customer, task), customer, journey.COMPOSE, changes)


def told(world: World, who: Person | Customer, customer: LetDown, label: str, said: Mapping[str, Any]) -> None:
    """Somebody tells a case something that it waits to hear."""
    number = world.number(customer)
    inquiry = world.house.inquiry
    news = inquiry.status(who.token).news if isinstance(who, Customer) else inquiry.case(number, who).news
    element = next(one.element for one in news if one.label == label)
    world.house.recovery.tell(number, element, said, by=who)
    world.work_off()


def adds(world: World, customer: LetDown, *, changes: bool) -> None:
    told(world, world.link(customer), customer, "New evidence", {"evidence_words": "I have a note of the crew."})
    weighed = {"changes_findings": changes, "evidence_notes": "The crew knew."}
    journey.act(world, STAFF["Carla"], customer, "Weigh the new evidence", weighed)


def refused(world: World, customer: LetDown) -> None:
    """Two offers declined, and the decision explained."""
    journey.reported(world, customer)
    for _ in range(2):
        journey.go_on(world, customer, journey.CHOOSE)
        journey.act(world, world.link(customer), customer, journey.CHOOSE, {"choice": "decline"})
    journey.act(world, STAFF["Carla"], customer, "Explain the decision")


def small_gift(world: World, place: int) -> str:
    """Ruth puts something right for somebody, with a little money; the number of the case."""
    return _apart(world, somebody(place), _gets_a_little)


def _gets_a_little(world: World, customer: LetDown) -> None:
    journey.reported(world, customer, "a small failure")
    journey.put_right(world, STAFF["Ruth"], customer, world.money(5))


def refusal(world: World, who: Person) -> None:
    """Raises TurnedAway if this person may not look at how discretion is used."""
    try:
        world.house.inquiry.discretion(who)
    except NotAllowed as problem:
        raise TurnedAway(str(problem)) from problem
