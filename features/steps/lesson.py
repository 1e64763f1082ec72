"""Lessons: what they are about, who works on them, and whether they last."""

from datetime import timedelta

from amends.engine.person import PROCESS
from amends.features import incidents, journey, lessons
from amends.features.actors import TurnedAway
from amends.features.cast import CUSTOMERS, JFK, STAFF, LetDown
from amends.features.lessons import LESSON
from amends.features.words import field, sentence
from amends.features.world import World
from pytest_bdd import given, then, when

AUDE, OLGA = STAFF["Aude"], STAFF["Olga"]


@given("a lesson waits for its action")
def _(world: World) -> None:
    lessons.asked_for(world)
    lessons.step(world, lessons.CAUSE)


@given("Aude has asked for a lesson about a trifle")
def _(world: World) -> None:
    lessons.asked_for(world)


@given(sentence("Aude has asked for a lesson about what cost {amount:d}"))
def _(world: World, amount: int) -> None:
    lessons.asked_for(world, lesson_cost=world.money(amount))


@given("the day has come to check what Olga did")
def _(world: World) -> None:
    lessons.checked(world)


@given(sentence("what Olga did was found to work, {weeks:d} weeks ago"))
def _(world: World, weeks: int) -> None:
    lessons.proven(world)
    world.pass_by(timedelta(weeks=weeks))


@given("Mina's case led to a lesson, and what Olga did works")
def _(world: World) -> None:
    lessons.over(world, CUSTOMERS["Mina"])
    lessons.checked(world, linked=(world.number(CUSTOMERS["Mina"]),))
    lessons.step(world, lessons.CHECK)


@given("cases of the same failure are over for Omar and Ines")
def _(world: World) -> None:
    for name in ("Omar", "Ines"):
        lessons.over(world, CUSTOMERS[name])


@when(sentence("a case of the same failure is closed for {customer:Customer}"))
def _(world: World, customer: LetDown) -> None:
    lessons.over(world, customer)


@when(sentence("{customer:Customer}'s case comes to its end"))
def _(world: World, customer: LetDown) -> None:
    incidents.closed(world, customer)


@when(sentence('Olga plans it without "{left_out:Label}"'), target_fixture="refusal")
def _(world: World, left_out: str) -> TurnedAway | None:
    return world.turned_away(lambda: lessons.step(world, lessons.PLAN, OLGA, **{field(left_out): None}))


@given("Aude has found its cause")
@when("Aude has found its cause")
def _(world: World) -> None:
    lessons.step(world, lessons.CAUSE, AUDE)


@when("an incident of the same kind leads to a lesson", target_fixture="second")
def _(world: World) -> str:
    told = {"lesson_why": "Again.", "failure_point": "cancelled_flight", "lesson_source": "closed_case"}
    case = world.house.recovery.open("learn", told, by=PROCESS, unit=JFK)
    world.work_off()
    return case.number


@then("it is told to the lesson that is at work")
def _(world: World, second: str) -> None:
    with world.house.store.reading() as work:
        assert not work.cases.load(second).is_open
    assert world.case(LESSON).data["linked_cases"] == [second]


@when("Eva commissions the redesign")
def _(world: World) -> None:
    journey.act(world, STAFF["Eva"], LESSON, "Commission a redesign")


@when("Aude finds that nothing has to change")
def _(world: World) -> None:
    lessons.step(world, lessons.CAUSE, AUDE, quality_gap=5)
    journey.act(world, AUDE, LESSON, "Say why nothing changes")


@when("Aude finds that it did not work")
def _(world: World) -> None:
    lessons.step(world, lessons.CHECK, AUDE, effect_shown=False)


@when("Aude makes it the standard")
def _(world: World) -> None:
    lessons.step(world, lessons.STANDARD, AUDE)


@when("Aude makes it the standard of that protocol")
def _(world: World) -> None:
    lessons.step(world, lessons.CHECK)
    lessons.step(world, lessons.STANDARD, AUDE, protocol=world.number(incidents.PROTOCOL))


@then(sentence("a lesson is open because of {customer:Customer}'s case"))
def _(world: World, customer: LetDown) -> None:
    assert len(lessons.opened_by(world, customer)) == 1


@then("no lesson is open")
def _(world: World) -> None:
    assert [lessons.opened_by(world, customer) for customer in world.customers()] == [[], []]


@then("it is linked to all three")
def _(world: World) -> None:
    linked = world.case(LESSON).data["linked_cases"]
    assert sorted(linked) == sorted(world.number(customer) for customer in world.customers())


@then(sentence('the lesson ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert label in world.labels_of(LESSON, world.case(LESSON).ends)


@then("the lesson begins again")
def _(world: World) -> None:
    assert [(task.label, task.id.round) for task in world.tasks(LESSON)] == [(lessons.CAUSE, 2)]


@then("Eva has heard of it")
def _(world: World) -> None:
    assert lessons.told(world, LESSON, "Eva")


@given(sentence("{customer:Customer} has said that we may not write to her"))
def _(world: World, customer: LetDown) -> None:
    with world.house.store.writing() as work:
        case = work.cases.load(world.number(customer))
        case.data["consent_to_contact"] = False
        work.cases.save(case)


@then(sentence('{customer:Customer} has no letter "{letter:Label}"'))
def _(world: World, customer: LetDown, letter: str) -> None:
    assert letter not in world.letters(customer)
