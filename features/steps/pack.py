"""Packs: what a law or a guarantee gives, by when, and how its clocks may be turned."""

from datetime import datetime, timedelta
from typing import Any

from amends.engine.errors import AmendsError
from amends.features import journey, packs, policy
from amends.features.cast import LetDown
from amends.features.words import plain, sentence
from amends.features.world import World
from pytest_bdd import given, then, when


@when("it is asked what is owed", target_fixture="owed")
def _(world: World, datatable: list[list[str]]) -> list[dict[str, Any]]:
    return packs.owed(world, dict(datatable))


@then(sentence('"{amount:Label}" is owed as "{kind:Label}"'))
def _(owed: list[dict[str, Any]], amount: str, kind: str) -> None:
    assert packs.sums(owed, kind) == ([] if amount == "nothing" else amount.split(" and "))


@then(sentence('"{kind:Label}" is owed in kind'))
def _(owed: list[dict[str, Any]], kind: str) -> None:
    assert [item["amount"] for item in owed if item["kind"] == kind] == [None]


@then(sentence('it is the version "{version:Label}" that counts'))
def _(owed: list[dict[str, Any]], version: str) -> None:
    assert {item["version"] for item in owed if item["pack"] != "house"} == {version}


@given(sentence('{customer:Customer} reports under "{pack:Label}" at {moment:Date} in {place}'))
def _(world: World, customer: LetDown, pack: str, moment: datetime, place: str) -> None:
    world.turn_to(packs.local(world, moment, place))
    packs.reported(world, customer, pack)


@given(sentence('{customer:Customer} has reported under "{pack:Label}"'))
def _(world: World, customer: LetDown, pack: str, datatable: list[list[str]]) -> None:
    packs.reported(world, customer, pack, **dict(datatable))


@then(sentence('the clock "{key:Label}" of {customer:Customer} ends {moment:Date} in {place}'))
def _(world: World, key: str, customer: LetDown, moment: datetime, place: str) -> None:
    assert packs.clock(world, customer, key).due_at == packs.local(world, moment, place)


@when(sentence("{customer:Customer}'s case is closed at {moment:Date} in {place}"))
def _(world: World, customer: LetDown, moment: datetime, place: str) -> None:
    journey.go_on(world, customer, journey.CLOSE)
    world.turn_to(packs.local(world, moment, place))
    journey.go_on(world, customer)


@when(sentence("{customer:Customer} is answered, comes back, and is answered again"))
def _(world: World, customer: LetDown) -> None:
    journey.go_on(world, customer, journey.SURVEY)
    journey.open_again(world, customer)
    journey.go_on(world, customer)


@then(sentence('{customer:Customer} has been paid "{amount:Label}" once, and nothing else'))
def _(world: World, customer: LetDown, amount: str) -> None:
    assert world.paid(customer) == [amount]


@when(sentence("a draft asks {customer:Customer} for a receipt that we hold ourselves"), target_fixture="draft")
def _(world: World, customer: LetDown) -> dict[str, bytes]:
    return packs.asking_for(world, "report.schema.json", "receipt")


@then("it cannot be published without a reason on the record")
def _(world: World, draft: dict[str, bytes]) -> None:
    refusal = packs.refused(world, draft)
    assert refusal is not None and "'receipt'" in str(refusal) and "look up itself" in str(refusal)
    assert packs.refused(world, packs.with_reason(draft, "report.schema.json", "receipt")) is None


@given("a lower limit is published that holds from tomorrow")
def _(world: World) -> None:
    packs.limit_from_tomorrow(world)


@then(sentence("the desk may give {customer:Customer} less from tomorrow, and as much today"))
def _(world: World, customer: LetDown) -> None:
    today = policy.most(world, customer, "front_line", "as much")
    world.pass_by(timedelta(days=1))
    assert world.times(policy.most(world, customer, "front_line", "as much"), 2) == today


@given(sentence("{customer:Customer} was let down before a law changed and reports after it"), target_fixture="law")
def _(world: World, customer: LetDown) -> packs.Law:
    law = packs.changed_law(world)
    facts = {"occurred_on": law.last_day.isoformat(), "failure_point": "denied_boarding", "hours_lost": 3}
    packs.reported(world, customer, law.name, **facts)
    return law


@then(sentence("{customer:Customer} is owed what the law gave on the day of the failure"))
def _(world: World, customer: LetDown, law: packs.Law) -> None:
    journey.go_on(world, customer, journey.COMPOSE)
    assert f"{law.name}@{law.before}" in world.case(customer).data["packs_in_force"]
    assert law.last_day < world.now().date()


@given("a law whose next version has no day yet", target_fixture="pending")
def _(world: World) -> tuple[str, str]:
    return packs.pending(world)


