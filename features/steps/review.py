"""What is seen over many cases: how discretion is used, and what being late costs."""

from datetime import timedelta

from amends.features import journey, single_cases
from amends.features.cast import CUSTOMERS, STAFF
from amends.features.policy import most
from amends.features.world import World
from pytest_bdd import given, then, when

MANY = 12


@given("Ruth gave something in each of many cases", target_fixture="gifts")
def _(world: World) -> list[str]:
    """Small gifts to different people, within her authority."""
    return [single_cases.small_gift(world, place) for place in range(MANY)]


@then("every one of these customers keeps it")
def _(world: World, gifts: list[str]) -> None:
    with world.house.store.reading() as work:
        paid = [[p.amount for p in work.payments.of_case(number) if p.state == "paid"] for number in gifts]
    assert [amounts for amounts in paid if world.money(5) not in amounts] == []


@then("what Ruth gave is listed for review")
def _(world: World) -> None:
    listed = {one.name: one for one in world.house.inquiry.discretion(STAFF["Teo"])}
    assert listed["Ruth"].to_review and listed["Ruth"].gave == MANY


@then("Ruth is not shown how others use their discretion")
def _(world: World, gifts: list[str]) -> None:
    assert gifts and world.turned_away(lambda: single_cases.refusal(world, STAFF["Ruth"])) is not None


@when("Ruth puts it right at once for her own sister")
def _(world: World) -> None:
    fixed = {
        "fixed_now": True,
        "spot_remedy": "a seat on the next flight",
        "spot_amount": most(world, CUSTOMERS["Mina"], "front_line", "as much"),
        "for_family": True,
        "told_what": None,
        "told_by_when": None,
    }
    journey.act(world, STAFF["Ruth"], CUSTOMERS["Mina"], journey.RESPOND, fixed)


@given("failures put right at once, the next day and after a week")
def _(world: World) -> None:
    for customer, wait in zip(CUSTOMERS.values(), (0, 20, 24 * 7), strict=True):
        journey.reported(world, customer, "a small failure")
        world.pass_by(timedelta(hours=wait))
        journey.put_right(world, STAFF["Ruth"], customer, world.money(30))
        journey.go_on(world, customer)


@then("what they cost is told by how soon they were put right")
def _(world: World) -> None:
    spent = world.house.inquiry.costs(STAFF["Teo"])
    currency = world.money(0).split()[1]
    assert spent.cases == 3
    assert all(spent.stages[currency][stage] != world.money(0) for stage in ("1", "10", "100"))


@then("what would have been saved on the spot is told as well")
def _(world: World) -> None:
    (saved,) = world.house.inquiry.costs(STAFF["Teo"]).saving.values()
    assert float(saved.split()[0]) > 0
