"""A customer whom we cannot serve: chosen by them, undone to nothing if it falls through, and owed all the same."""

import pytest

from .processes_stories_substitute import (
    ANY,
    NOT_THERE,
    STORIES_OF_SUBSTITUTES,
    WARM,
    WELCOME,
    PartnerRun,
    chosen,
    full_and_silent,
    needing,
    one_says_no_at_the_last_moment,
    payment_fails_then_another_then_given_back,
    price_back_by_law,
)


@pytest.mark.parametrize(
    ("story", "end"),
    [
        ("placed_and_welcome", "placed_elsewhere"),
        ("volunteered_and_not_well_served", "placed_elsewhere"),
        ("need_asked_for_and_silent", "placed_elsewhere"),
        ("somebody_else_volunteered", "served_after_all"),
        ("money_back_at_once", "price_paid_back"),
        ("nobody_has_a_place", "price_paid_back"),
        ("price_back_by_law", "price_paid_back"),
        ("payment_fails_then_another_then_given_back", "price_paid_back"),
        ("full_and_silent", "price_paid_back"),
        ("came_back", "came_back_to_stay"),
        ("stayed_with_the_partner", "lost_to_partner"),
    ],
)
def test_a_placement_ends_as_its_story_says(story: str, end: str) -> None:
    run = STORIES_OF_SUBSTITUTES[story]()
    assert run.step.ends == (end,)
    assert (run.open, run.timers, run.waits) == ([], {}, set())
    assert [promise.key for promise in run.promises if promise.is_open()] == []


def test_what_falls_through_is_undone_and_the_ledger_of_the_partners_comes_to_nothing() -> None:
    run = payment_fails_then_another_then_given_back()
    assert run.states() == [("inn", "released"), ("harbour", "released")]
    assert run.to_partners() == ["40.00 USD", "-40.00 USD"]
    assert run.payments[-1] == ("pay_rest", "100.00 USD")
    undo = ("void_voucher", "take_difference_back", "cancel_booking", "release_hold")
    assert [element for element in run.passed if element in undo] == ["cancel_booking", "release_hold", *undo]


def test_the_statutory_part_stays_whatever_becomes_of_the_place() -> None:
    late = chosen(failure_point="delayed_flight").arrives(hours_lost=4).do("say_how_it_is", quality_ok=True)
    assert ("pay_entitlement", "50.00 USD") in late.payments
    assert [amount for element, amount in late.payments if element == "pay_rest"] == []


def test_a_price_that_law_pays_back_is_paid_back_once() -> None:
    assert price_back_by_law().payments == [("pay_entitlement", "100.00 USD")]


def test_the_customer_pays_nothing_more_and_a_cheaper_place_costs_us_nothing_at_once() -> None:
    dearer, cheaper = chosen(only=("harbour",)), chosen(only=("inn",), price="300.00 USD")
    assert dearer.payments == [("pay_difference", "40.00 USD")]
    assert cheaper.payments == []
    assert [place.amount for place in cheaper.desk.places.rows.values()] == ["110.00 USD"]


def test_nobody_is_asked_before_volunteers_are() -> None:
    run = needing(seekers_compete=True)
    assert run.open == ["ask_for_volunteers"]
    run.do("ask_for_volunteers", who_volunteers="nobody", rule_told="Last booked, first moved.")
    assert run.open == ["choose_substitute"]


def test_nothing_is_decided_for_a_customer_who_is_silent() -> None:
    run = needing().later(hours=12)
    assert run.open == ["ask_in_person"]
    assert run.states() == []


def test_a_partner_hears_of_special_needs_with_consent_only() -> None:
    told = []
    for scope in ("name", "name_contact_needs"):
        known = {**needing().data, "special_needs": "A wheelchair."}
        run = PartnerRun("try_partner", **{**known, "partner": "inn", "attempt": 1, "consent_scope": scope, "hold_reference": "",
                         "difference": "0.00 USD", "still_owed": "1.00 USD", "chosen": {"key": "inn", "name": "Inn"}})  # fmt: skip
        told.append(dict(run.asked)["reserve_at_partner"]["special_needs"])
    assert told == ["", "A wheelchair."]


def test_a_partner_who_never_answers_is_left_and_what_may_be_held_is_given_up() -> None:
    run = full_and_silent()
    assert "let_go" in run.passed
    assert run.passed.index("let_go") < run.passed.index("agree_what_else")


def test_a_refusal_is_kept_with_its_words() -> None:
    run = one_says_no_at_the_last_moment()
    assert run.data["refusal"]["text"] == "inn has no place: the roof leaks"


def test_who_did_not_get_the_place_is_placed_anew() -> None:
    run = chosen().do("hand_over_warmly", **WARM).message("partner_confirms_arrival", NOT_THERE)
    assert run.states() == [("inn", "released"), ("harbour", "booked")]
    assert run.open == ["hand_over_warmly"]
    run.arrives().do("say_how_it_is", quality_ok=True).do("plan_return", **WELCOME)
    assert run.step.ends == ("placed_elsewhere",)


def test_the_customers_own_choice_is_asked_first() -> None:
    run = needing().do("choose_substitute", **{**ANY, "substitute_choice": "second"})
    assert run.states() == [("harbour", "booked")]
