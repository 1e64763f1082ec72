"""Warnings: what is coming, who hears it first, what they choose, and what came of it."""

from datetime import timedelta

from amends.engine.person import Person
from amends.features import journey, policy, warnings
from amends.features.cast import CUSTOMERS, STAFF, LetDown
from amends.features.incidents import INCIDENT
from amends.features.outside import ON_THE_PHONE
from amends.features.warnings import ALARM, CHOOSE, REVIEW
from amends.features.words import rows, sentence, value
from amends.features.world import World
from pytest_bdd import given, then, when

MINA, OMAR = CUSTOMERS["Mina"], CUSTOMERS["Omar"]
#: what is due to those who wait, in the order of its times
CARE = ("Bring water and food", "Offer to let them leave", "Find them a bed")
#: how features call the ways that the router knows
WAYS = {
    "early": "early_intervention",
    "systematic": "systematic_response",
    "case by case": "case_by_case",
    "elsewhere": "substitute_outbound",
    "for a rival": "substitute_inbound",
}


@given("the flight of Mina and Omar may be cancelled")
@when("Olga warns that the flight of Mina and Omar may be cancelled")
def _(world: World) -> None:
    warnings.warn(world, STAFF["Olga"])


@given("the flight of Ines may be cancelled")
def _(world: World) -> None:
    warnings.warn(world, STAFF["Olga"], ON_THE_PHONE)


@given("the mailbox of Mina is gone")
def _(world: World) -> None:
    world.postbox.gone.add(MINA.contact)


@given("Olga warns of a flight of which she is not sure")
def _(world: World) -> None:
    warnings.warn(world, STAFF["Olga"], confidence=10)


@when("Olga warns of a flight on which our bookings know nobody")
def _(world: World) -> None:
    warnings.warn(world, STAFF["Olga"], "a charter")


@when("Olga finds that nothing is coming")
def _(world: World) -> None:
    journey.act(world, STAFF["Olga"], INCIDENT, "Verify the warning", {"still_coming": False})
    journey.go_on(world, INCIDENT)


@when("Ruth calls in vain, and again a little later")
def _(world: World) -> None:
    ines = CUSTOMERS["Ines"]
    journey.act(world, STAFF["Ruth"], ines, "Call them", {"reached": False})
    world.turn_to(min(warnings.incidents.times(world, ines)))
    journey.act(world, STAFF["Ruth"], ines, "Call them", {"reached": True})


@when(sentence('{customer:Customer} chooses "{option:Label}"'))
def _(world: World, customer: LetDown, option: str) -> None:
    choice = {
        "to keep it": "keep_your_booking",
        "another of ours": "another_of_ours",
        "her money back": "your_money_back",
    }
    journey.act(world, world.link(customer), customer, CHOOSE, {"option": choice[option]})


@given("there is another flight of ours for them")
def _(world: World) -> None:
    warnings.warn(world, STAFF["Olga"], own_alternative=True)


@when(sentence('Olga says that it is "{how:Label}"'))
def _(world: World, how: str) -> None:
    said = {"avoided": {}, "happened": {}, "changed": {"change_minutes": 90, "next_steps_told": "We leave at two."}}
    warnings.forecast(world, how, **said[how])


@when("nobody has had news for a while")
def _(world: World) -> None:
    world.turn_to(world.timer(INCIDENT, "Time to look again"))


@when("everybody does what the warning asks of them")
def _(world: World) -> None:
    for customer in warnings.strangers(world):
        journey.go_on(world, customer)
    journey.go_on(world, INCIDENT)


@when("Olga looks again and finds nothing new")
def _(world: World) -> None:
    journey.act(world, STAFF["Olga"], INCIDENT, "Forecast again", {"forecast": "unchanged"})


@when("Olga names Mina")
def _(world: World) -> None:
    named = {"customer_lines": [warnings.incidents.line_of(world, MINA)]}
    journey.act(world, STAFF["Olga"], INCIDENT, "Name who is affected", named)
    warnings.incidents.meet(world)


@when("Olga arranges it")
def _(world: World) -> None:
    journey.act(world, STAFF["Olga"], MINA, "Arrange the other one", {"alternative_told": "UA 1534 at noon."})


@when("Ruth gives everybody what is due")
def _(world: World) -> None:
    for customer in (MINA, OMAR):
        for label in CARE:
            journey.act(world, STAFF["Ruth"], customer, label)


@when("Aude looks at the dismissal again")
def _(world: World) -> None:
    journey.act(world, STAFF["Aude"], ALARM, REVIEW, {"still_coming": True})


@given("Mina and Omar wait on board without a take-off time")
def _(world: World) -> None:
    warnings.on_board(world)


@when("they move again")
def _(world: World) -> None:
    for customer in (MINA, OMAR):
        warnings.incidents.tell(world, STAFF["Ruth"], customer, "waiting_said_over", {"waiting_over_told": "It flies."})


@given(sentence("{staff:Staff} raises an alarm"))
def _(world: World, staff: Person) -> None:
    warnings.raised(world, staff)


