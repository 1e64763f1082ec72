"""Protocols: what was thought out beforehand, by whom, and until when it holds."""

from datetime import timedelta

from amends.engine.person import Person
from amends.features import incidents, journey
from amends.features.cast import CUSTOMERS, STAFF
from amends.features.incidents import PROTOCOL
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

MINA = CUSTOMERS["Mina"]


@given("the protocol for a cancelled flight is published")
def _(world: World) -> None:
    incidents.published(world)


@given("a protocol of care is published")
def _(world: World) -> None:
    incidents.published(world, ["care team, 1 hour: Write the variance down"])


@given("the day of its review has passed")
def _(world: World) -> None:
    world.turn_to(world.timer(PROTOCOL, "Review day has passed"))


@given(sentence("{staff:Staff} has asked for its review"))
def _(world: World, staff: Person) -> None:
    incidents.tell(world, staff, PROTOCOL, "review_asked_for", {"review_reason": "Trains are faster."})


@given("Aude has it revised")
def _(world: World) -> None:
    journey.act(world, STAFF["Aude"], PROTOCOL, "Review the protocol", {"review_outcome": "revise"})


@given("Aude has kept it for another year")
def _(world: World) -> None:
    later = (world.now().date() + timedelta(days=365)).isoformat()
    changes = {"review_outcome": "keep", "review_by": later}
    journey.act(world, STAFF["Aude"], PROTOCOL, "Review the protocol", changes)


@given("the next version is published")
def _(world: World) -> None:
    incidents.written(world)
    journey.go_on(world, PROTOCOL)


@when("Olga asks for a protocol, without an example")
def _(world: World) -> None:
    incidents.asked_for(world, starter="")


@when("Olga has written a protocol")
def _(world: World) -> None:
    incidents.asked_for(world)
    incidents.written(world)


@then("Mina's case is marked as run by a stale protocol")
def _(world: World) -> None:
    assert world.case(MINA).data["protocol_stale"] is True


@then(sentence("Mina's case is run by version {version:d}, which is fresh"))
def _(world: World, version: int) -> None:
    data = world.case(MINA).data
    assert (data["protocol_version"], data["protocol_stale"]) == (version, False)
