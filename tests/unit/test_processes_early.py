"""What early intervention owes to those who will be struck, with the real tables, forms and clocks."""

import pytest

from .processes_stories_early import (
    CARED,
    NO_PROTOCOL,
    OPTION,
    PROTOCOL,
    at_risk,
    called_until_they_know,
    dismissed,
    letter_came_back,
    warned,
)


def announcements(run):
    return run.letters.count("announcement to customer")


def test_whoever_waits_hears_at_0_30_60_and_90_minutes_and_is_fed_at_120():
    run = at_risk().do("choose_option", **OPTION).message("waiting_begins", {"on_board": True})
    assert announcements(run) == 1
    assert announcements(run.later(minutes=95)) == 4
    assert "bring_food" not in run.open
    assert "bring_food" in run.later(minutes=25).open
    assert "offer_to_leave" not in run.open
    assert "offer_to_leave" in run.do("bring_food", **CARED).later(hours=1).open


def test_told_twice_that_they_wait_nobody_hears_everything_twice():
    run = at_risk().do("choose_option", **OPTION)
    run.message("waiting_begins", {"on_board": True}).message("waiting_begins", {"on_board": True})
    assert announcements(run.later(minutes=30)) == 2


def test_a_wait_that_is_over_and_begins_again_is_cared_for_again():
    run = at_risk().do("choose_option", **OPTION).message("waiting_begins", {"on_board": True})
    run.message("waiting_ends", {"waiting_over_told": "It flies."}).later(hours=2)
    assert announcements(run) == 1
    assert announcements(run.message("waiting_begins", {"on_board": False})) == 2


@pytest.mark.parametrize("gone", [True, False])
def test_silence_cancels_nothing_and_sends_nobody_to_a_partner(gone):
    run = at_risk(service_gone=gone, partner_alternative=True).later(hours=1)
    assert run.data["option"] in ("keep_your_booking", "the_waiting_list")
    assert run.payments == []


def test_a_letter_that_comes_back_goes_to_the_other_address_at_once():
    run = letter_came_back()
    assert run.data["contact"] == "ann@example.org"
    assert run.letters == ["forewarning to customer"]
    assert run.step.ends == ("customer_knows",)


def test_who_cannot_be_written_to_is_called_until_they_know():
    run = called_until_they_know()
    [promise] = run.promised("forewarning")
    assert promise.kept_at is not None
    assert run.passed.count("call_first") == 2


@pytest.mark.parametrize(("results", "asked"), [(PROTOCOL, "say_if_enough"), (NO_PROTOCOL, "give_first_response")])
def test_what_strikes_is_handed_on_with_all_we_know(results, asked):
    run = at_risk(results).do("choose_option", **OPTION).message("impact_decided", {"impact": "happened"})
    assert asked in run.open
    assert "assess_report" not in run.passed + run.open
    assert (run.data["price"], run.data["failure_point"], run.data["predicted"]) == (
        "180.00 USD",
        "late_departure",
        False,
    )


def test_of_several_services_those_that_ran_are_spared():
    struck = {"impact": "happened", "struck_services": ["UA 1"]}
    assert at_risk(service_occasion="UA 2").message("impact_decided", struck).step.ends == ("impact_avoided",)
    assert not at_risk(PROTOCOL, service_occasion="UA 1").message("impact_decided", struck).step.ended


def test_a_small_change_of_the_forecast_is_not_told():
    run = warned().later(minutes=30)
    run.do("forecast_again", forecast="changed", change_minutes=5, next_steps_told="Five minutes later.")
    assert "tell_change" not in run.passed
    run.later(minutes=30).do("forecast_again", forecast="changed", change_minutes=60, next_steps_told="An hour later.")
    assert "tell_change" in run.passed


def test_many_customers_call_the_command_and_wait_for_nobody():
    many = {"customers": [{"key": str(n), "contact": "none given"} for n in range(200)], "count": 200}
    run = warned({"affected_customers": many})
    assert "take_command" in run.open
    assert "forewarn_all" in run.passed


def test_a_dismissed_alarm_is_read_again_by_somebody_else_with_its_reason():
    run = dismissed().message("failure_grew", {"growth_seen": "Three gates now."})
    [task] = run.tasks.values()
    assert (task.element, task.not_by) == ("answer_for_dismissal", ("judge_alarm",))
    assert run.data["verdict_reason"] == "A school class."
