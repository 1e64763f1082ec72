"""What a systematic response owes to whom: everybody has a case, nobody is told by rote, no protocol grows old."""

from functools import cache

import pytest

from .processes_at_hand import Run, forms, library
from .processes_stories_systematic import STORIES_OF_INCIDENTS, agreed, asked_for, published, written

OURS = (
    "systematic_response",
    "open_customer_cases",
    "run_protocol",
    "follow_checklist",
    "record_variance",
    "govern_protocol",
)


@cache
def played(name: str) -> Run:
    return STORIES_OF_INCIDENTS[name]()


@pytest.mark.parametrize(
    ("story", "end"),
    [
        ("incident_by_protocol", "incident_closed"),
        ("incident_without_protocol", "incident_closed"),
        ("incident_found_in_the_bookings", "incident_closed"),
        ("incident_that_fits_no_protocol", "incident_closed"),
        ("enough_by_protocol", "protocol_put_right"),
        ("closed_with_the_incident", "protocol_put_right"),
        ("words_came_before", "protocol_put_right"),
        ("something_else_was_found", "protocol_put_right"),
        ("wish_without_reply", "protocol_no_reply"),
        ("protocol_failed_twice", "protocol_rejected"),
        ("steps_in_their_order", "checklist_done"),
        ("variance_told_late", "checklist_done"),
        ("variance_told_at_once", "checklist_done"),
        ("protocol_revised_and_retired", "protocol_retired"),
    ],
)
def test_a_case_ends_as_its_story_says(story: str, end: str) -> None:
    run = played(story)
    assert run.step.ended
    assert end in run.step.ends
    assert run.open == []
    assert run.timers == {}
    assert [promise.key for promise in run.promises if promise.is_open()] == []


@pytest.mark.parametrize("process", OURS)
def test_every_flow_is_taken_by_a_story(process: str) -> None:
    taken = {flow for name in STORIES_OF_INCIDENTS for flow in played(name).flows}
    assert sorted(set(library().processes[process].flows) - taken) == []


def test_what_the_incident_knows_each_of_its_cases_knows() -> None:
    [told] = [
        parameters for element, parameters in played("incident_found_in_the_bookings").asked if "common" in parameters
    ]
    known = told["common"]
    assert told["merge"] is True
    assert (known["extraordinary"], known["occurred_on"], known["part_of_incident"]) == (True, "2026-02-08", True)
    assert (known["protocol"], known["protocol_version"], known["protocol_stale"]) == ("P-000001", 2, False)
    assert [step["who"] for step in known["protocol_steps"]] == ["front_line", "operations", "supervisor"]


def test_a_case_that_is_closed_owes_nothing_and_a_step_in_time_alerts_nobody() -> None:
    run = played("enough_by_protocol")
    assert run.step.ended
    assert "staff_alert to lane:supervisor" not in run.letters
    assert run.letters[0] == "protocol_apology to customer"


def test_who_writes_a_version_reviews_neither_law_nor_cost_of_it() -> None:
    elements = library().processes["govern_protocol"].elements
    assert {name: elements[name].listed("not_by") for name in ("review_law", "review_cost")} == {
        "review_law": ("write_protocol",),
        "review_cost": ("write_protocol",),
    }


def test_while_a_version_is_rewritten_the_last_one_stays_published() -> None:
    run = published().message("review_protocol", {"review_reason": "Trains are faster."})
    run.do("weigh_protocol", review_outcome="revise", review_findings="Trains are faster.")
    written(run, apology_script="We are very sorry.")
    assert (run.data["published"]["version"], run.data["published"]["apology_script"]) == (1, "We are sorry.")
    agreed(run).do("try_protocol", pilot_good=True, pilot_findings="Good.")
    assert (run.data["published"]["version"], run.data["published"]["apology_script"]) == (2, "We are very sorry.")


@pytest.mark.parametrize(
    "starter", [one["const"] for one in forms()["protocol_request.schema.json"]["properties"]["starter"]["oneOf"]]
)
def test_every_example_can_be_read_and_published(starter: str) -> None:
    run = asked_for(starter=starter)
    lines = run.data["protocol_lines"]
    written(run, **{name: run.data[name] for name in ("trigger", "protocol_lines", "apology_script")})
    assert run.open == ["review_cost", "review_law"]
    assert len(run.data["protocol_read"]["steps"]) == len(lines) >= 4
