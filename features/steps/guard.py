"""Who sees a case and who is paid: restricted cases, people concerned, family, payees."""

from amends.engine.errors import AmendsError
from amends.engine.person import Person
from amends.features import journey, lessons
from amends.features.actors import TurnedAway
from amends.features.cast import CUSTOMERS, STAFF
from amends.features.lessons import LESSON
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

MINA, SISTER, NEIGHBOUR = CUSTOMERS["Mina"], "Sara, her sister", "Mr Lee, her neighbour"
WHY = "Somebody of us is accused."


def _restrict(world: World, by: Person, *others: Person) -> None:
    try:
        world.house.recovery.restrict(world.number(MINA), [other.id for other in others], by, WHY)
    except AmendsError as refusal:
        raise TurnedAway(str(refusal)) from refusal


@given("Teo has restricted Mina's case to Paul")
@when("Teo restricts Mina's case to Paul")
def _(world: World) -> None:
    _restrict(world, STAFF["Teo"], STAFF["Paul"])


@when("Ruth tries to restrict Mina's case", target_fixture="refusal")
def _(world: World) -> TurnedAway | None:
    return world.turned_away(lambda: _restrict(world, STAFF["Ruth"], STAFF["Paul"]))


@when("Eva tries to keep Mina's case to herself", target_fixture="refusal")
def _(world: World) -> TurnedAway | None:
    return world.turned_away(lambda: _restrict(world, STAFF["Eva"]))


@when("Paul and Aude look at Mina's case")
def _(world: World) -> None:
    for name in ("Paul", "Aude"):
        world.acts.record(STAFF[name], world.number(MINA))


@when(sentence('Mina reports "{words:Label}", about "{whom:Label}"'))
def _(world: World, words: str, whom: str) -> None:
    journey.report(world, MINA, words, about_whom=whom)


@given("Ruth has taken it up")
def _(world: World) -> None:
    world.house.recovery.claim(world.task(MINA, journey.ASSESS).id, STAFF["Ruth"])


@when("Paul says that Mina's case is about Ruth")
def _(world: World) -> None:
    world.house.recovery.name_concerned(world.number(MINA), "ruth", STAFF["Paul"], "Mina names her.")


@given("Mina's case is about Ruth, and was serious")
def _(world: World) -> None:
    journey.report(world, MINA, "She pushed me, and I fell.", "an injury")
    world.house.recovery.name_concerned(world.number(MINA), "ruth", STAFF["Paul"], "Mina names her.")


@then("Ruth does not find what is learnt from it")
def _(world: World) -> None:
    [number] = lessons.opened_by(world, MINA)
    assert world.case(LESSON).about == ("ruth",)
    assert world.turned_away(lambda: world.acts.record(STAFF["Ruth"], number)) is not None


def _asked_after(world: World, **found: object) -> None:
    """Up to the offer, with what Carla has found out about who is paid."""
    journey.reported(world, MINA)
    journey.go_on(world, MINA, journey.CHOOSE, {"Understand the impact": {"payee": SISTER, **found}})


@given("Mina would have her money paid to her sister")
def _(world: World) -> None:
    _asked_after(world)


@given("Carla has verified that Mina's money may go to her sister")
def _(world: World) -> None:
    _asked_after(world, payee_verified=True)


@then("Mina's sister has been paid")
def _(world: World) -> None:
    assert {payment.payee for payment in world.view(MINA).payments if payment.state == "paid"} == {SISTER}


@given("Mina has told of what happened to her neighbour")
def _(world: World) -> None:
    journey.report(world, MINA, "He was left at the gate.", affected_person=NEIGHBOUR)
    journey.go_on(world, MINA, journey.RESPOND)


@when("the desk puts it right with money")
def _(world: World) -> None:
    journey.put_right(world, STAFF["Ruth"], MINA, world.money(20))


@when("Ruth reports her own cancelled flight")
def _(world: World) -> None:
    journey.report(world, MINA, "My own flight was cancelled.", contact=STAFF["Ruth"].email)


@given("Ruth has named the address of her brother")
def _(world: World) -> None:
    world.house.recovery.declare_interests(["brother@post.example"], STAFF["Ruth"])


@when("her brother reports a cancelled flight")
def _(world: World) -> None:
    journey.report(world, MINA, "My flight was cancelled.", contact="Brother@post.example")
