"""Stories through our own processes: together they take every flow of every diagram."""

from collections.abc import Callable

from .processes_at_hand import Run
from .processes_by_hand import (
    APPROVED,
    ASSESSED,
    CALLED,
    CASE_READ,
    CLOSED,
    CONTENT,
    IMPACT,
    INVESTIGATED,
    LEAVE_IT,
    OFFER,
    RECOURSE,
    REPAIRED,
    SORRY_AGAIN,
    UNHAPPY,
    accepted,
    asked_for_approval,
    investigated,
    offered,
    reopened,
    reported,
)
from .processes_stories_clocks import STORIES_OF_CLOCKS
from .processes_stories_early import STORIES_OF_EARLY_INTERVENTION
from .processes_stories_learn import STORIES_OF_LEARNING
from .processes_stories_partners import STORIES_OF_PARTNERS
from .processes_stories_recovery import STORIES_OF_RECOVERY
from .processes_stories_substitute import STORIES_OF_SUBSTITUTES
from .processes_stories_systematic import STORIES_OF_INCIDENTS

COUNTERED = {"choice": "counter", "counter_wish": "A flight tonight."}


def _once_more(run: Run) -> Run:
    """From the reopening to the second survey."""
    run.do("apologise_as_manager", **SORRY_AGAIN).do("accept_case", **CASE_READ)
    run.do("understand_impact", **IMPACT).do("investigate", **INVESTIGATED)
    if "meet_customer" in run.open:
        run.do("meet_customer", met_how="by_phone", met_on="2026-03-09", customer_said="To be heard.")
    run.do("compose_offer", **OFFER, goodwill="60.00 USD").do("choose_remedy", choice="accept")
    return run.do_each("carry_out_item", done=True).do("tell_result", **CLOSED)


def fixed_on_the_spot() -> Run:
    return asked_for_approval("90.00 USD").do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def fixed_without_money() -> Run:
    return asked_for_approval("0.00 USD").do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def approved_on_the_spot() -> Run:
    run = asked_for_approval(refused=("pay_on_the_spot",)).do("approve_as_supervisor", **APPROVED)
    return run.do("pay_another_way", **REPAIRED).do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def refused_on_the_spot() -> Run:
    run = asked_for_approval().do(
        "approve_as_supervisor", decision="refuse", approval_reason="Too much.", conflict_of_interest=False
    )
    return run.do("tell_honestly", told_what="We look into it.", told_by_when="2026-03-04T12:00:00+00:00")


def changed_by_finance() -> Run:
    run = asked_for_approval("1500.00 USD")
    return run.do(
        "approve_as_finance",
        decision="change",
        changed_goodwill="900.00 USD",
        approval_reason="That is enough.",
        conflict_of_interest=False,
    )


def approver_concerned() -> Run:
    return (
        asked_for_approval()
        .do("approve_as_supervisor", decision="approve", conflict_of_interest=True)
        .do("approve_as_executive", **APPROVED)
    )


def nobody_approves() -> Run:
    return asked_for_approval().later(days=7)


def asked_of_the_executive() -> Run:
    return asked_for_approval("9000.00 USD").do("approve_as_executive", **APPROVED)


def offer_accepted() -> Run:
    run = offered(goodwill="40.00 USD")
    run.later(days=4).do("choose_remedy", choice="accept").do_each("carry_out_item", done=True, reference_no="NW-1")
    return run.do("tell_result", **CLOSED).later(days=8).do("call_back", **CALLED)


def offer_approved_and_apology_written() -> Run:
    run = investigated().do(
        "compose_offer", **OFFER | {"psychological": ["apology_in_writing", "personal_call"]}, goodwill="300.00 USD"
    )
    run.do("approve_as_supervisor", decision="refuse", approval_reason="Too much.", conflict_of_interest=False)
    run.do("compose_offer", **OFFER | {"psychological": ["apology_in_writing", "personal_call"]}, goodwill="0.00 USD")
    run.do("choose_remedy", choice="accept").do("write_apology", apology_letter="We are truly sorry, Ann.")
    return (
        run.do("carry_out_item", done=False)
        .do("find_another_way", why_not="Full", done_instead="Train")
        .do_each("carry_out_item", done=True)
    )


def offer_partly_approved() -> Run:
    run = offered(goodwill="300.00 USD")
    return run.do(
        "approve_as_supervisor",
        decision="change",
        changed_goodwill="250.00 USD",
        approval_reason="Enough",
        conflict_of_interest=False,
    )


def payments_refused() -> Run:
    run = (
        offered(refused=("pay_entitlement", "pay_goodwill"))
        .do("repair_entitlement", **REPAIRED)
        .do("choose_remedy", choice="accept")
    )
    return run.do("repair_payment", **REPAIRED).do_each("carry_out_item", done=True)


def _two_done_one_impossible(called_off: str, **data: object) -> Run:
    """Two of three remedies are carried out, one after the other; for the third there is nothing as good."""
    run = investigated(**data).do(
        "compose_offer", **OFFER | {"tangible": ["rebooking", "voucher"]}, goodwill="40.00 USD"
    )
    run.do("choose_remedy", choice="accept").do("carry_out_item", done=True, reference_no="NW-1")
    run.do("carry_out_item", done=True, reference_no="NW-2").do("carry_out_item", done=False)
    return run.do("find_another_way", why_not="Full.", called_off=called_off)


