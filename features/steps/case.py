"""Cases: somebody tells what happened; what becomes of it."""

from typing import Any

from amends.features import journey
from amends.features.actors import Asked, TurnedAway
from amends.features.cast import JFK, LetDown
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

#: what has to be told when somebody reports a failure, and no more
ENOUGH = {"what_happened", "contact"}


@given(sentence('{customer:Customer} has reported "{words:Label}"'))
@when(sentence('{customer:Customer} reports "{words:Label}"'))
def _(world: World, customer: LetDown, words: str) -> None:
    journey.report(world, customer, words)


@when(sentence('{customer:Customer} reports "{words:Label}" and leaves no address'))
def _(world: World, customer: LetDown, words: str) -> None:
    journey.report(world, customer, words, contact="none given")


@when(sentence('{staff:Staff} reports for {customer:Customer} "{words:Label}"'))
def _(world: World, staff: Any, customer: LetDown, words: str) -> None:
    journey.report(world, customer, words, by=staff)


@when(sentence("{customer:Customer} tries to report nothing"), target_fixture="refusal")
def _(world: World, customer: LetDown) -> TurnedAway | None:
    return world.turned_away(lambda: journey.report(world, customer, ""))


@when(sentence("{customer:Customer} sends her report twice"))
def _(world: World, customer: LetDown) -> None:
    sheet = {"what_happened": "My flight was cancelled", "contact": customer.contact}
    world.opened(customer, world.acts.report(sheet, by=None, unit=JFK, times=2))


@given(sentence("{customer:Customer} has reported {failure:Failure}"))
@when(sentence("{customer:Customer} reports {failure:Failure} as well"))
def _(world: World, customer: LetDown, failure: str) -> None:
    journey.reported(world, customer, failure)


@when(sentence("{customer:Customer} reports an injury"))
def _(world: World, customer: LetDown) -> None:
    journey.report(world, customer, "I fell on the stairs.", "an injury")


@given(sentence('{customer:Customer} has reported {failure:Failure}, adding "{words:Label}"'))
def _(world: World, customer: LetDown, failure: str, words: str) -> None:
    journey.reported(world, customer, failure, words)


@given(sentence("{customer:Customer} has complained about {staff:Staff}"))
def _(world: World, customer: LetDown, staff: Any) -> None:
    journey.complain_about(world, customer, staff)


@given(sentence("{customer:Customer} waits for news"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, "Understand the impact")


@given(sentence("{customer:Customer}'s case waits {task:Wait}"))
def _(world: World, customer: LetDown, task: str) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, task)


@given(sentence("{customer:Customer}'s case of an injury was looked into"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer, "an injury")
    journey.go_on(world, customer, "Meet the customer")


@given(sentence("{customer:Customer}'s case was closed with money"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, journey.SURVEY, {journey.COMPOSE: {"goodwill": world.money(30)}})


@given(sentence("{customer:Customer}'s case was opened again and waits for a new offer"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, journey.SURVEY)
    journey.open_again(world, customer)
    journey.go_on(world, customer, journey.COMPOSE)


@given(sentence("{customer:Customer}'s case was opened again and closed again"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer, journey.SURVEY)
    journey.open_again(world, customer)
    journey.go_on(world, customer, journey.SURVEY)


@given(sentence("{customer:Customer}'s case of an injury was closed"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer, "an injury")
    journey.go_on(world, customer, journey.SURVEY)


@when(sentence("{customer:Customer}'s case goes its usual way to the end"))
def _(world: World, customer: LetDown) -> None:
    journey.reported(world, customer)
    journey.go_on(world, customer)


@then(sentence("a case is open for {customer:Customer}"))
@then(sentence("one case is open for {customer:Customer}"))
def _(world: World, customer: LetDown) -> None:
    assert world.case(customer).is_open
    assert world.how_many_cases() == 1


@then(sentence("no case is open for {customer:Customer}"))
def _(world: World, customer: LetDown) -> None:
    assert customer.name not in world.numbers
    assert world.how_many_cases() == 0


@then(sentence("{customer:Customer}'s case is still open"))
def _(world: World, customer: LetDown) -> None:
    assert world.case(customer).is_open


@then(sentence('{customer:Customer}\'s case ended with "{label:Label}"'))
def _(world: World, customer: LetDown, label: str) -> None:
    assert world.labels_of(customer, world.case(customer).ends) == [label]


@then(sentence('{customer:Customer}\'s case goes on to "{label:Label}"'))
def _(world: World, customer: LetDown, label: str) -> None:
    assert label in {task.label for task in world.tasks(customer)}


@then(sentence("{customer:Customer}'s case counts as a double deviation"))
def _(world: World, customer: LetDown) -> None:
    assert world.case(customer).data["double_deviation"] is True


@then(sentence("whoever reports has to tell what happened and an address, no more"))
def _(world: World) -> None:
    assert set(world.acts.report_form(by=None).required) <= ENOUGH


@then(sentence("{staff:Staff} has to fill in no more than a customer has to"))
def _(world: World, staff: Any) -> None:
    asked: Asked = world.acts.report_form(by=staff)
    assert set(asked.required) <= ENOUGH


@then(sentence('{customer:Customer} is asked for "{field:Label}"'))
def _(refusal: TurnedAway | None, customer: LetDown, field: str) -> None:
    assert refusal is not None and field.replace(" ", "_") in refusal.problems
