"""Tasks: who is asked to do what, who does it, and what is refused."""

from amends.engine.person import Person
from amends.features import journey, policy
from amends.features.actors import TurnedAway
from amends.features.cast import LetDown
from amends.features.words import field, sentence
from amends.features.world import World
from pytest_bdd import given, then, when


@when(sentence('{staff:Staff} does "{label:Label}"'))
def _(world: World, staff: Person, label: str) -> None:
    journey.act(world, staff, world.only_customer(), label)


@when(sentence('{staff:Staff} does "{label:Label}" and sends it twice'))
def _(world: World, staff: Person, label: str) -> None:
    journey.act(world, staff, world.only_customer(), label, times=2)


@when(sentence('{staff:Staff} tries "{label:Label}"'), target_fixture="refusal")
def _(world: World, staff: Person, label: str) -> TurnedAway | None:
    return world.turned_away(lambda: journey.act(world, staff, world.only_customer(), label))


@when(sentence('{staff:Staff} tries "{label:Label}" without "{left_out:Label}"'), target_fixture="refusal")
def _(world: World, staff: Person, label: str, left_out: str) -> TurnedAway | None:
    return world.turned_away(lambda: journey.act(world, staff, world.only_customer(), label, {field(left_out): None}))


@given(sentence('{staff:Staff} has "{label:Label}" open'), target_fixture="sheet")
def _(world: World, staff: Person, label: str) -> journey.Sheet:
    return journey.opened_sheet(world, staff, world.only_customer(), label)


@when(sentence('{staff:Staff} takes "{label:Label}"'))
def _(world: World, staff: Person, label: str) -> None:
    world.house.recovery.claim(world.task(world.only_customer(), label).id, staff)


@given(sentence('{staff:Staff} has begun "{label:Label}" but not handed it in'), target_fixture="typed")
def _(world: World, staff: Person, label: str) -> dict[str, str]:
    typed = {"desired_remedy": "a window seat"}
    world.house.recovery.draft(world.task(world.only_customer(), label).id, staff, typed)
    return typed


@then(sentence('{staff:Staff} finds what she had typed in "{label:Label}"'))
def _(world: World, staff: Person, label: str, typed: dict[str, str]) -> None:
    assert world.house.inquiry.task(world.task(world.only_customer(), label).id, staff).draft == typed


@then(sentence('{staff:Staff} is told that "{label:Label}" is not open any more'))
def _(world: World, staff: Person, label: str, sheet: journey.Sheet) -> None:
    refusal = world.turned_away(sheet.hand_in)
    assert refusal is not None and "not open any more" in refusal.sentence


@then(sentence('{staff:Staff} is asked to "{label:Label}"'))
def _(world: World, staff: Person, label: str) -> None:
    assert label in world.asked_of(staff)


@then(sentence('{staff:Staff} is not asked to "{label:Label}"'))
def _(world: World, staff: Person, label: str) -> None:
    assert label not in world.asked_of(staff)


@then(sentence("{staff:Staff} is asked to do nothing"))
def _(world: World, staff: Person) -> None:
    assert world.asked_of(staff) == []


@then(sentence('{staff:Staff} is asked to "{label:Label}" within {span:Within}'))
def _(world: World, staff: Person, label: str, span: str) -> None:
    assert label in world.asked_of(staff)
    assert world.task(world.only_customer(), label).due_at == world.after(span)


@then(sentence('{customer:Customer} is asked to "{label:Label}"'))
def _(world: World, customer: LetDown, label: str) -> None:
    assert label in world.asked_of(world.link(customer))


@then(sentence('"{label:Label}" is asked again, because of "{why:Label}"'))
def _(world: World, label: str, why: str) -> None:
    customer = world.customers()[-1]
    task = world.task(customer, label)
    assert task.id.round > 1
    assert why in world.acts.form(journey.doer(world, customer, task), task.id.case, label).text


@then(sentence("whoever closed {customer:Customer}'s case is not asked to do it again"))
def _(world: World, customer: LetDown) -> None:
    journey.go_on(world, customer, "Understand the impact")
    closer = world.case(customer).doers["tell_result"]
    assert closer in world.task(customer, "Understand the impact").excluded


@then(sentence("nobody was asked to approve anything in {customer:Customer}'s case"))
def _(world: World, customer: LetDown) -> None:
    assert [line.sentence for line in world.told(customer, "task_opened") if "Approve" in line.sentence] == []


@then(sentence('it is refused for "{missing:Label}"'))
def _(refusal: TurnedAway | None, missing: str) -> None:
    assert refusal is not None, f'it was taken without "{missing}"'
    assert field(missing) in refusal.problems


@then(sentence('it is refused because "{why:Label}"'))
def _(refusal: TurnedAway | None, why: str) -> None:
    assert refusal is not None, "it was not refused"
    assert why in refusal.sentence


@then(sentence("no form asks staff to admit liability"))
def _(world: World) -> None:
    assert [name for name in policy.every_field(world) if "liab" in name or "admission" in name] == []
