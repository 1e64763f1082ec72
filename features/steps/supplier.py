"""Customers served elsewhere, and what follows for partners and suppliers from what they did."""

from datetime import timedelta

from amends.features import journey, substitutes
from amends.features.cast import CUSTOMERS, STAFF
from amends.features.substitutes import CLAIM, RETURN, SETTLEMENT
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

MINA, RUTH, AUDE, OLGA = CUSTOMERS["Mina"], STAFF["Ruth"], STAFF["Aude"], STAFF["Olga"]
RITA, EVA, CARLA = STAFF["Rita"], STAFF["Eva"], STAFF["Carla"]
#: complaints of a month that is so so, bad, and the worst
SO_SO, BAD, WORST = 5, 8, 500


@given("Mina has not chosen in time")
def _(world: World) -> None:
    substitutes.overbooked(world, MINA)
    world.turn_to(world.timer(MINA, "No answer in time"))


@when("Ruth calls Mina, who takes whoever has a seat first")
def _(world: World) -> None:
    journey.act(world, RUTH, MINA, "Ask the customer", substitutes.AGREED)
    journey.act(world, OLGA, MINA, substitutes.ASK, {"place_given": True, "hold_reference": "S-1"})


@then("a place with the first partner is Mina's")
def _(world: World) -> None:
    [place] = substitutes.places(world, MINA)
    assert (place.partner, place.state) == (substitutes.listed(world, MINA)[0]["key"], "booked")


@given("no partner is as good as what Mina was promised")
def _(world: World) -> None:
    substitutes.overbooked(world, MINA, promised_quality=5)


@when("Ruth agrees with Mina on her money back")
def _(world: World) -> None:
    journey.act(world, RUTH, MINA, "Agree what else", {"what_else": "refund"})


@given("Mina is served by a partner, and not well")
def _(world: World) -> None:
    substitutes.placed(world, MINA)
    substitutes.arrives(world, MINA)
    wrong = {"quality_ok": False, "what_is_wrong": "No seat beside the child."}
    journey.act(world, world.link(MINA), MINA, "Say how it is there", wrong)


@when("Carla finds that she has not come back in time")
def _(world: World) -> None:
    with world.house.store.reading() as work:
        [(number, _)] = work.cases.children(world.number(MINA))
        world.numbers[RETURN.name] = number
    world.pass_by(timedelta(days=120))
    journey.act(world, CARLA, RETURN, "See whether they came back", {"came_back": False})


@then(sentence('it ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert world.labels_of(RETURN, world.case(RETURN).ends) == [label]


# ---- a supplier has caused it


@given("Mina has a case that waits to be looked into")
def _(world: World) -> None:
    journey.reported(world, MINA)
    journey.go_on(world, MINA, "Investigate")


@when("Olga finds that a supplier caused it")
def _(world: World) -> None:
    found = {"locus": "supplier", "supplier": substitutes.SUPPLIER}
    journey.act(world, OLGA, MINA, "Investigate", found)


@then("a claim is open beside")
def _(world: World) -> None:
    with world.house.store.reading() as work:
        children = [number for number, is_open in work.cases.children(world.number(MINA)) if is_open]
        claims = [work.cases.load(number) for number in children if number.startswith("C-")]
    assert [claim.data["partner"] for claim in claims] == [substitutes.SUPPLIER]


# ---- months and grades


@when("Rita settles the dispute about it")
def _(world: World) -> None:
    substitutes.month_settled(world, figures_agree=False, their_figures="Nobody came.")
    agreed = {"we_pay": world.money(0), "they_pay": world.money(0), "dispute_outcome": "Their guest never came."}
    journey.act(world, RITA, SETTLEMENT, "Settle the dispute", agreed)


@then("the settlement tells the partner what was agreed")
def _(world: World) -> None:
    assert "Their guest never came." in world.letters(SETTLEMENT)["settlement"].html


@when("a month of the partner ends with the worst grade")
def _(world: World) -> None:
    substitutes.month_settled(world, quality_complaints=WORST)


@when("Rita strikes the partner off after hearing it")
def _(world: World) -> None:
    journey.act(world, RITA, SETTLEMENT, "Strike them off?", {"blacklisted": True})


@then("no customer is sent to that partner any more")
def _(world: World) -> None:
    substitutes.overbooked(world, MINA)
    assert substitutes.PARTNER not in [partner["key"] for partner in substitutes.listed(world, MINA)]
    assert "was struck off" in [out["why"] for out in world.case(MINA).data["substitutes"]["left_out"]]


@when("three months of the partner are so so")
def _(world: World) -> None:
    for _month in range(3):
        substitutes.month_settled(world, quality_complaints=SO_SO)


@when("three months of the partner are bad")
def _(world: World) -> None:
    for _month in range(3):
        substitutes.month_settled(world, quality_complaints=BAD)


@when("Aude does her audit")
def _(world: World) -> None:
    journey.act(world, AUDE, SETTLEMENT, "Audit on site")


@when("Eva speaks with its management")
def _(world: World) -> None:
    journey.act(world, EVA, SETTLEMENT, "Talk at the top")


@then(sentence('the settlement ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert world.labels_of(SETTLEMENT, world.case(SETTLEMENT).ends) == [label]


# ---- a measure and its effect


@when("Aude finds that it has helped")
def _(world: World) -> None:
    world.turn_to(world.timer(CLAIM, "Watched long enough"))
    journey.act(world, AUDE, CLAIM, "Has it helped?", {"measure_effective": True})


@when("it happens again, and a better measure helps")
def _(world: World) -> None:
    substitutes.tell(world, CLAIM, "same_failure_again", AUDE, {"recurred_how": "Cold again."})
    journey.act(world, OLGA, CLAIM, "Find a better measure")
    journey.act(world, OLGA, CLAIM, "Is the new one in place?", {"measure_in_place": True})
    world.turn_to(world.timer(CLAIM, "Watched long enough"))
    journey.act(world, AUDE, CLAIM, "Has it helped?", {"measure_effective": True})


@then(sentence('the claim ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert ", ".join(world.labels_of(CLAIM, world.case(CLAIM).ends)) == label