@then("nobody is owed anything by that version")
def _(world: World, pending: tuple[str, str]) -> None:
    name, version = pending
    for day in ("2026-02-08", "2050-01-01"):
        found = packs.owed(world, {"pack": name, "occurred_on": day, "failure_point": "denied_boarding"})
        assert version not in {item["version"] for item in found}


@when(sentence('somebody opens a case for {customer:Customer} under "{pack:Label}"'), target_fixture="refusal")
def _(world: World, customer: LetDown, pack: str) -> AmendsError | None:
    return packs.refused_pack(world, customer, pack)


@then("it is refused for the packs that there are")
def _(world: World, refusal: AmendsError | None) -> None:
    there = world.running(world.newest()).packs.names
    assert refusal is not None and all(name in str(refusal) for name in there)


@given("the pack of the station is not in force any more")
def _(world: World) -> None:
    packs.run_out(world)


@when(sentence("what {customer:Customer} is owed has to be worked out"), target_fixture="refusal")
def _(world: World, customer: LetDown) -> AmendsError | None:
    journey.go_on(world, customer, journey.RESPOND)
    return packs.stuck_at(world, customer, journey.RESPOND)


@then("it is said which versions there are, and the task waits")
def _(world: World, refusal: AmendsError | None) -> None:
    assert refusal is not None and "is in force on" in str(refusal) and "there are:" in str(refusal)
    assert world.task(world.only_customer(), journey.RESPOND)


@then(sentence('the letter "{letter:Label}" says "{words:Label}" to {customer:Customer}, not "{others:Label}"'))
def _(world: World, letter: str, words: str, customer: LetDown, others: str) -> None:
    text = plain(world.letters(customer)[letter].html)
    assert words in text and others not in text


@then(sentence('the clock "{key:Label}" of {customer:Customer} was {how:Label}'))
def _(world: World, key: str, customer: LetDown, how: str) -> None:
    assert packs.clock(world, customer, key).is_missed(world.now()) is (how == "missed")


@when(sentence('{staff:Staff} waits for {customer:Customer} because of "{why:Label}"'))
def _(world: World, staff: Any, customer: LetDown, why: str) -> None:
    wait(world, staff, customer, why)


def wait(world: World, staff: Any, customer: LetDown, why: str) -> None:
    told = {"pause_reason": why, "asked_for": "Which bag was it?"}
    world.house.recovery.tell(world.number(customer), "answer_asked_for", told, by=staff)
    world.work_off()


@when(sentence("{customer:Customer} answers {span:Span} later"))
def _(world: World, customer: LetDown, span: Any) -> None:
    world.pass_by(span)
    answer(world, customer)


def answer(world: World, customer: LetDown) -> None:
    said = {"answer_words": "The blue one."}
    world.house.recovery.tell(world.number(customer), "customer_answered", said, by=world.link(customer))
    world.work_off()


@then(sentence('the clock "{key:Label}" of {customer:Customer} ends as much later'))
def _(world: World, key: str, customer: LetDown) -> None:
    paused, resumed = (packs.line(world, customer, kind, key) for kind in ("promise_paused", "promise_resumed"))
    due = datetime.fromisoformat(packs.line(world, customer, "promise_made", key).facts["due"])
    later = packs.worked(world, due, packs.clock(world, customer, key).due_at)
    assert later == packs.worked(world, paused.at, resumed.at)


@when(sentence("{staff:Staff} waits for {customer:Customer} {times:d} times"))
def _(world: World, staff: Any, customer: LetDown, times: int) -> None:
    for _ in range(times):
        wait(world, staff, customer, "waiting_for_customer")
        answer(world, customer)


@when(sentence("{staff:Staff} asks for more time for {customer:Customer}, and {other:Staff} agrees"))
def _(world: World, staff: Any, customer: LetDown, other: Any) -> None:
    told = {"more_time_reason": "Three departments have to answer."}
    world.house.recovery.tell(world.number(customer), "more_time_asked", told, by=staff)
    world.work_off()
    journey.act(world, other, customer, "Approve more time", {"more_time_granted": True})


@when(sentence('{share:d} % of the clock "{key:Label}" of {customer:Customer} are over'))
def _(world: World, share: int, key: str, customer: LetDown) -> None:
    due = dict(packs.clock(world, customer, key).reminders)
    assert share in due, f"nobody is reminded at {share} %, only at {sorted(due)}"
    world.turn_to(due[share])


@then(sentence('the letter "{letter:Label}" tells somebody "{words:Label}"'))
def _(world: World, letter: str, words: str) -> None:
    found = [view for view in world.view(world.only_customer()).letters if view.name == letter]
    assert any(words in plain(view.html) for view in found)
