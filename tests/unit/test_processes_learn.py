"""What is learnt from failures, and how: our own processes keep the fourth principle."""

from functools import cache

import pytest
from amends.engine.answers import checked

from .processes_at_hand import Run, forms, library
from .processes_stories_learn import (
    CAUSE,
    FAILED,
    PLAN,
    STORIES_OF_LEARNING,
    WORKED,
    again_before_anything_is_done,
    it_comes_back,
    lesson,
    lesson_about_protocol,
    lesson_lasts,
    lesson_without_effect,
    planned,
    watched,
)

OURS = ("learn", "draw_lesson", "support_employee", "answer_suggestion", "visit_unannounced", "go_external")


@cache
def played(name: str) -> Run:
    return STORIES_OF_LEARNING[name]()


@pytest.mark.parametrize(
    ("story", "end"),
    [
        ("lesson_lasts", "effect_lasted"),
        ("lesson_about_protocol", "effect_lasted"),
        ("nothing_to_learn", "nothing_to_change"),
        ("same_lesson_is_at_work", "joined_lesson"),
        ("worst_kind_is_over", "lesson_is_open"),
        ("small_case_is_over", "no_lesson_called_for"),
        ("known_failure_is_over", "lesson_told_of_it"),
        ("colleague_recovers", "colleague_supported"),
        ("suggestion_adopted", "suggestion_became_lesson"),
        ("suggestion_declined", "suggestion_declined"),
        ("visit_finds_failures", "visit_found_failures"),
        ("visit_finds_nothing", "visit_found_none"),
        ("third_party_upholds_customer", "customer_upheld"),
        ("award_refused_by_bank", "customer_upheld"),
        ("third_party_upholds_us", "we_were_upheld"),
    ],
)
def test_a_case_ends_as_its_story_says(story: str, end: str) -> None:
    run = played(story)
    assert run.step.ended
    assert run.step.ends[-1] == end
    assert (run.open, run.timers, run.waits) == ([], {}, set())
    assert [promise.key for promise in run.promises if promise.is_open()] == []


@pytest.mark.parametrize("process", OURS)
def test_every_flow_is_taken(process: str) -> None:
    taken = {flow for name in STORIES_OF_LEARNING for flow in played(name).flows}
    assert sorted(library().processes[process].flows - taken) == []


def problems(form: str, **answers: object) -> set[str]:
    return set(checked(forms()[form], answers)[1])


def test_no_lesson_ends_without_an_action_a_measure_and_a_check() -> None:
    assert problems("lesson_plan.schema.json", **{**PLAN, "action": None}) == {"action"}
    assert problems("lesson_plan.schema.json", **{**PLAN, "metric": None}) == {"metric"}
    assert lesson(lesson_mandatory=True).do("find_root_cause", **{**CAUSE, "quality_gap": 5}).open == ["plan_action"]
    assert watched().later(days=33).open == ["check_effect"]


def test_who_planned_or_did_it_does_not_check_it() -> None:
    [task] = watched().later(days=40).tasks.values()
    assert {"plan_action", "carry_out_action"} <= set(task.not_by)


def test_a_late_action_is_told_to_quality() -> None:
    assert planned().later(days=25).letters == ["staff_alert to lane:quality"]


def test_those_it_struck_hear_what_changed_after_the_check_and_not_before() -> None:
    run = watched(linked_cases=["R-000007"]).later(days=40)
    assert "tell_what_changed" not in run.passed
    asked = dict(lesson_lasts().asked)["tell_what_changed"]
    assert (asked["letter"], asked["cases"]) == ("what_changed", ["R-000007"])


def test_a_protocol_is_asked_to_change_with_what_was_learnt() -> None:
    asked = dict(lesson_about_protocol().asked)["ask_for_revision"]
    assert (asked["to"], asked["message"]) == ("P-000003", "review_protocol")


