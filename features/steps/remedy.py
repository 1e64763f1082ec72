"""Remedies: what is given, offered, chosen and paid."""

from amends.engine.person import Person
from amends.features import journey
from amends.features.actors import TurnedAway
from amends.features.cast import STAFF, LetDown
from amends.features.policy import most
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when


@when(sentence("{staff:Staff} puts it right at once, with {how_much:Amount}"), target_fixture="given")
def _(world: World, staff: Person, how_much: str) -> str:
    amount = most(world, world.only_customer(), "front_line", how_much)
    journey.put_right(world, staff, world.only_customer(), amount)
    return amount


@when(sentence("{staff:Staff} puts it right at once, without money"))
def _(world: World, staff: Person) -> None:
    journey.put_right(world, staff, world.only_customer(), None)


@given(sentence("Teo is asked to approve what Ruth wants to give {customer:Customer}"), target_fixture="given")
def _(world: World, customer: LetDown) -> str:
    journey.reported(world, customer, "a small failure")
    amount = most(world, customer, "front_line", "just more")
    journey.put_right(world, STAFF["Ruth"], customer, amount)
    return amount


@when(sentence("Teo approves it"))
def _(world: World) -> None:
    journey.decide(world, "approve")


@when(sentence("Teo halves it, with a reason"))
def _(world: World, given: str) -> None:
    journey.decide(world, "change", changed_goodwill=world.times(given, 0.5), approval_reason="It was a small thing.")


@when(sentence("Teo refuses it, with a reason"))
def _(world: World) -> None:
    journey.decide(world, "refuse", approval_reason="It was a small thing.")


@when(sentence("Teo tries to refuse it without a reason"), target_fixture="refusal")
def _(world: World) -> TurnedAway | None:
    return world.turned_away(lambda: journey.decide(world, "refuse", approval_reason=None))


@when(sentence("Teo says that he is concerned himself"))
def _(world: World) -> None:
    journey.decide(world, "approve", conflict_of_interest=True)


@given(sentence("Teo is asked to approve what Carla wants to offer {customer:Customer}"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, journey.COMPOSE)
    journey.offer(world, customer, goodwill=most(world, customer, "case_owner", "just more"))


@given(sentence("Ruth has put it right for {customer:Customer} with as much as the desk may give"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer, "a small failure")
    journey.put_right(world, STAFF["Ruth"], customer, most(world, customer, "front_line", "as much"))


@given(sentence("{customer:Customer} has accepted an offer"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, "Write the apology")


@when(sentence('Olga finds that "{label:Label}" cannot be done'))
def _(world: World, label: str) -> None:
    journey.act(world, STAFF["Olga"], world.only_customer(), label, {"done": False})


@when(sentence("Olga finds that nothing as good is possible"))
def _(world: World) -> None:
    call_off(world, "not_possible")


@when(sentence("{customer:Customer} tells Olga that she does not want it any more"))
def _(world: World, customer: LetDown) -> None:
    call_off(world, "customer_withdrew")


def call_off(world: World, why: str) -> None:
    changes = {"called_off": why, "done_instead": None}
    journey.act(world, STAFF["Olga"], world.only_customer(), "Do it another way", changes)


@given(sentence("{customer:Customer} has an offer"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, journey.CHOOSE)


@given(sentence("Eva has met {customer:Customer} after the injury"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer, "an injury")
    journey.go_on(world, customer, journey.COMPOSE)


@when(sentence("Carla offers {customer:Customer} twice what was lost"))
def _(world: World, customer: LetDown) -> None:
    journey.offer(world, customer, goodwill=world.times(world.case(customer).data["money_lost"], 2), reason=None)


@when(sentence("Carla offers {customer:Customer} twice what was lost, with a reason"))
def _(world: World, customer: LetDown) -> None:
    journey.offer(
        world, customer, goodwill=world.times(world.case(customer).data["money_lost"], 2), reason="It was a wedding."
    )


@when(sentence("Carla offers {customer:Customer} nothing but a voucher"))
def _(world: World, customer: LetDown) -> None:
    journey.offer(world, customer, tangible=["voucher"])


@when(sentence("the new owner offers {customer:Customer} nothing but an apology"))
def _(world: World, customer: LetDown) -> None:
    journey.offer(world, customer, tangible=[], tangible_absent_reason="We have no idea.")


@when(sentence("{customer:Customer} accepts it"))
def _(world: World, customer: LetDown) -> None:
    journey.act(world, world.link(customer), customer, journey.CHOOSE)


@when(sentence('{customer:Customer} asks for "{wish:Label}" instead'))
def _(world: World, customer: LetDown, wish: str) -> None:
    journey.act(world, world.link(customer), customer, journey.CHOOSE, {"choice": "counter", "counter_wish": wish})


@when(sentence("{customer:Customer} declines, is asked once more, and declines again"))
def _(world: World, customer: LetDown) -> None:
    for _ in range(2):
        journey.go_on(world, customer, journey.CHOOSE)
        journey.act(world, world.link(customer), customer, journey.CHOOSE, {"choice": "decline"})


@when(sentence("{customer:Customer} says that everything was fair but how she was treated"))
def _(world: World, customer: LetDown) -> None:
    journey.act(world, world.link(customer), customer, journey.SURVEY, {"fair_treatment": 2})


@when(sentence("{customer:Customer} says that it is still unsolved, also when Teo calls"))
def _(world: World, customer: LetDown) -> None:
    journey.open_again(world, customer)


@then(sentence("{customer:Customer} has been paid as much"))
def _(world: World, customer: LetDown, given: str) -> None:
    assert given in world.paid(customer)


@then(sentence("{customer:Customer} has been paid half as much"))
def _(world: World, customer: LetDown, given: str) -> None:
    assert world.paid(customer) == [world.times(given, 0.5)]


@then(sentence("{customer:Customer} has been paid nothing"))
def _(world: World, customer: LetDown) -> None:
    assert world.paid(customer) == []


@then(sentence("{customer:Customer} has been paid what she is entitled to"))
def _(world: World, customer: LetDown) -> None:
    assert world.paid(customer) == [world.case(customer).data["floor"]]


@then(sentence("the bank has paid {customer:Customer} once"))
def _(world: World, customer: LetDown) -> None:
    assert [payee for _, _, payee in world.bank.paid] == [customer.name]


@then(sentence("{customer:Customer} has no offer"))
def _(world: World, customer: LetDown) -> None:
    assert "offer" not in world.letters(customer)


@then(sentence("the offer to {customer:Customer} went on its way"))
def _(world: World, customer: LetDown) -> None:
    open_tasks = {task.label for task in world.tasks(customer)}
    assert journey.COMPOSE not in open_tasks and open_tasks & {
        journey.CHOOSE,
        "Approve as supervisor",
        "Approve as finance",
    }


@then(sentence("the offer to {customer:Customer} is what she is entitled to"))
def _(world: World, customer: LetDown) -> None:
    data = world.case(customer).data
    assert data["offer_total"] == data["floor"]


@then(sentence("{one:Customer} and {other:Customer} are entitled to the same"))
def _(world: World, one: LetDown, other: LetDown) -> None:
    assert [world.case(one).data[key] for key in ("floor", "severity")] == [
        world.case(other).data[key] for key in ("floor", "severity")
    ]
