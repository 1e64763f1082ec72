"""What we owe our own customers, our partners and our suppliers when one of us fails."""

import pytest

from .processes_stories_partners import (
    CLAIM,
    DESCRIBED,
    FULL,
    ROOM_FOR_ONE,
    STORIES_OF_PARTNERS,
    AccountRun,
    claim_done_anew,
    claim_that_costs_nothing,
    claimed,
    graded,
    guest,
    inspected,
    nobody_looked_for_room,
    partner_cannot_be_paid,
    settled,
    struck_off,
    supplier_caused_it,
    they_pay_us_after_a_dispute,
    used,
    watched,
)


@pytest.mark.parametrize(
    ("story", "end"),
    [
        ("served_for_a_partner", "guest_served"),
        ("guest_never_came", "guest_stayed_away"),
        ("no_room_for_the_partner", "partner_refused"),
        ("nobody_looked_for_room", "partner_refused"),
        ("we_pay_the_partner", "partner_settled"),
        ("they_pay_us_after_a_dispute", "partner_settled"),
        ("claim_with_effect", "claim_closed"),
    ],
)
def test_it_ends_as_its_story_says(story: str, end: str) -> None:
    run = STORIES_OF_PARTNERS[story]()
    assert run.step.ends[-1] == end
    assert (run.open, run.timers, run.waits) == ([], {}, set())
    assert [promise.key for promise in run.promises if promise.is_open()] == []


def test_our_own_customers_keep_their_places_to_the_last() -> None:
    assert guest().do("verify_capacity", **ROOM_FOR_ONE).open == ["serve_guest"]
    full = guest().do("verify_capacity", **FULL)
    assert full.data["can_serve"] is False
    assert full.states() == []


def test_a_partner_has_an_answer_in_time_even_if_nobody_looks() -> None:
    run = nobody_looked_for_room()
    assert run.letters == ["partner_refused to customer"]
    [promise] = run.promised("partner_answer")
    assert not promise.is_missed(run.now)


@pytest.mark.parametrize(("offered", "charged"), [("500.00 USD", "120.00 USD"), ("80.00 USD", "80.00 USD")])
def test_nobody_earns_by_the_failure_of_another(offered: str, charged: str) -> None:
    run = guest(price_offered=offered).do("verify_capacity", **ROOM_FOR_ONE)
    assert [place.amount for place in run.desk.places.rows.values()] == [charged]


def test_what_was_given_and_taken_is_netted() -> None:
    run = settled(places=(used("140.00 USD", "out"), used("90.00 USD", "in")))
    assert (run.data["account"]["we_owe"], run.data["account"]["they_owe"]) == ("140.00 USD", "90.00 USD")
    run.do("compare_accounts", figures_agree=True, quality_complaints=0)
    assert run.payments == [("pay_partner", "50.00 USD")]


def test_a_partner_nobody_knows_is_said_and_corrected_and_nothing_is_lost() -> None:
    run = AccountRun("settle_with_partners", **{**settled().data, "partner": "nobody", "account": None})
    assert run.open == ["correct_settled_partner"]
    assert "no agreement with a partner 'nobody'" in run.data["refusal"]["text"]
    assert run.do("correct_settled_partner", partner="inn").open == ["compare_accounts"]


def test_a_dispute_is_settled_by_somebody_else_and_told() -> None:
    run = they_pay_us_after_a_dispute()
    assert "As we agreed: Half each." in run.texts[-1]
    run = settled().do("compare_accounts", figures_agree=False, their_figures="None.", quality_complaints=0)
    assert [task.not_by for task in run.tasks.values()] == [("compare_accounts",)]


def test_a_balance_the_bank_refuses_waits_for_finance() -> None:
    assert "pay_partner_another_way" in partner_cannot_be_paid().passed


@pytest.mark.parametrize(
    ("before", "complaints", "recourse", "asked"),
    [
        ("", 0, "none", []),
        ("A", 5, "letter", []),
        ("CC", 5, "audit", ["audit_partner"]),
        ("BC", 5, "none", []),
        ("DD", 8, "top_talk", ["talk_at_the_top"]),
        ("B", 50, "strike_off", ["decide_strike_off"]),
    ],
)
def test_what_follows_comes_from_the_grades(before: str, complaints: int, recourse: str, asked: list[str]) -> None:
    run = graded(before, complaints)
    assert (run.data["recourse"], run.open) == (recourse, asked)


def test_nobody_is_struck_off_by_whoever_counted_the_complaints() -> None:
    [task] = graded("B", 50).tasks.values()
    assert {"compare_accounts", "describe_supplier_claim"} <= set(task.not_by)
    assert struck_off().data["blacklisted"] is True


def test_a_bad_delivery_begins_the_count_anew() -> None:
    run = inspected(claimed(), True, True, False, True, True)
    assert "inspect_delivery" in run.open
    assert run.data["inspections_passed"] == 2
    assert "inspect_delivery" not in inspected(run, True).open


def test_the_supplier_bears_the_cost_and_hears_what_for() -> None:
    run = claimed()
    assert run.data["recharge"] == "400.00 USD"
    assert run.letters == ["supplier_claim to customer"]
    assert "Vans are checked daily." in run.texts[0]


def test_what_came_again_was_no_measure() -> None:
    run = watched()
    assert run.open == []
    assert [name for name, *_ in sorted(run.waits)] == ["supplier_failed_again"]
    assert claim_done_anew().passed.count("plan_new_measure") == 2


def test_nobody_judges_their_own_measure() -> None:
    run = watched().later(days=190)
    assert [(task.label, task.not_by) for task in run.tasks.values()] == [
        ("Has it helped?", ("check_long_term_measure",))
    ]


def test_a_claim_does_not_count_as_a_month() -> None:
    """A claim reads the grades, and gives none."""
    run = AccountRun("claim_from_supplier", grades="CC", **CLAIM).do("describe_supplier_claim", **DESCRIBED)
    assert run.data["grade_now"] == "C"
    assert "grade" not in run.data


def test_a_case_whose_cause_lies_with_a_supplier_opens_a_claim_and_does_not_wait() -> None:
    run = supplier_caused_it()
    asked = dict(run.asked)["open_supplier_claim"]
    assert (asked["process"], asked["cases"][0]["failure_point"]) == ("claim_from_supplier", "cancelled_flight")
    assert run.open == ["compose_offer"]


def test_a_claim_without_a_supplier_asks_who_it_was() -> None:
    run = AccountRun("claim_from_supplier", partner="", failure_point="cold_meal", what_happened="Cold.")
    assert run.open == ["correct_claimed_partner"]
    assert run.do("correct_claimed_partner", partner="inn").open == ["describe_supplier_claim"]


def test_nothing_is_collected_where_nothing_was_lost() -> None:
    assert "collect_recharge" not in claim_that_costs_nothing().passed
