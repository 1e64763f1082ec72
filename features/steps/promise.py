"""Promises: what is owed, to whom, by when, and whether it was kept."""

from amends.features import journey
from amends.features.cast import LetDown
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import then, when


@when(sentence("the next update to {customer:Customer} is due"))
def _(world: World, customer: LetDown) -> None:
    world.turn_to(world.promises(customer)["next_update"].due_at)


@when(sentence("the house stands still until a second after {customer:Customer}'s update was due"))
def _(world: World, customer: LetDown) -> None:
    world.stand_still_until(world.promises(customer)["next_update"].due_at, seconds=1)


@when(sentence('the house stands still until "{key:Label}" to {customer:Customer} has passed'))
def _(world: World, key: str, customer: LetDown) -> None:
    world.stand_still_until(world.promises(customer)[key].due_at, seconds=1)


@when(sentence('the promise "{key:Label}" to {customer:Customer} is a minute overdue'))
def _(world: World, key: str, customer: LetDown) -> None:
    world.turn_to(world.after("1 minute", world.promises(customer)[key].due_at))


@when(sentence("Ruth tells both of them what happens by when"))
def _(world: World) -> None:
    for customer in world.customers():
        journey.go_on(world, customer, journey.COMPOSE)


@then(sentence('the promise "{key:Label}" to {customer:Customer} was missed once, to the second'))
def _(world: World, key: str, customer: LetDown) -> None:
    promise = next(p for p in world.view(customer).promises if p.key == key)
    assert promise.is_missed(world.now())
    assert [due for missed, due in world.missed(customer) if missed == key] == [promise.due_at]


@then(sentence("{one:Customer} and {other:Customer} are promised the same by the same times"))
def _(world: World, one: LetDown, other: LetDown) -> None:
    first, second = ({(p.key, p.text, p.due_at) for p in world.view(customer).promises} for customer in (one, other))
    assert first and first == second


@then(sentence("{customer:Customer} was answered on the day of the report"))
def _(world: World, customer: LetDown) -> None:
    kept = world.promises(customer)["first_answer"].kept_at
    assert kept is not None and kept.date() == world.case(customer).opened_at.date()
