"""Colleagues: those who need support, suggest something, go and look, or answer to a third party."""

from datetime import timedelta
from typing import Any

from amends.features import journey, lessons
from amends.features.actors import TurnedAway
from amends.features.cast import CUSTOMERS, STAFF
from amends.features.lessons import DISPUTE, SUGGESTION, SUPPORT, VISIT
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

AUDE, TEO, RITA = STAFF["Aude"], STAFF["Teo"], STAFF["Rita"]
JUDGE, SPEAK, ASK = "Judge the suggestion", "Speak with the colleague", "Ask how they are"


@when("Ruth asks for support")
def _(world: World) -> None:
    lessons.begin(world, SUPPORT, "support_employee", STAFF["Ruth"], {"support_why": "A customer shouted at me."})


@when("Ruth answers, and says that she was abused")
def _(world: World) -> None:
    journey.act(world, STAFF["Ruth"], CUSTOMERS["Mina"], journey.RESPOND, {"abusive_contact": True})


@then("Paul does not find what she told")
def _(world: World) -> None:
    assert world.turned_away(lambda: world.acts.record(STAFF["Paul"], world.number(SUPPORT))) is not None


def _spoken(world: World, **more: Any) -> None:
    lessons.begin(world, SUPPORT, "support_employee", STAFF["Ruth"], {"support_why": "A customer shouted at me."})
    again = (world.now() + timedelta(days=7)).date().isoformat()
    journey.act(world, TEO, SUPPORT, SPEAK, {"follow_up_on": again, **more})


@given("Teo has spoken with Ruth")
def _(world: World) -> None:
    _spoken(world)


@given("Teo has spoken with Ruth, who would change something")
def _(world: World) -> None:
    _spoken(world, suggestion="Two of us at the gate after ten.")


@when("Teo hears that it still weighs on her")
def _(world: World) -> None:
    world.pass_by(timedelta(days=8))
    journey.act(world, TEO, SUPPORT, ASK, {"pulse": 2, "still_weighs": True})


@when("Teo hears that she is well")
def _(world: World) -> None:
    world.pass_by(timedelta(days=8))
    journey.act(world, TEO, SUPPORT, ASK, {"pulse": 5, "still_weighs": False})


@then(sentence('the support ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert label in world.labels_of(SUPPORT, world.case(SUPPORT).ends)


@given(sentence('Paul has suggested "{words:Label}"'))
def _(world: World, words: str) -> None:
    told = {"suggestion": words, "suggested_by": "Paul"}
    lessons.begin(world, SUGGESTION, "answer_suggestion", STAFF["Paul"], told)


@when("Aude adopts it")
def _(world: World) -> None:
    journey.act(world, AUDE, SUGGESTION, JUDGE, {"adopted": True, "adoption_reason": "It costs little."})


@when("Aude tries to decline it without a reason", target_fixture="refusal")
def _(world: World) -> TurnedAway | None:
    declined = {"adopted": False, "adoption_reason": None}
    return world.turned_away(lambda: journey.act(world, AUDE, SUGGESTION, JUDGE, declined))


@then("the suggestion became a lesson")
def _(world: World) -> None:
    assert [case.kind for case in lessons.cases_of(world, SUGGESTION)] == ["lesson"]


@then("Paul has heard of it")
def _(world: World) -> None:
    assert lessons.told(world, SUGGESTION, "Paul") == ["suggestion_answer"]


@then("Eva has heard that it waits")
def _(world: World) -> None:
    assert lessons.told(world, SUGGESTION, "Eva") == ["staff_alert"]


@given("Aude has planned a visit to gate 12")
def _(world: World) -> None:
    due = (world.now() + timedelta(days=14)).date().isoformat()
    lessons.begin(world, VISIT, "visit_unannounced", AUDE, {"visit_place": "Gate 12", "visit_by": due})


@when("Aude reports that two things failed")
def _(world: World) -> None:
    failed = ["The screen was dark.", "Nobody was at the desk."]
    journey.act(world, AUDE, VISIT, "Report the visit", {"failures_seen": failed})


@when("Aude reports that nothing failed")
def _(world: World) -> None:
    journey.act(world, AUDE, VISIT, "Report the visit")


@then("two cases are open that no customer has reported")
def _(world: World) -> None:
    found = [(case.kind, case.data["identification_method"], case.customer) for case in lessons.cases_of(world, VISIT)]
    assert found == [("recovery", "mystery_shopper", "")] * 2


@then(sentence('the visit ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert label in world.labels_of(VISIT, world.case(VISIT).ends)


@then("Otto has heard that it is overdue")
def _(world: World) -> None:
    assert lessons.told(world, VISIT, "Otto") == ["staff_alert"]


def _written(world: World, **more: Any) -> None:
    mina, soon = CUSTOMERS["Mina"], world.now() + timedelta(days=21)
    told = {
        "reporter_name": mina.name,
        "contact": mina.contact,
        "recourse_body": "the ombudsman",
        "third_party_asks": "Send us the file.",
        "answer_by": soon.isoformat(),
        **more,
    }
    lessons.begin(world, DISPUTE, "go_external", RITA, told)


@given("an ombudsman has written about Mina's trouble")
def _(world: World) -> None:
    _written(world)


@given("an ombudsman has written, and our last letter is out")
def _(world: World) -> None:
    _written(world)
    journey.act(world, STAFF["Carla"], DISPUTE, "Explain the decision")


@given("an ombudsman has our bundle")
def _(world: World) -> None:
    _written(world, final_letter_sent=True)
    journey.act(world, RITA, DISPUTE, "File the bundle")


def _decided(world: World, **decision: Any) -> None:
    told = {"decision_words": "It was owed to her.", **decision}
    world.house.recovery.tell(world.number(DISPUTE), "third_party_decides", told, by=RITA)
    world.work_off()


@when("Rita notes that they gave Mina money")
def _(world: World) -> None:
    _decided(world, external_result="upheld", award=world.money(250))


@when("Rita notes that they upheld us")
def _(world: World) -> None:
    _decided(world, external_result="rejected")


@when("Felix pays it another way")
def _(world: World) -> None:
    journey.act(world, STAFF["Felix"], DISPUTE, "Pay it another way")


@then("it is paid once")
def _(world: World) -> None:
    assert world.paid(DISPUTE) == [world.money(250)]


@then(sentence('the dispute ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert label in world.labels_of(DISPUTE, world.case(DISPUTE).ends)