def test_what_had_no_effect_begins_again_and_may_not_end_without_an_action() -> None:
    run = lesson_without_effect()
    assert run.data["lesson_rounds"] == 1
    assert run.data["lesson_mandatory"] is True
    assert watched().later(days=40).do("check_effect", **FAILED).timers == {}


def test_one_failure_has_one_lesson_unless_somebody_asks_for_another() -> None:
    told = dict(played("same_lesson_is_at_work").asked)["tell_same_lesson"]
    assert (told["to"], told["facts"]) == ("L-000001", {"recurred_case": "R-000002"})
    found = {"this": "L-000002", "count": 2, "numbers": [], "lesson": "L-000001"}
    assert lesson(lesson_source="request", results={"recurrences": found}).open == ["find_root_cause"]


def test_what_comes_back_within_six_months_was_not_solved() -> None:
    run = it_comes_back()
    assert run.open == ["find_root_cause"]
    assert run.letters == ["staff_alert to lane:executive"]
    assert "R-000011" in run.data["linked_cases"]


def test_after_six_months_it_is_another_failure() -> None:
    run = watched().later(days=40).do("check_effect", **WORKED)
    assert not run.step.ended
    assert lesson_lasts().step.ended


def test_another_case_of_a_lesson_under_way_is_linked_and_disturbs_nothing() -> None:
    run = again_before_anything_is_done()
    assert run.open == ["carry_out_action"]
    assert run.data["linked_cases"] == ["R-000009"]


@pytest.mark.parametrize(
    ("facts", "route"),
    [
        ({"lesson_cost": "20000.00 USD"}, "redesign"),
        ({"recurrences": 3}, "corrective_action"),
        ({"hot_spot": True}, "corrective_action"),
        ({"lesson_mandatory": True}, "individual_fix"),
        ({}, "none"),
    ],
)
def test_how_deep_a_lesson_goes(facts: dict[str, object], route: str) -> None:
    run = lesson(**facts).do("find_root_cause", **{**CAUSE, "quality_gap": 5})
    assert run.data["lesson_route"] == route


@pytest.mark.parametrize(
    "facts", [{"severity": 1}, {"reopened": True}, {"repeat_within_90_days": True}, {"lesson_needed": True}]
)
def test_what_calls_for_a_lesson(facts: dict[str, object]) -> None:
    assert Run("draw_lesson", **{"severity": 3, **facts}).step.ends == ("lesson_is_open",)


def test_whoever_was_abused_is_spoken_with_at_once_and_the_customer_waits_for_nothing() -> None:
    run = played("colleague_is_shaken")
    assert run.passed.count("open_support") == 1
    assert dict(run.asked)["open_support"]["process"] == "support_employee"
    assert "understand_impact" in run.open


def test_the_third_of_a_kind_in_a_month_opens_a_lesson_with_the_three() -> None:
    three = ["R-000001", "R-000002", "R-000003"]
    found = {"this": "R-000003", "count": 3, "numbers": three, "lesson": ""}
    run = Run("draw_lesson", severity=4, failure_point="lost_bag", results={"recurrences": found})
    [opened] = dict(run.asked)["open_lesson"]["cases"]
    assert opened["linked_cases"] == three


def test_each_failure_of_a_visit_becomes_a_case_that_nobody_has_to_complain_about() -> None:
    asked = dict(played("visit_finds_failures").asked)["open_cases_of_visit"]
    assert [case["what_happened"] for case in asked["cases"]] == ["The screen was dark.", "Nobody at the desk."]
    assert asked["common"]["identification_method"] == "mystery_shopper"
    assert played("visit_finds_failures").data["visit_score"] == 3.5


def test_a_third_party_is_answered_in_time_and_asked_when_it_is_silent() -> None:
    run = played("third_party_upholds_customer")
    assert run.letters.count("staff_alert to lane:risk") == 3
    assert ("pay_award", "250.00 USD") in run.payments
    [bundle] = run.promised("third_party_answer")
    assert bundle.kept_at
    assert bundle.kept_at < bundle.due_at
    assert "250.00 USD" in run.texts[-1]
