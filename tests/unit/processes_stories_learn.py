"""Stories of learning, of support for colleagues, of mystery visits and of third parties."""

from collections.abc import Callable

from .processes_at_hand import Run
from .processes_by_hand import NOT_YET, RECOURSE, REPAIRED, assessed

CAUSE = {
    "whys": ["Bags were left behind.", "Nobody counted them."],
    "cause_kind": "method",
    "quality_gap": 3,
    "cause_is_systemic": False,
}
PLAN = {
    "action": "Count the bags twice.",
    "action_owner": "Olga",
    "action_due": "2026-03-20",
    "metric": "Lost bags in 1,000",
    "baseline": 9,
    "target": 3,
    "check_on": "2026-04-20",
}
DONE = {"what_was_done": "A second count.", "done_on": "2026-03-18"}
WORKED = {"metric_after": 2, "effect_shown": True, "checked_how": "Four weeks of counts."}
FAILED = {**WORKED, "metric_after": 9, "effect_shown": False}
STANDARD = {"standardised": ["training"], "what_changed": "Bags are counted twice before the hold is closed."}


def lesson(**data: object) -> Run:
    return Run("learn", lesson_why="Bags are lost.", failure_point="lost_bag", **data)


def planned(**data: object) -> Run:
    return lesson(lesson_mandatory=True, **data).do("find_root_cause", **CAUSE).do("plan_action", **PLAN)


def watched(**data: object) -> Run:
    return planned(**data).later(days=16).do("carry_out_action", **DONE)


def lesson_lasts() -> Run:
    run = watched(linked_cases=["R-000007"]).later(days=40).do("check_effect", **WORKED)
    return run.do("standardise_change", **STANDARD).later(days=170)


def lesson_about_protocol() -> Run:
    run = planned().later(days=25).do("carry_out_action", **DONE).later(days=40).do("check_effect", **WORKED)
    return run.do("standardise_change", **{**STANDARD, "standardised": ["protocol"]}, protocol="P-000003").later(
        days=200
    )


def lesson_without_effect() -> Run:
    run = watched().later(days=40).do("check_effect", **FAILED)
    return run.do("find_root_cause", **CAUSE, lesson_cost="20000.00 USD").do(
        "commission_redesign", redesign_lead="Eva", redesign_by="2026-12-01"
    )


def it_comes_back() -> Run:
    run = watched().later(days=40).do("check_effect", **WORKED).do("standardise_change", **STANDARD)
    return run.later(days=60).message("failure_recurred", {"recurred_case": "R-000011"})


def again_before_anything_is_done() -> Run:
    return planned().message("failure_recurred", {"recurred_case": "R-000009"})


def same_lesson_is_at_work() -> Run:
    found = {"this": "L-000002", "count": 2, "numbers": ["R-000001", "R-000002"], "lesson": "L-000001"}
    return lesson(lesson_source="closed_case", linked_cases=["R-000002"], results={"recurrences": found})


def nothing_to_learn() -> Run:
    run = lesson().do("find_root_cause", **{**CAUSE, "quality_gap": 5})
    return run.do("explain_no_change", no_change_reason="It was a misprint in one leaflet.")


def _over(found: dict[str, object] | None = None, **data: object) -> Run:
    results = {"recurrences": found} if found else {}
    return Run("draw_lesson", failure_point="lost_bag", results=results, **data)


def worst_kind_is_over() -> Run:
    return _over(severity=1)


def small_case_is_over() -> Run:
    return _over(severity=4)


def known_failure_is_over() -> Run:
    return _over(
        {"this": "R-000004", "count": 2, "numbers": ["R-000001", "R-000004"], "lesson": "L-000001"}, severity=1
    )


def colleague_recovers() -> Run:
    run = Run("support_employee", support_why="A passenger spat at her.")
    helped = {"support_given": "Sent home, paid.", "follow_up_on": "2026-03-10"}
    run.do("debrief_employee", **helped, suggestion="Two at the gate after ten.").later(days=9)
    run.do("ask_how_they_are", pulse=2, still_weighs=True).do(
        "debrief_employee", **{**helped, "follow_up_on": "2026-04-01"}
    )
    return run.later(days=30).do("ask_how_they_are", pulse=4, still_weighs=False)


def colleague_is_shaken() -> Run:
    return assessed().do("give_first_response", **NOT_YET, abusive_contact=True)


def suggestion_adopted() -> Run:
    run = Run("answer_suggestion", suggestion="A second screen at gate 12.").later(days=20)
    return run.do("judge_suggestion", adopted=True, adoption_reason="It costs little.")


def suggestion_declined() -> Run:
    return Run("answer_suggestion", suggestion="Free coffee for all.", suggested_by="Paul").do(
        "judge_suggestion", adopted=False, adoption_reason="There is one already."
    )


VISITED = {
    "visited_at": "2026-03-09T12:00:00+00:00",
    "score_welcome": 4,
    "score_information": 2,
    "score_surroundings": 5,
    "score_handling": 3,
}


def visit_finds_failures() -> Run:
    run = Run("visit_unannounced", visit_place="Gate 12", visit_by="2026-03-06").later(days=7)
    return run.do("report_visit", **VISITED, failures_seen=["The screen was dark.", "Nobody at the desk."])


def visit_finds_nothing() -> Run:
    return Run("visit_unannounced", visit_place="Gate 12", visit_by="2026-03-16").do("report_visit", **VISITED)


def _dispute(**data: object) -> Run:
    return Run(
        "go_external",
        **{
            "contact": "ann@example.org",
            "recourse_body": "The ombudsman",
            "third_party_asks": "Send us the file.",
            "answer_by": "2026-03-20T15:00:00+00:00",
            **data,
        },
    )


BUNDLE = {"bundle_sent_on": "2026-03-05", "bundle_holds": "Record and letters."}


def third_party_upholds_customer() -> Run:
    run = _dispute().do("explain_decision", **RECOURSE).later(days=4).do("file_bundle", **BUNDLE).later(days=70)
    return run.message(
        "third_party_decided", {"external_result": "upheld", "award": "250.00 USD", "decision_words": "It was owed."}
    )


def award_refused_by_bank() -> Run:
    run = _dispute(final_letter_sent=True, refused=("pay_award",)).do("file_bundle", **BUNDLE)
    run.message(
        "third_party_decided", {"external_result": "partly", "award": "90.00 USD", "decision_words": "Half is owed."}
    )
    return run.do("pay_award_another_way", **REPAIRED)


def third_party_upholds_us() -> Run:
    run = _dispute(final_letter_sent=True).do("file_bundle", **BUNDLE)
    return run.message("third_party_decided", {"external_result": "rejected", "decision_words": "The offer was fair."})


#: what has happened -> the case, played to its end or to where the story stops
STORIES_OF_LEARNING: dict[str, Callable[[], Run]] = {
    story.__name__: story
    for story in (
        lesson_lasts,
        lesson_about_protocol,
        lesson_without_effect,
        it_comes_back,
        again_before_anything_is_done,
        same_lesson_is_at_work,
        nothing_to_learn,
        worst_kind_is_over,
        small_case_is_over,
        known_failure_is_over,
        colleague_recovers,
        colleague_is_shaken,
        suggestion_adopted,
        suggestion_declined,
        visit_finds_failures,
        visit_finds_nothing,
        third_party_upholds_customer,
        award_refused_by_bank,
        third_party_upholds_us,
    )
}
