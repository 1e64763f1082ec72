"""What comes up in a case that stands by itself: departments, evidence, doubts, hand-overs, appeals, and like cases."""

from amends.engine.person import Person
from amends.features import journey, single_cases
from amends.features.cast import CUSTOMERS, STAFF, LetDown
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

MINA, OMAR, INES = CUSTOMERS["Mina"], CUSTOMERS["Omar"], CUSTOMERS["Ines"]


@given("five like cases were closed", target_fixture="like_cases")
def _(world: World) -> list[str]:
    return single_cases.closed_like(world, 5)


@when("Mina's case of the same kind is looked into")
def _(world: World) -> None:
    single_cases.goes_on(world, MINA, "Investigate")


@given("Mina's case of the same kind waits for an offer")
def _(world: World) -> None:
    single_cases.goes_on(world, MINA, journey.COMPOSE)


@then("Olga sees the five like cases")
def _(world: World, like_cases: list[str]) -> None:
    shown = world.acts.form(STAFF["Olga"], world.number(MINA), "Investigate").text
    assert [number for number in like_cases if number not in shown] == []


@when("Carla offers Mina far more than the others, without a reason")
def _(world: World) -> None:
    single_cases.offers_much(world, MINA)


@given("Omar got an offer, and Ines was let down in the same way")
def _(world: World) -> None:
    single_cases.closed(world, OMAR)
    single_cases.begins(world, INES)


@given("Ines writes again and again and threatens with the press")
def _(world: World) -> None:
    for _ in range(10):
        world.house.recovery.note(world.number(INES), "I want more. I know a journalist.", world.link(INES))
    journey.go_on(world, INES, journey.COMPOSE, single_cases.same(world, threat_of_third_party=True))


@when("Carla offers Ines far more than Omar, without a reason")
def _(world: World) -> None:
    single_cases.offers_much(world, INES)


@when("Carla offers Ines what Omar got")
def _(world: World) -> None:
    goodwill = world.case(OMAR).data["goodwill"]
    journey.act(world, STAFF["Carla"], INES, journey.COMPOSE, {"goodwill": goodwill})


@given("we have apologised to Ines again and again lately")
def _(world: World) -> None:
    for _ in range(3):
        single_cases.closed(world, INES)
    single_cases.goes_on(world, INES, journey.COMPOSE)


@when("Carla offers Ines another letter of apology")
def _(world: World) -> None:
    changes = {"psychological": ["apology_in_writing"], "tangible": [], "tangible_absent_reason": "A small thing."}
    who = journey.doer(world, INES, world.task(INES, journey.COMPOSE))
    journey.act(world, who, INES, journey.COMPOSE, changes)


@when("Carla asks three departments")
def _(world: World) -> None:
    asked = {"departments": ["operations", "technical", "catering"], "question_asked": "What do you know?"}
    journey.act(world, STAFF["Carla"], world.only_customer(), "Understand the impact", asked)


@then("Olga is asked by three departments at once, each with its time")
def _(world: World) -> None:
    tasks = [task for task in world.tasks(world.only_customer()) if task.label.startswith("Answer the question")]
    assert len(tasks) == 3 and all(task.due_at for task in tasks)
    assert {task.local["department"] for task in tasks} == {"operations", "technical", "catering"}


@when(sentence("{staff:Staff} hands {customer:Customer}'s case over"))
def _(world: World, staff: Person, customer: LetDown) -> None:
    single_cases.told(world, staff, customer, "Owner hands over", {"hand_over_reason": "I leave on Friday."})


@then(sentence("{staff:Staff} still looks after {customer:Customer}'s case"))
def _(world: World, staff: Person, customer: LetDown) -> None:
    assert world.case(customer).owner == staff.id


@when(sentence("{customer:Customer} adds something that changes the matter"))
def _(world: World, customer: LetDown) -> None:
    single_cases.adds(world, customer, changes=True)


@when(sentence("{customer:Customer} adds something that changes nothing"))
def _(world: World, customer: LetDown) -> None:
    single_cases.adds(world, customer, changes=False)


@when(sentence("{customer:Customer} withdraws her report"))
def _(world: World, customer: LetDown) -> None:
    single_cases.told(world, world.link(customer), customer, "Report withdrawn", {"withdrawal_sure": True})


@when("Carla says that something does not fit together")
def _(world: World) -> None:
    said = {"suspicion_words": "The same booking twice."}
    single_cases.told(world, STAFF["Carla"], world.only_customer(), "Fraud suspected", said)


@then(sentence("nobody carries out {customer:Customer}'s remedies yet"))
def _(world: World, customer: LetDown) -> None:
    assert {task.label for task in world.tasks(customer)} == {"Examine the suspicion"}


@when(sentence("Carla notes that {customer:Customer} speaks of the press"))
def _(world: World, customer: LetDown) -> None:
    said = {"threat_kind": "press", "threat_words": "I know a journalist."}
    single_cases.told(world, STAFF["Carla"], customer, "Third party named", said)


@given(sentence("{customer:Customer} was refused by Carla"))
def _(world: World, customer: LetDown) -> None:
    single_cases.refused(world, customer)


@when(sentence("{customer:Customer} asks us to look again"))
def _(world: World, customer: LetDown) -> None:
    said = {"appeal_choice": "appeal", "appeal_words": "You told me otherwise."}
    journey.act(world, world.link(customer), customer, single_cases.APPEAL, said)


@when(sentence("{customer:Customer} leaves it at that"))
def _(world: World, customer: LetDown) -> None:
    journey.act(world, world.link(customer), customer, single_cases.APPEAL, {"appeal_choice": "leave"})


@when("Eva lets it stand")
def _(world: World) -> None:
    said = {"review_result": "upheld", "review_reasons": "It is as we said."}
    journey.act(world, STAFF["Eva"], world.only_customer(), single_cases.REVIEW, said)


@when("Eva changes it", target_fixture="given")
def _(world: World) -> str:
    amount = world.money(55)
    said = {"review_result": "changed", "review_goodwill": amount, "review_by": "2026-03-20"}
    journey.act(world, STAFF["Eva"], world.only_customer(), single_cases.REVIEW, said)
    return amount


@then(sentence("{customer:Customer} has been paid what Eva decided"))
def _(world: World, customer: LetDown, given: str) -> None:
    assert given in world.paid(customer)
