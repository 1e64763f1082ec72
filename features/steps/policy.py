"""Tables and editions: what they decide, asked of the edition."""

from datetime import datetime
from typing import Any

from amends.features import journey, policy
from amends.features.cast import CUSTOMERS, LetDown
from amends.features.words import field, rows, sentence, value
from amends.features.world import World
from pytest_bdd import then, when


@when("everybody's authority is doubled")
def _(world: World) -> None:
    policy.double_authority(world)


@then(sentence("{customer:Customer}'s case allows the desk twice as much as {other:Customer}'s"))
def _(world: World, customer: LetDown, other: LetDown) -> None:
    most = policy.most(world, other, "front_line", "as much")
    assert policy.most(world, customer, "front_line", "as much") == world.times(most, 2)


@then("the records name two editions")
def _(world: World) -> None:
    assert len({world.case(customer).edition for customer in world.customers()}) == 2


@when(sentence('a failure with "{fact:Label}" of "{amount:Label}" is rated'))
def _(world: World, fact: str, amount: str) -> None:
    journey.rated(world, CUSTOMERS["Mina"], {field(fact): value(amount)})


@when(sentence('a failure with "{fact:Label}" of "{amount:Label}" is rated, and "{worse:Label}"'))
def _(world: World, fact: str, amount: str, worse: str) -> None:
    journey.rated(
        world, CUSTOMERS["Mina"], {field(fact): value(amount)} | {field(one): True for one in worse.split(", ")}
    )


@then(sentence("it is of severity {severity:d}"))
def _(world: World, severity: int) -> None:
    assert world.case(world.only_customer()).severity == severity


@when(sentence('the table "{table:Label}" is asked'), target_fixture="answer")
def _(world: World, table: str, datatable: list[list[str]]) -> dict[str, Any]:
    (asked,) = rows(datatable)
    return policy.decided(world, table, {name: value(text) for name, text in asked.items()})


@then(sentence('it answers "{text:Label}" for "{name:Label}"'))
def _(answer: dict[str, Any], text: str, name: str) -> None:
    assert answer[name] in (text, value(text))


@when(sentence('it is {moment:Date} at a station with the calendar "{calendar:Label}"'), target_fixture="counted")
def _(world: World, moment: datetime, calendar: str) -> policy.Counted:
    return policy.counted(world, moment, calendar)


@then(sentence("{span:Within} end at {moment:Date}"))
def _(counted: policy.Counted, span: str, moment: datetime) -> None:
    assert counted.after(span) == moment
