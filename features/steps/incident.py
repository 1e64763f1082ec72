"""Incidents: one failure that struck several, and the case that each of them gets."""

from amends.engine.person import Person
from amends.features import incidents, journey
from amends.features.cast import CUSTOMERS, STAFF, LetDown
from amends.features.incidents import INCIDENT
from amends.features.words import sentence
from amends.features.world import World
from pytest_bdd import given, then, when

MINA, OMAR, INES = CUSTOMERS["Mina"], CUSTOMERS["Omar"], CUSTOMERS["Ines"]


@given("a cancelled flight struck Mina and Omar")
def _(world: World) -> None:
    incidents.struck(world, [MINA, OMAR])


@given("a cancelled flight struck Mina")
def _(world: World) -> None:
    incidents.struck(world, [MINA])


@given("Mina has reported the same flight already")
def _(world: World) -> None:
    journey.report(world, MINA, "You cancelled it!", service_occasion=incidents.BOOKING)


@given("Mina has reported the same flight, and it was assessed")
def _(world: World) -> None:
    journey.report(world, MINA, "You cancelled it!", service_occasion=incidents.BOOKING)
    journey.go_on(world, MINA, incidents.STEP)


@when(sentence("{staff:Staff} declares that a cancelled flight struck Mina and Omar"))
def _(world: World, staff: Person) -> None:
    incidents.declare(world, staff, [MINA, OMAR])
    incidents.confirm(world)


@when(sentence("{staff:Staff} sends twice that a cancelled flight struck Mina and Omar"))
def _(world: World, staff: Person) -> None:
    incidents.declare(world, staff, [MINA, OMAR], times=2)
    incidents.confirm(world)


@when(sentence("{staff:Staff} declares that a flight was cancelled, and names nobody"))
def _(world: World, staff: Person) -> None:
    incidents.declare(world, staff, [])
    incidents.confirm(world)


@when("Olga names Mina and Omar from the bookings")
def _(world: World) -> None:
    lines = [incidents.line_of(world, customer) for customer in (MINA, OMAR)]
    journey.act(world, STAFF["Olga"], INCIDENT, "Name who was struck", {"customer_lines": lines})
    incidents.meet(world)


@when("Ruth finds that the protocol does not fit Mina")
def _(world: World) -> None:
    incidents.declare(world, STAFF["Olga"], [MINA])
    incidents.confirm(world, fits=False)


@when(sentence("{staff:Staff} names Omar and Ines as well, twice"))
def _(world: World, staff: Person) -> None:
    lines = [incidents.line_of(world, customer) for customer in (OMAR, INES)]
    for _ in range(2):
        incidents.tell(world, staff, INCIDENT, "more_were_struck", {"customer_lines": lines})
    incidents.meet(world)


@when(sentence('{staff:Staff} tells everybody "{words:Label}"'))
def _(world: World, staff: Person, words: str) -> None:
    incidents.tell(world, staff, INCIDENT, "there_are_news", {"news": words})


@given("Olga has said that it is over")
def _(world: World) -> None:
    incidents.over(world)


@when(sentence("{customer:Customer}'s case is closed"))
def _(world: World, customer: LetDown) -> None:
    incidents.closed(world, customer)


@when("everybody's case is closed")
def _(world: World) -> None:
    for customer in world.customers():
        incidents.closed(world, customer)


@when("Teo looks back")
def _(world: World) -> None:
    journey.act(world, STAFF["Teo"], INCIDENT, "Look back")


@when(sentence("{staff:Staff} leaves a step of {customer:Customer}'s out, with a reason"))
def _(world: World, staff: Person, customer: LetDown) -> None:
    incidents.step_left(world, staff, customer)


@when("Teo accepts the deviation")
def _(world: World) -> None:
    incidents.deviation(world, STAFF["Teo"], MINA, "accept")


@when("Teo insists on the step")
def _(world: World) -> None:
    incidents.deviation(world, STAFF["Teo"], MINA, "insist")


