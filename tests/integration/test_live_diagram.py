"""The live diagram shows first where the case is now: a person's task before a clock beside it, inside what was called."""

import pytest
from amends.engine.assembly import House
from amends.engine.clock import FixedClock
from databases import address
from diagrams.sketch import bpmn
from small_house import MONDAY, RUTH, folder, report, settle, task, work

CALLED = """
    startEvent begun
    userTask listen lane=front_line label="Listen to them" +formJsonSchemaFilename=more.schema.json
    endEvent heard
    flow begun listen heard"""
CALLING = """
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json
    callActivity hear calls=hearing label="Hear them out"
    endEvent answered
    flow reported answer hear answered"""
TWICE = """
    startEvent reported
    exclusiveGateway choose label="Answered?"
    callActivity hear calls=hearing label="Hear them out"
    callActivity hear_again calls=hearing label="Hear them again"
    exclusiveGateway meet
    endEvent answered
    flow reported choose
    flow choose hear : default
    flow choose hear_again : 1 > 2
    flow hear meet
    flow hear_again meet
    flow meet answered"""


@pytest.fixture
def diagram():
    return CALLING


@pytest.fixture
def house(tmp_path, diagram):
    folder(tmp_path / "processes", diagram, **{"hearing.bpmn": bpmn(CALLED, "hearing")})
    settings = {
        "AMENDS_DATABASE_URL": address(tmp_path / "house.sqlite"),
        "AMENDS_PROCESSES": str(tmp_path / "processes"),
    }
    house = House.open(settings, clock=FixedClock(MONDAY))
    settle(house)
    yield house
    house.close()


def test_the_diagram_in_front_is_the_one_where_the_case_stands(house):
    number = report(house)
    work(house)
    before = house.inquiry.case(number, RUTH).diagrams
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)
    after = house.inquiry.case(number, RUTH).diagrams

    assert [(d.process, d.is_front, d.here) for d in before] == [("case_by_case", True, ["answer"])]
    assert [(d.process, d.is_front, d.here) for d in after] == [
        ("case_by_case", False, ["hear"]),
        ("hearing", True, ["listen"]),
    ]


def test_a_closed_case_shows_its_own_diagram_first(house):
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)
    house.recovery.complete(task(house, number, "listen"), {"more": "Thanks."}, by=RUTH)
    views = house.inquiry.case(number, RUTH).diagrams

    assert [(d.is_front, d.state, d.here) for d in views] == [(True, "done", []), (False, "done", [])]


def test_what_one_has_to_know_stands_apart_from_the_rest(house):
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry.", "amount": "5.00 USD"}, by=RUTH)
    view = house.inquiry.case(number, RUTH)

    assert view.facts == [("What happened", "The lid is broken.")]
    assert view.more_facts == [("Words", "Sorry."), ("Amount", "5.00 USD")]


@pytest.mark.parametrize("diagram", [TWICE])
def test_of_two_elements_that_call_the_same_process_only_the_one_it_was_called_from_waits(house):
    number = report(house)
    own = house.inquiry.case(number, RUTH).diagrams[0]

    assert {element: own.states.get(element) for element in ("hear", "hear_again")} == {
        "hear": "waiting",
        "hear_again": None,
    }
