"""What our own processes owe to whoever was let down."""

from amends.engine.answers import checked

from .processes_at_hand import MONDAY, Run, forms
from .processes_by_hand import (
    APPROVED,
    ASSESSED,
    CLOSED,
    CONTENT,
    NOT_YET,
    RESPONDED,
    accepted,
    asked_for_approval,
    assessed,
    followed_up,
    investigated,
    offered,
    reported,
)


def problems(form: str, **answers: object) -> set[str]:
    return set(checked(forms()[form], answers)[1])


def test_words_and_a_contact_open_a_case_that_is_acknowledged_at_once() -> None:
    run = Run("case_by_case", what_happened="Nobody came.", contact="none given")
    assert run.letters == ["acknowledgement to customer"]
    assert "somebody speaks with you about it" in run.texts[0]
    [acknowledgement] = run.promised("acknowledgement")
    assert acknowledgement.kept_at == MONDAY
    assert run.open == ["assess_report"]


def test_a_late_acknowledgement_is_told_to_the_supervisor_and_stays_late() -> None:
    run = reported(slow=("acknowledge_report",)).later(minutes=20)
    assert "staff_alert to lane:supervisor" in run.letters
    run.work_off()
    [acknowledgement] = run.promised("acknowledgement")
    assert acknowledgement.is_missed(run.now)


def test_danger_comes_before_everything_else_also_if_only_the_front_line_sees_it() -> None:
    assert reported(injury=True).open == ["make_safe"]
    run = reported().do("assess_report", **ASSESSED, last_service_missed=True)
    assert run.open == ["make_safe"]
    assert run.do("make_safe", safety_measures="A room.", made_safe=True).open == ["give_first_response"]
    assert problems("make_safe.schema.json", safety_measures="A room.", made_safe=False) == {"made_safe"}


def test_within_authority_nobody_is_asked() -> None:
    run = asked_for_approval("120.00 USD")
    assert run.open == ["tell_result"]
    assert ("pay_on_the_spot", "120.00 USD") in run.payments
    assert "approve_as_supervisor" not in run.passed


def test_above_authority_the_supervisor_is_asked_at_once_and_what_is_owed_does_not_wait() -> None:
    run = asked_for_approval("350.00 USD")
    assert run.open == ["approve_as_supervisor"]
    assert run.payments == [("pay_entitlement", "180.00 USD")]


def test_an_approver_is_reminded_at_half_time_and_silence_goes_up() -> None:
    run = asked_for_approval("350.00 USD", hours_lost=9)  # severity 2: half an hour to approve
    assert run.later(minutes=14).letters.count("staff_alert to lane:supervisor") == 0
    assert run.later(minutes=1).letters.count("staff_alert to lane:supervisor") == 1
    assert run.open == ["approve_as_supervisor"]
    assert run.later(minutes=15).open == ["approve_as_finance"]
    assert run.later(minutes=30).open == ["approve_as_executive"]


def test_silence_of_all_is_no_refusal_of_what_is_owed() -> None:
    run = asked_for_approval("350.00 USD", hours_lost=9).later(minutes=91)
    assert run.data["approval_outcome"] == "floor_only"
    assert run.payments == [("pay_entitlement", "180.00 USD")]
    assert run.open == ["tell_honestly"]
    [approval] = run.promised("approval")
    assert approval.is_missed(run.now)
    assert approval.to == "us"


def test_who_asked_does_not_decide() -> None:
    run = asked_for_approval("350.00 USD")
    [task] = run.tasks.values()
    assert {"give_first_response", "compose_offer"} <= set(task.not_by)


def test_who_is_concerned_passes_it_on() -> None:
    run = asked_for_approval("350.00 USD").do("approve_as_supervisor", decision="approve", conflict_of_interest=True)
    assert run.open == ["approve_as_executive"]
    assert run.data["conflict_of_interest"] is None
    assert run.do("approve_as_executive", **APPROVED).open == ["tell_result"]


def test_what_cannot_be_fixed_is_said_with_a_time() -> None:
    honest = {**NOT_YET}
    assert problems("first_response.schema.json", **honest) == set()
    assert problems("first_response.schema.json", **{**honest, "told_by_when": None}) == {"told_by_when"}
    assert problems("first_response.schema.json", **RESPONDED, fixed_now=False) == {"told_what", "told_by_when"}
    run = assessed().do("give_first_response", **honest)
    assert run.letters[-1] == "honest_notice to customer"
    [word] = run.promised("given_word")
    assert word.due_at.isoformat() == NOT_YET["told_by_when"]


def test_the_closing_letter_has_result_lesson_and_prevention() -> None:
    assert problems("close.schema.json", **{**CLOSED, "prevention_told": ""}) == {"prevention_told"}
    assert problems("close.schema.json", **{**CLOSED, "lesson_told": None}) == {"lesson_told"}
    run = followed_up()
    letter = run.texts[run.letters.index("closing to customer")]
    for words in ("result", "lesson_told", "prevention_told"):
        assert CLOSED[words].rstrip(".") in letter


def test_no_news_is_told_too_and_the_next_time_with_it() -> None:
    run = investigated().later(days=7)
    updates = [text for letter, text in zip(run.letters, run.texts, strict=True) if letter == "update to customer"]
    assert len(updates) >= 4
    assert all("You hear from us again by" in text for text in updates)
    assert [p.due_at for p in run.promised("next_update") if p.is_missed(run.now)] == []


def test_a_missed_promise_is_said_however_many_are_missed_at_once() -> None:
    run = investigated()
    for key in ("decision", "given_word"):
        run.message("promise_missed", {"promise": key, "text": "you hear from us", "due": "2026-03-05T22:00:00+00:00"})
    assert run.letters[-2:] == ["late to customer", "late to customer"]
    assert ("promise_missed",) in {wait[:1] for wait in run.waits}


def test_a_promise_missed_before_anybody_looked_is_said_too() -> None:
    run = reported().later(days=30)
    run.message(
        "promise_missed",
        {"promise": "first_answer", "text": "somebody speaks with you", "due": "2026-03-04T22:00:00+00:00"},
    )
    assert run.letters[-1] == "late to customer"
    assert "as soon as somebody has taken it up" in run.texts[-1]
    assert run.open == ["assess_report"]


def test_updates_end_with_the_case() -> None:
    run = followed_up().do("answer_survey", **CONTENT)
    assert run.step.ended
    assert run.timers == {}
    assert [p.key for p in run.promises if p.is_open()] == []


def test_each_remedy_is_carried_out_on_its_own_and_none_is_dropped() -> None:
    run = offered().do("choose_remedy", choice="accept")
    assert run.open == ["carry_out_item", "carry_out_item"]
    assert sorted(task.local["item"] for task in run.tasks.values()) == ["explanation", "rebooking"]
    run.do("carry_out_item", done=True, reference_no="NW-7").do("carry_out_item", done=False)
    assert run.do("find_another_way", why_not="Full.", done_instead="Train.").open == ["tell_result"]
    assert [(item["as_agreed"], item["reference"]) for item in run.data["carried_out"]] == [(True, "NW-7"), (False, "")]


def test_the_same_case_in_two_hundred_rounds_of_updates_stays_small() -> None:
    run = accepted()
    size = len(run.step.notes)
    run.later(days=280)
    assert run.letters.count("update to customer") > 150
    assert len(run.step.notes) < size + 200