def withdrawn() -> Run:
    run = _two_done_one_impossible("customer_withdrew").do_each("cancel_arrangement", cancelled="cancelled")
    run.do("cancel_arrangement", cancelled="nothing_to_cancel")
    run.do("stop_payment", payment_undone="stopped", undo_reason="They do not want it.")
    return run.do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def not_possible_after_all() -> Run:
    run = _two_done_one_impossible("not_possible", refused=("pay_goodwill",)).do_each(
        "cancel_arrangement", cancelled="cancelled"
    )
    run.do("cancel_arrangement", cancelled="cancelled").do("compose_offer", **OFFER, goodwill="60.00 USD")
    run.do("choose_remedy", choice="accept").do("repair_payment", **REPAIRED)
    return run.do_each("carry_out_item", done=True).do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def called_off_while_others_work() -> Run:
    """One item is still to be done, one is being replaced; the money was paid another way."""
    run = investigated(refused=("pay_goodwill",)).do(
        "compose_offer", **OFFER | {"tangible": ["rebooking", "voucher"]}, goodwill="40.00 USD"
    )
    run.do("choose_remedy", choice="accept").do("repair_payment", **REPAIRED)
    run.do("carry_out_item", done=False).do("carry_out_item", done=False)
    return run.do("find_another_way", why_not="Full.", called_off="not_possible").do(
        "claim_back", payment_undone="left_with_customer", undo_reason="It was us who failed."
    )


def no_reply() -> Run:
    return offered().later(days=8)


def nothing_agreed() -> Run:
    run = offered().do("choose_remedy", **COUNTERED).do("compose_offer", **OFFER, goodwill="50.00 USD")
    run.do("choose_remedy", choice="decline").do("explain_decision", **RECOURSE)
    return run.do("ask_for_second_look", **LEAVE_IT)


def second_chance() -> Run:
    return _once_more(reopened()).do("answer_survey", **CONTENT)


def failed_twice() -> Run:
    run = _once_more(reopened()).do("answer_survey", **UNHAPPY).do("call_back", **{**CALLED, "satisfied_now": False})
    return run.do("explain_decision", **RECOURSE).later(days=15)


def serious_and_silent() -> Run:
    run = accepted(hours_lost=9).do("tell_result", **CLOSED).later(days=8)
    return run.do("call_early", **CALLED).do("call_back", **CALLED)


def danger() -> Run:
    run = reported(injury=True).later(hours=1).do("make_safe", safety_measures="Doctor called.", made_safe=True)
    run.do(
        "assess_report", failure_type="badly_executed", failure_kind="outcome", failure_point="hot_drink", hours_lost=2
    )
    return run


def special_case() -> Run:
    run = (
        reported(people_affected=80)
        .do("make_safe", safety_measures="Tents.", made_safe=True)
        .do("assess_report", **ASSESSED)
    )
    run.do(
        "give_first_response",
        apology_given="spoken",
        explanation_given=True,
        emotion="angry",
        desired_remedy="Home.",
        fixed_now=False,
        told_what="Buses.",
        told_by_when="2026-03-02T18:00:00+00:00",
    )
    run.do("understand_impact", **IMPACT).do("investigate", **INVESTIGATED)
    run.do("meet_customer", met_how="in_person", met_on="2026-03-02", customer_said="Nobody told us.")
    return run.do(
        "compose_offer",
        psychological=["visit_by_manager"],
        tangible=["voucher"],
        promised_by="2026-03-10",
        offer_text="A voucher.",
    )


def everybody_late() -> Run:
    run = (
        reported()
        .later(hours=1)
        .do("assess_report", failure_type="late", failure_kind="outcome", failure_point="long_delay")
    )
    run.later(days=3).message(
        "promise_missed",
        {"promise": "first_answer", "text": "somebody speaks with you", "due": "2026-03-04T22:00:00+00:00"},
    )
    return run


def acknowledged_late() -> Run:
    return reported(slow=("acknowledge_report",)).later(hours=1).work_off()


def slow_offer() -> Run:
    return investigated().later(days=4)


def closed_without_an_apology() -> Run:
    run = Run("close_and_follow_up", severity=4, decide_within="5 working days")
    return (
        run.do("apologise", apology_given="written", apology_words="We are sorry.")
        .do("tell_result", **CLOSED)
        .later(days=8)
    )


def nothing_owed() -> Run:
    return Run("pay_floor", floor="0.00 USD")


def approvals_late_at_each_level() -> Run:
    run = Run(
        "approve_goodwill",
        goodwill="300.00 USD",
        approval="supervisor",
        approve_within="PT4H",
        approval_reminder="PT2H",
    )
    return run.later(hours=13)


#: what has happened -> the case, played to its end or to where the story stops
STORIES: dict[str, Callable[[], Run]] = (
    {
        story.__name__: story
        for story in (
            fixed_on_the_spot,
            fixed_without_money,
            approved_on_the_spot,
            refused_on_the_spot,
            changed_by_finance,
            approver_concerned,
            nobody_approves,
            asked_of_the_executive,
            offer_accepted,
            offer_approved_and_apology_written,
            offer_partly_approved,
            payments_refused,
            withdrawn,
            not_possible_after_all,
            called_off_while_others_work,
            no_reply,
            nothing_agreed,
            second_chance,
            failed_twice,
            serious_and_silent,
            danger,
            special_case,
            everybody_late,
            acknowledged_late,
            slow_offer,
            closed_without_an_apology,
            nothing_owed,
            approvals_late_at_each_level,
        )
    }
    | STORIES_OF_CLOCKS
    | STORIES_OF_EARLY_INTERVENTION
    | STORIES_OF_INCIDENTS
    | STORIES_OF_LEARNING
    | STORIES_OF_RECOVERY
    | STORIES_OF_SUBSTITUTES
    | STORIES_OF_PARTNERS
)
