"""What a systematic response owes to whom: everybody has a case, nobody is told by rote, no protocol grows old."""

from functools import cache

import pytest

from .processes_at_hand import Run, library
from .processes_stories_systematic import STORIES_OF_INCIDENTS

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