@given("Ruth has left a step of Mina's out, which Teo accepted")
def _(world: World) -> None:
    incidents.step_left(world, STAFF["Ruth"], MINA)
    incidents.deviation(world, STAFF["Teo"], MINA, "accept")


@given("the variance was signed, and nobody had told the patient")
@when("the variance is signed, and nobody has told the patient")
def _(world: World) -> None:
    noted = {"immediate_care": ["dose_corrected"], "patient_told": "nobody_yet"}
    journey.act(world, STAFF["Ruth"], MINA, "Note the variance", noted)
    journey.act(world, STAFF["Teo"], MINA, "Sign the variance")


@given(sentence("{customer:Customer} was helped by the protocol"))
def _(world: World, customer: LetDown) -> None:
    journey.go_on(world, customer, incidents.ENOUGH)


@when(sentence("{customer:Customer} says that it is not enough"))
def _(world: World, customer: LetDown) -> None:
    incidents.wish(world, customer)


@given(sentence("{customer:Customer} was made an offer of her own, and has it"))
def _(world: World, customer: LetDown) -> None:
    journey.go_on(world, customer, incidents.ENOUGH)
    incidents.wish(world, customer)
    journey.go_on(world, customer)
    incidents.wait_for(world, customer, journey.CLOSE)
    journey.act(world, STAFF["Carla"], customer, journey.CLOSE)


@given(sentence("{customer:Customer} has said that it is still unsolved, also when Teo called"))
def _(world: World, customer: LetDown) -> None:
    journey.open_again(world, customer)


@when(sentence('{staff:Staff} does "{label:Label}" for {customer:Customer}'))
def _(world: World, staff: Person, label: str, customer: LetDown) -> None:
    journey.act(world, staff, customer, label)


@then(sentence('the letter "{letter:Label}" of {customer:Customer}\'s case has reached {staff:Staff}'))
def _(world: World, letter: str, customer: LetDown, staff: Person) -> None:
    sent = {view.to for view in world.view(customer).letters if view.name == letter}
    assert staff.email in sent & world.postbox.reached


@when(sentence("{customer:Customer} claims it all the same, in a report of her own"))
def _(world: World, customer: LetDown) -> None:
    journey.report(world, customer, "Where is my money?", service_occasion=incidents.BOOKING)
    journey.go_on(world, customer, journey.CLOSE)


@then("Mina and Omar have one case each")
def _(world: World) -> None:
    _have_one_each(world, MINA, OMAR)


@then("Mina, Omar and Ines have one case each")
def _(world: World) -> None:
    _have_one_each(world, MINA, OMAR, INES)


def _have_one_each(world: World, *customers: LetDown) -> None:
    """All of them belong to the incident, and none has another beside."""
    found = [world.number(customer) for customer in customers]
    assert sorted(incidents.children(world)) == sorted(set(found))
    with world.house.store.reading() as work:
        cases = {number: work.cases.open_of(work.cases.load(number).customer) for number in found}
    assert {number: len(known) for number, known in cases.items()} == dict.fromkeys(found, 1)


@then("there is one incident")
def _(world: World) -> None:
    with world.house.store.reading() as work:
        assert [row.kind for row in work.cases.search(limit=100)].count("incident") == 1


@then("the incident is still open")
def _(world: World) -> None:
    assert world.case(INCIDENT).is_open


@then("the incident counts one deviation")
def _(world: World) -> None:
    assert world.case(INCIDENT).data["deviations"] == 1


@then("a lesson is open")
def _(world: World) -> None:
    with world.house.store.reading() as work:
        assert "lesson" in [row.kind for row in work.cases.search(limit=100, parent=world.number(INCIDENT))]


@then("a protocol is asked for")
def _(world: World) -> None:
    with world.house.store.reading() as work:
        assert "protocol" in [row.kind for row in work.cases.search(limit=100, parent=world.number(INCIDENT))]
