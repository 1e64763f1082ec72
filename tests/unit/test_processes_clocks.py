"""Our processes about clocks: whom they tell, what stands still, and who may give more time."""

import pytest

from .processes_stories_clocks import (
    RUNNING_OUT,
    clocks_run_out,
    customer_answers_what_we_asked,
    more_time_granted,
    more_time_refused,
    waiting,
)


def test_whoever_can_still_keep_it_is_told_first_and_then_those_above():
    told = [letter.partition("lane:")[2] for letter in clocks_run_out().letters if letter.startswith("staff_alert")]
    assert told == ["case_owner", "supervisor", "operations", "executive"]


@pytest.mark.parametrize(
    ("case", "clock", "lane"),
    [
        ({"severity": 1}, {"percent": 100, "kind": "guarantee"}, "executive"),
        ({"severity": 3, "double_deviation": True}, {"percent": 50, "kind": "guarantee"}, "supervisor"),
        ({"severity": 3, "double_deviation": True}, {"percent": 100, "kind": "guarantee"}, "executive"),
        ({"severity": 3}, {"percent": 80, "kind": "statutory"}, "risk"),
    ],
)
def test_who_is_told_depends_on_the_case_and_on_the_clock(case, clock, lane):
    run = waiting(**case).message("clock_runs_out", {**RUNNING_OUT, **clock})
    assert f"staff_alert to lane:{lane}" in run.letters


def test_the_customer_is_asked_and_their_answer_is_kept():
    run = customer_answers_what_we_asked()
    assert run.letters.count("please_answer to customer") == 1
    assert any("Which bag was it?" in text for text in run.texts)
    assert run.data["customer_answer"] == "The blue one."


def test_more_time_is_told_to_the_customer_only_when_it_is_given():
    assert "more_time to customer" in more_time_granted().letters
    assert "more_time to customer" not in more_time_refused().letters