@given("Olga dismissed an alarm with a reason")
def _(world: World) -> None:
    warnings.raised(world, STAFF["Ruth"])
    warnings.judged(world, "false")


@when(sentence('Olga judges the alarm "{verdict:Label}"'))
def _(world: World, verdict: str) -> None:
    warnings.judged(world, verdict)


@when("the failure grows within a day")
def _(world: World) -> None:
    told = {"growth_seen": "Three gates stand still."}
    warnings.incidents.tell(world, STAFF["Ruth"], ALARM, "failure_grew", told)


@then("the dismissal is shown beside the outcome")
def _(world: World) -> None:
    text = world.acts.form(STAFF["Aude"], world.number(ALARM), REVIEW).text
    assert "It is a school class." in text and "Three gates stand still." in text


@then(sentence('Olga cannot judge the alarm without "{missing:Label}"'))
def _(world: World, missing: str) -> None:
    refusal = world.turned_away(
        lambda: journey.act(world, STAFF["Olga"], ALARM, warnings.JUDGE, {"verdict_reason": None, "verdict": "false"})
    )
    assert refusal is not None and f"verdict_{missing}" in refusal.problems


@then("an intervention is under way")
def _(world: World) -> None:
    assert warnings.children(world, ALARM) == ["incident"]


@then("a lesson follows from it")
def _(world: World) -> None:
    of = ALARM if ALARM.name in world.numbers else INCIDENT
    assert "lesson" in warnings.children(world, of)


@then("Omar, who travels on, comes before Mina")
def _(world: World) -> None:
    assert warnings.in_order(world) == ["Omar", "Mina"]


@then(sentence('the promise "{key:Label}" to {customer:Customer} is kept in time'))
def _(world: World, key: str, customer: LetDown) -> None:
    promise = next(p for p in world.view(customer).promises if p.key == key)
    assert promise.kept_at is not None and not promise.is_missed(world.now())


@then(sentence("{customer:Customer} keeps the best of ours"))
def _(world: World, customer: LetDown) -> None:
    data = world.case(customer).data
    assert data["chosen_by_default"] is True and data["option"] == data["safe_default"]
    assert data["option"] in ("keep_your_booking", "another_of_ours")


@then(sentence("{customer:Customer} has been paid back what she paid"))
def _(world: World, customer: LetDown) -> None:
    assert world.paid(customer) == [world.case(customer).data["price"]]


@then(sentence('the warning ended with "{label:Label}"'))
def _(world: World, label: str) -> None:
    assert world.labels_of(INCIDENT, world.case(INCIDENT).ends) == [label]


@then(sentence("{customer:Customer} has heard of it {times:d} times in all"))
def _(world: World, customer: LetDown, times: int) -> None:
    assert len([view for view in world.view(customer).letters if view.to == "customer"]) == times


@then(sentence("nobody asks {customer:Customer} again what we know"))
def _(world: World, customer: LetDown) -> None:
    data, labels = world.case(customer).data, {task.label for task in world.tasks(customer)}
    known = ("reporter_name", "contact", "service_occasion", "price", "failure_point", "what_happened", "cause_told")
    assert [name for name in known if not data.get(name)] == []
    assert journey.ASSESS not in labels and world.asked_of(world.link(customer)) in ([], ["Say if this is enough"])


@then("Mina and Omar are told at the same times how things stand")
def _(world: World) -> None:
    one, other = warnings.announced(world, MINA), warnings.announced(world, OMAR)
    assert len(one) > 1 and one == other


@then(sentence("Mina and Omar were told {times:d} times how things stand"))
def _(world: World, times: int) -> None:
    assert [len(warnings.announced(world, customer)) for customer in (MINA, OMAR)] == [times, times]


@then(sentence('nobody has to "{label:Label}" yet'))
def _(world: World, label: str) -> None:
    assert label not in {task.label for customer in (MINA, OMAR) for task in world.tasks(customer)}


@then(sentence("{customer:Customer} has another one of ours"))
def _(world: World, customer: LetDown) -> None:
    assert world.case(customer).data["alternative_told"] == "UA 1534 at noon."


@then(sentence("every care of {customer:Customer} is on record"))
def _(world: World, customer: LetDown) -> None:
    done = {line.sentence for line in world.told(customer, "task_completed")}
    assert [label for label in CARE if not any(label in sentence for sentence in done)] == []


@then("nobody tells them any more that they wait")
def _(world: World) -> None:
    told = len(warnings.announced(world, MINA))
    world.pass_by(timedelta(hours=3))
    assert len(warnings.announced(world, MINA)) == told


@then("a failure goes the way that fits it")
def _(world: World, datatable: list[list[str]]) -> None:
    for row in rows(datatable):
        asked = {name: value(text) for name, text in row.items() if name != "way" and text != "-"}
        named = {name.replace(" ", "_"): fact for name, fact in asked.items()}
        found = policy.decided(world, "strategy", named)["strategies"]
        assert found == [WAYS[word.strip()] for word in row["way"].split(",")], row
