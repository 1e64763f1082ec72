"""Stories of a recovery that does not go straight: asked in parallel, added to, doubted, withdrawn, appealed, followed."""

from collections.abc import Callable

from amends.engine.actions.find_protocol import NOTHING as NO_PROTOCOL

from .processes_at_hand import Run
from .processes_by_hand import (
    ASSESSED,
    CALLED,
    CASE_READ,
    CLOSED,
    CONTENT,
    IMPACT,
    INVESTIGATED,
    LEAVE_IT,
    NOT_YET,
    OFFER,
    RECOURSE,
    REPAIRED,
    SORRY_AGAIN,
    UNHAPPY,
    accepted,
    assessed,
    followed_up,
    investigated,
    offered,
    reported,
)
from .processes_stories_substitute import ANY, NEED, THERE, WARM, WELCOME, PartnerRun

THREE = ["operations", "technical", "catering"]
STEP = {"who": "front_line", "within": "PT10M", "what": "Rebook"}
NO_MORE = {**CALLED, "satisfied_now": False}
CHANGED = {
    "review_result": "changed",
    "review_goodwill": "60.00 USD",
    "review_by": "2026-04-10",
    "review_reasons": "The desk had told them so.",
}


def departments_asked() -> Run:
    """Three departments are asked at once; one of them does not answer."""
    run = assessed().do("give_first_response", **NOT_YET)
    run.do("understand_impact", **IMPACT, departments=THREE, question_asked="Who knew when?")
    run.do("answer_question", department_answer="We had no crew.").do("answer_question", department_answer="No fault.")
    return run.later(days=3).do("answer_for_department", department_answer="Nobody told catering.")


def evidence_changes_it() -> Run:
    """The customer adds something while an offer lies with them."""
    run = offered().message("new_evidence", {"evidence_words": "I have the crew's note."})
    run.do("weigh_evidence", changes_findings=True, evidence_notes="It was announced a day before.")
    run.do("understand_impact", **IMPACT).do("investigate", **{**INVESTIGATED, "locus": "firm"})
    run.do("compose_offer", **OFFER, goodwill="80.00 USD").do("choose_remedy", choice="accept")
    return run.do_each("carry_out_item", done=True)


def evidence_changes_nothing() -> Run:
    run = offered().message("new_evidence", {"evidence_words": "It rained."})
    return run.do("weigh_evidence", changes_findings=False, evidence_notes="We knew.")


def third_party_named() -> Run:
    run = investigated().message(
        "third_party_threatened", {"threat_words": "I know a journalist.", "threat_kind": "press"}
    )
    return run.do("weigh_threat", threat_plan="The press office knows.")


def suspicion_cleared() -> Run:
    run = offered().message("fraud_suspected", {"suspicion_words": "The same name again."})
    run.do("choose_remedy", choice="accept")
    run.do("examine_suspicion", suspicion_verdict="cleared", verdict_words="Two brothers.")
    return run.do_each("carry_out_item", done=True)


def suspicion_confirmed() -> Run:
    """What is owed was paid before; the goodwill is refused with a reason, and the appeal is heard."""
    run = offered().message("fraud_suspected", {"suspicion_words": "The same name again."})
    run.do("examine_suspicion", suspicion_verdict="confirmed", verdict_words="The booking never was.")
    run.do("choose_remedy", choice="accept").do("explain_decision", **RECOURSE)
    run.do("ask_for_second_look", appeal_choice="appeal", appeal_words="I was there.")
    return run.do("review_decision", review_result="upheld", review_reasons="There is no such booking.")


def withdrawn_at_once() -> Run:
    return reported().message("customer_withdraws", {"withdrawal_sure": True})


def withdrawn_before_the_money_came() -> Run:
    run = investigated(refused=("pay_entitlement",)).message("customer_withdraws", {"withdrawal_sure": True})
    return run.do("pay_what_is_left", **REPAIRED)


def withdrawn_while_it_is_carried_out() -> Run:
    run = offered().do("choose_remedy", choice="accept").message("customer_withdraws", {"withdrawal_sure": True})
    return run.do("stop_arrangements", arrangements_stopped="The seat is given back.")


def handed_over() -> Run:
    run = investigated().message("owner_hands_over", {"hand_over_reason": "I leave on Friday."})
    return run.do("accept_case", **CASE_READ)


