"""The clock, and the house that stands still or is opened again."""

from datetime import timedelta

from amends.features.cast import LetDown
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, when


@when(sentence("{span:Span} pass"))
def _(world: World, span: timedelta) -> None:
    world.pass_by(span)


@when("an hour passes")
def _(world: World) -> None:
    world.pass_by(timedelta(hours=1))


@when(sentence('the time of "{label:Label}" comes for {customer:Customer}'))
def _(world: World, label: str, customer: LetDown) -> None:
    world.turn_to(world.timer(customer, label))


@when(sentence('the time of "{label:Label}" comes for {customer:Customer} {times:d} times'))
def _(world: World, label: str, customer: LetDown, times: int) -> None:
    for _ in range(times):
        world.turn_to(world.timer(customer, label))


@given("the house stands still")
def _(world: World) -> None:
    world.is_up = False


@given("the house is closed and opened before every act")
def _(world: World) -> None:
    world.opens_anew = True


@when("the house is closed and opened")
def _(world: World) -> None:
    world.open_anew()
