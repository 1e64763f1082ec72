"""The world outside: the bank and the worker, and what may go wrong with them."""

from datetime import timedelta

from amends.features.cast import LetDown
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, when


@given(sentence("{customer:Customer}'s mailbox is full"))
def _(world: World, customer: LetDown) -> None:
    world.postbox.full.add(customer.contact)


@given("the bank refuses to pay")
def _(world: World) -> None:
    world.bank.refuses = True


@given("the line to the bank breaks after it has paid")
@given("the bank pays, and the worker dies before it is written down")
def _(world: World) -> None:
    world.bank.breaks = 1


@when("the next worker takes over")
def _(world: World) -> None:
    world.bank.breaks = 0
    world.pass_by(timedelta(minutes=10))