def refused() -> Run:
    run = offered().do("choose_remedy", choice="decline").do("compose_offer", **OFFER, goodwill="50.00 USD")
    return run.do("choose_remedy", choice="decline").do("explain_decision", **RECOURSE)


def appealed_and_changed() -> Run:
    run = refused().do("ask_for_second_look", appeal_choice="appeal", appeal_words="You were told.")
    run.do("review_decision", **CHANGED).do("write_apology", apology_letter="We are truly sorry, Ann.")
    return run.do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def serious_and_called() -> Run:
    """A serious failure: called within a day, whatever the survey says."""
    run = accepted(hours_lost=9).do("tell_result", **CLOSED).later(hours=25).do("call_early", **CALLED)
    return run.do("answer_survey", **CONTENT)


def called_and_not_content() -> Run:
    run = accepted(hours_lost=9).do("tell_result", **CLOSED).later(hours=25).do("call_early", **NO_MORE)
    return run.later(days=7).do("call_back", **CALLED)


def _worst(**more: object) -> Run:
    """An injury, closed; the customer was heard by somebody of rank."""
    run = reported(injury=True).do("make_safe", safety_measures="A doctor came.", made_safe=True)
    run.do("assess_report", **ASSESSED, hours_lost=2).do("give_first_response", **NOT_YET)
    run.do("understand_impact", **IMPACT).do("investigate", **INVESTIGATED)
    run.do("meet_customer", met_how="in_person", met_on="2026-03-03", customer_said="It hurts.")
    run.do("compose_offer", **OFFER, goodwill="60.00 USD").do("choose_remedy", choice="accept")
    run.do_each("carry_out_item", done=True).do("tell_result", **CLOSED)
    return run.later(hours=25).do("call_as_executive", **CALLED).do("answer_survey", **CONTENT)


def worst_kind_a_month_later() -> Run:
    return _worst().later(days=31).do("contact_again", **CALLED)


def worst_kind_not_well_after_a_month() -> Run:
    run = _worst().later(days=31).do("contact_again", **NO_MORE)
    return run.do("apologise_as_manager", **SORRY_AGAIN).do("accept_case", **CASE_READ)


def news_told() -> Run:
    run = investigated().message(
        "news_for_customer", {"news_words": "Your bag is found.", "next_step_words": "We bring it."}
    )
    return run.later(days=3)


def survey_says_no() -> Run:
    return followed_up().do("answer_survey", **{**UNHAPPY, "fair_treatment": 5, "honest_explanation": 1})


def done_by_protocol() -> Run:
    """A protocol was made for such a failure: its steps are followed, and nobody has to think it out again."""
    protocol = {"found": True, "fresh": True, "number": "P-000001", "version": 1, "steps": [STEP]}
    run = reported(results={"find_protocol": {**NO_PROTOCOL, **protocol}})
    run.do("assess_report", **ASSESSED, hours_lost=6).do("do_step_at_desk", step_done=True)
    return run.do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def placed_by_the_way() -> Run:
    """We cannot deliver: the customer is placed elsewhere first, and what they are owed stays owed."""
    run = PartnerRun("case_by_case", what_happened="The hotel is full.", contact="none given")
    run.do("assess_report", **{**ASSESSED, "failure_point": "overbooked_hotel"}, cannot_deliver=True)
    run.do("say_what_is_needed", **NEED).later(minutes=21).do("ask_in_person", **ANY)
    run.do("hand_over_warmly", **WARM).later(hours=8).do("find_out_arrival", **THERE).later(hours=3)
    return run.do("plan_return", **WELCOME).do("give_first_response", **NOT_YET)


def decided_for_good() -> Run:
    return refused().do("ask_for_second_look", **LEAVE_IT)


STORIES_OF_RECOVERY: dict[str, Callable[[], Run]] = {
    story.__name__: story
    for story in (
        departments_asked,
        evidence_changes_it,
        evidence_changes_nothing,
        third_party_named,
        suspicion_cleared,
        suspicion_confirmed,
        withdrawn_at_once,
        withdrawn_before_the_money_came,
        withdrawn_while_it_is_carried_out,
        handed_over,
        refused,
        appealed_and_changed,
        serious_and_called,
        called_and_not_content,
        worst_kind_a_month_later,
        worst_kind_not_well_after_a_month,
        news_told,
        done_by_protocol,
        placed_by_the_way,
        survey_says_no,
        decided_for_good,
    )
}
