"""Like failures are treated alike, openly and with respect: how our own processes keep the third principle."""

from datetime import timedelta

import pytest
from amends.engine.answers import checked

from .processes_at_hand import Run, forms
from .processes_by_hand import (
    ASSESSED,
    CALLED,
    CASE_READ,
    IMPACT,
    INVESTIGATED,
    NOT_YET,
    OFFER,
    SORRY_AGAIN,
    UNHAPPY,
    followed_up,
    investigated,
    offered,
    reopened,
    reported,
)

EXPLAINED = {**OFFER, "reason_outside_band": ""}


def problems(form: str, **answers: object) -> set[str]:
    return set(checked(forms()[form], answers)[1])


@pytest.mark.parametrize("story", ["decline", "silence"])
def test_what_is_owed_is_paid_whatever_the_customer_answers(story: str) -> None:
    run = offered()
    if story == "silence":
        run.later(days=8)
    else:
        run.do("choose_remedy", choice="decline")
    assert run.payments == [("pay_entitlement", "180.00 USD")]


def test_what_is_owed_is_paid_once() -> None:
    run = (
        reopened()
        .do("apologise_as_manager", **SORRY_AGAIN)
        .do("accept_case", **CASE_READ)
        .do("understand_impact", **IMPACT)
        .do("investigate", **INVESTIGATED)
    )
    assert [amount for element, amount in run.payments if element == "pay_entitlement"] == ["180.00 USD"]


def test_goodwill_is_paid_after_it_was_accepted_and_not_before() -> None:
    run = offered(goodwill="40.00 USD")
    assert ("pay_goodwill", "40.00 USD") not in run.payments
    assert ("pay_goodwill", "40.00 USD") in run.do("choose_remedy", choice="accept").payments


def test_an_unusual_amount_needs_a_reason() -> None:
    run = investigated().do("compose_offer", **EXPLAINED, goodwill="300.00 USD")
    assert run.open == ["compose_offer"]
    assert "150 %" in run.data["offer_gap"]
    run.do("compose_offer", **EXPLAINED, goodwill="0.00 USD")
    assert "usual" in run.data["offer_gap"]
    assert run.do("compose_offer", **EXPLAINED, goodwill="40.00 USD").open == ["choose_remedy"]
    assert run.data["offer_total"] == "220.00 USD"


def test_nothing_for_the_loss_needs_a_reason() -> None:
    bare = {"psychological": ["explanation"], "promised_by": "2026-03-10", "offer_text": "We explain."}
    assert problems("offer.schema.json", **bare) == {"tangible_absent_reason"}
    assert problems("offer.schema.json", **bare, goodwill="0.00 USD") == {"tangible_absent_reason"}
    assert problems("offer.schema.json", **bare, goodwill="5.00 USD") == set()
    assert problems("offer.schema.json", **bare, tangible=["redo"]) == set()
    assert problems("offer.schema.json", **{**bare, "psychological": []}, tangible=["redo"]) == {"psychological"}


def test_in_a_special_case_nothing_is_offered_before_an_executive_has_met_the_customer() -> None:
    run = (
        reported(injury=True).do("make_safe", safety_measures="Doctor.", made_safe=True).do("assess_report", **ASSESSED)
    )
    run.do("give_first_response", **NOT_YET).do("understand_impact", **IMPACT).do("investigate", **INVESTIGATED)
    assert run.open == ["meet_customer"]
    assert next(iter(run.tasks.values())).lane == "executive"
    run.do("meet_customer", met_how="in_person", met_on="2026-03-02", customer_said="It hurt.")
    voucher = {**OFFER, "tangible": ["voucher"]}
    assert run.do("compose_offer", **voucher).open == ["compose_offer"]
    assert "voucher alone" in run.data["offer_gap"]
    assert run.do("compose_offer", **{**OFFER, "tangible": ["voucher", "lodging"]}).open == ["choose_remedy"]


def test_nobody_is_asked_more_than_once_and_one_negotiation_is_offered() -> None:
    run = offered().later(days=3)
    assert run.letters.count("reminder to customer") == 1
    run.later(days=3)
    assert run.letters.count("reminder to customer") == 1
    assert run.do("choose_remedy", choice="decline").open == ["compose_offer"]
    assert run.do("compose_offer", **OFFER).do("choose_remedy", choice="decline").open == ["explain_decision"]


def test_a_counter_offer_says_what_would_be_right() -> None:
    assert problems("choose_remedy.schema.json", choice="counter") == {"counter_wish"}


def test_nothing_is_closed_without_an_apology_on_record() -> None:
    run = Run("close_and_follow_up", severity=4, decide_within="5 working days")
    assert run.open == ["apologise"]


def test_respect_weighs_more_than_money() -> None:
    run = followed_up().do("answer_survey", **UNHAPPY)
    assert run.open == ["call_back"]
    [call] = run.tasks.values()
    assert call.lane == "supervisor"
    assert call.due is not None
    assert call.due - run.now < timedelta(days=2)


def test_a_failed_recovery_is_a_second_failure() -> None:
    run = reopened()
    assert run.data["severity"] == 2
    assert run.data["double_deviation"] is True
    assert run.open == ["apologise_as_manager"]
    run.do("apologise_as_manager", **SORRY_AGAIN)
    assert "tell_result" in next(iter(run.tasks.values())).not_by  # somebody else goes on
    run.do("accept_case", **CASE_READ)
    assert run.letters[-1] == "new_owner to customer"
    run.do("understand_impact", **IMPACT).do("investigate", **INVESTIGATED)
    bare = {**OFFER, "tangible": [], "tangible_absent_reason": "None"}
    assert run.do("compose_offer", **bare).open == ["compose_offer"]
    assert "second failure" in run.data["offer_gap"]
    assert run.do("compose_offer", **OFFER, goodwill="60.00 USD").open == ["choose_remedy"]


def test_who_calls_and_hears_that_all_is_well_reopens_nothing() -> None:
    run = followed_up().do("answer_survey", **UNHAPPY).do("call_back", **CALLED)
    assert run.step.ends == ("resolved_accepted",)


def test_a_refused_payment_goes_another_way_and_says_why() -> None:
    run = offered(refused=("pay_entitlement",))
    assert run.open == ["choose_remedy", "repair_entitlement"]
    assert run.data["refusal"]["text"] == "The account is closed."
    run.do("repair_entitlement", paid_how="transfer", paid_on="2026-03-04", reference_no="T-1")
    assert "The reference is T-1" in run.texts[-1].replace("*", "")
    assert run.data["floor_paid"] == "180.00 USD"
