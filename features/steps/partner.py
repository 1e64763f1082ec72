"""Partners: who serves our customers, whose customers we serve, and what is settled and claimed between us."""

from datetime import timedelta

from amends.engine.money import Money
from amends.features import journey, substitutes
from amends.features.cast import CUSTOMERS, STAFF
from amends.features.substitutes import CLAIM, GUEST
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

MINA, RUTH, AUDE = CUSTOMERS["Mina"], STAFF["Ruth"], STAFF["Aude"]
VOLUNTEERS, SHOWN = "Ask for volunteers", "Say how it is there"


@given("Mina has no seat with us")
def _(world: World) -> None:
    substitutes.overbooked(world, MINA)


@given("Mina and others wait for one seat")
def _(world: World) -> None:
    substitutes.overbooked(world, MINA, seekers_compete=True)


@when("Ruth finds nobody who gives up the seat")
def _(world: World) -> None:
    journey.act(world, RUTH, MINA, VOLUNTEERS, {"who_volunteers": "nobody", "rule_told": "Who checked in last."})


@when("Ruth finds somebody else who gives up the seat")
def _(world: World) -> None:
    journey.act(world, RUTH, MINA, VOLUNTEERS, {"who_volunteers": "somebody_else"})


@given("Mina gives up her seat for twice its price")
def _(world: World) -> None:
    offer = world.times(world.case(MINA).data["price"], 2)
    journey.act(world, RUTH, MINA, VOLUNTEERS, {"who_volunteers": "this_customer", "volunteer_offer": offer})


@when("Mina has arrived with a partner")
def _(world: World) -> None:
    substitutes.chosen(world, MINA)
    substitutes.arrives(world, MINA)
    journey.act(world, world.link(MINA), MINA, SHOWN, {"quality_ok": True})


@then("Mina has been paid twice its price for it")
def _(world: World) -> None:
    assert world.times(world.case(MINA).data["price"], 2) in world.paid(MINA)


@then("no partner has heard of Mina")
def _(world: World) -> None:
    assert substitutes.places(world, MINA) == []


@when("Mina asks for her money back")
def _(world: World) -> None:
    journey.act(world, world.link(MINA), MINA, substitutes.CHOOSE, {"substitute_choice": "refund"})


@given("Mina has a seat with a partner")
def _(world: World) -> None:
    substitutes.placed(world, MINA)


@when("Mina arrives hours later with the partner")
def _(world: World) -> None:
    substitutes.arrives(world, MINA, hours_lost=4)
    journey.act(world, world.link(MINA), MINA, SHOWN, {"quality_ok": True})


@given("Mina was served by a partner")
def _(world: World) -> None:
    substitutes.placed(world, MINA)
    substitutes.arrives(world, MINA)
    journey.act(world, world.link(MINA), MINA, SHOWN, {"quality_ok": True})
    journey.go_on(world, MINA)


@when("the time to come back is over")
def _(world: World) -> None:
    world.pass_by(timedelta(days=120))


@given("the bank does not pay the first partner on her list")
def _(world: World) -> None:
    world.bank.strangers.add(substitutes.listed(world, MINA)[0]["name"])


@given("Mina has chosen whoever has a seat first")
def _(world: World) -> None:
    journey.act(world, world.link(MINA), MINA, substitutes.CHOOSE, substitutes.AGREED)


@when("Mina takes whoever has a seat first")
def _(world: World) -> None:
    substitutes.chosen(world, MINA)


@when("the partner knows nothing of Mina")
def _(world: World) -> None:
    substitutes.arrives(world, MINA, arrived=False, arrival_note="They knew of nothing.")


@when("Ruth looks for a seat better than any partner has")
def _(world: World) -> None:
    substitutes.overbooked(world, MINA, promised_quality=5)


@when("Mina gives it back")
def _(world: World) -> None:
    substitutes.given_back(world, MINA)


@then("the place with the first partner is given back")
def _(world: World) -> None:
    first = substitutes.places(world, MINA)[0]
    assert (first.partner, first.state) == (substitutes.listed(world, MINA)[0]["key"], "released")


@then("Mina has a place with the second")
def _(world: World) -> None:
    second = substitutes.places(world, MINA)[1]
    assert (second.partner, second.state) == (substitutes.listed(world, MINA)[1]["key"], "booked")


@then("Mina has her price back")
def _(world: World) -> None:
    partners = {partner["name"] for partner in substitutes.listed(world, MINA)}
    paid = [row.amount for row in world.house.inquiry.status(world.link(MINA).token).payments]
    assert paid == [world.case(MINA).data["price"]]
    assert partners & {row.payee for row in world.view(MINA).payments}


@then("Mina has been paid what is owed to whoever arrives so late")
def _(world: World) -> None:
    floor = world.case(MINA).data["floor"]
    assert Money.parse(floor).amount > 0 and floor in world.paid(MINA)


@then("the partners have in the end been paid nothing")
def _(world: World) -> None:
    paid = [Money.parse(amount) for amount in substitutes.to_partners(world, MINA)]
    assert paid and sum(money.amount for money in paid) == 0
    assert {place.state for place in substitutes.places(world, MINA)} == {"released"}


# ---- a partner's customer with us


@given("a partner asks us for a seat")
def _(world: World) -> None:
    substitutes.asked_for_help(world)


@given("a partner offers us five times our price for a seat")
def _(world: World) -> None:
    substitutes.asked_for_help(world, price_offered=world.money(600))


@when("Olga counts no free seat")
def _(world: World) -> None:
    substitutes.counted(world, free=0)


@when("Olga counts room enough")
def _(world: World) -> None:
    substitutes.counted(world, free=60)


@when(sentence('the time of "{label:Label}" comes for the partner'))
def _(world: World, label: str) -> None:
    world.turn_to(world.timer(GUEST, label))


@then(sentence('the partner has the letter "{letter:Label}"'))
def _(world: World, letter: str) -> None:
    assert letter in world.letters(GUEST)


@then("the partner has had an answer in time")
def _(world: World) -> None:
    promise = world.promises(GUEST)["partner_answer"]
    assert promise.kept_at is not None and promise.kept_at <= promise.due_at


@then("nobody has one of our seats")
def _(world: World) -> None:
    assert substitutes.places(world, GUEST) == []


@then("the partner owes us our price, and no more")
def _(world: World) -> None:
    [place] = substitutes.places(world, GUEST)
    assert (place.direction, place.amount) == ("in", world.case(GUEST).data["normal_price"])


@given("we have served a guest of the partner")
def _(world: World) -> None:
    substitutes.asked_for_help(world)
    substitutes.counted(world, free=60)
    journey.act(world, RUTH, GUEST, "Serve the guest", {"guest_came": True})


@when("Felix settles the month")
def _(world: World) -> None:
    substitutes.month_settled(world)


@when("Felix settles the month, and the partner says otherwise")
def _(world: World) -> None:
    substitutes.month_settled(world, figures_agree=False, their_figures="Nobody came.")


# ---- suppliers


@given("a supplier has done all that was claimed")
def _(world: World) -> None:
    substitutes.claimed(world)
    substitutes.carried_out(world)


@when(sentence('the time of "{label:Label}" comes for the supplier'))
def _(world: World, label: str) -> None:
    world.turn_to(world.timer(CLAIM, label))


@when("Aude hears that it happened again")
def _(world: World) -> None:
    substitutes.tell(world, CLAIM, "same_failure_again", AUDE, {"recurred_how": "Cold again."})
