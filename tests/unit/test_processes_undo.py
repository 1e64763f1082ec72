"""Undo: when what was agreed is called off, it is undone by those who did it, the last first, and the record shows it."""

from .processes_at_hand import Run
from .processes_by_hand import OFFER, REPAIRED, investigated
from .processes_stories import called_off_while_others_work, not_possible_after_all, withdrawn


def _agreed(**data: object) -> Run:
    run = investigated(**data).do(
        "compose_offer", **OFFER | {"tangible": ["rebooking", "voucher"]}, goodwill="40.00 USD"
    )
    return run.do("choose_remedy", choice="accept")


def _called_off(run: Run, why: str = "customer_withdrew") -> Run:
    return run.do("carry_out_item", done=False).do("find_another_way", why_not="Full.", called_off=why)


def test_what_was_done_is_undone_the_last_first() -> None:
    run = _agreed().do("carry_out_item", done=True).do("carry_out_item", done=True)
    carried_out = [item["item"] for item in run.data["carried_out"]]
    _called_off(run)
    asked = []
    while run.open == ["cancel_arrangement"]:
        [task] = run.tasks.values()
        assert task.lane == "operations"
        asked.append(task.local["arranged"])
        run.do("cancel_arrangement", cancelled="cancelled")
    assert asked == carried_out[::-1]
    assert run.open == ["stop_payment"]
    assert [task.lane for task in run.tasks.values()] == ["finance"]


def test_the_record_shows_each_undo_and_its_end() -> None:
    passed = withdrawn().passed
    undone = [element for element in passed if element in ("cancel_arrangement", "stop_payment", "undo_package")]
    assert undone[-2:] == ["stop_payment", "undo_package"]
    assert undone.count("stop_payment") == 1
    assert "remedies_undone" in passed
    assert "remedies_carried_out" not in passed


def test_the_customer_is_told_what_was_undone_and_that_what_is_owed_stays() -> None:
    run = withdrawn()
    letter = run.texts[run.letters.index("undone to customer")]
    assert "as you asked" in letter
    assert "was stopped on its way" in letter
    assert "What you are owed in any case is not touched" in letter
    assert ("pay_entitlement", "180.00 USD") in run.payments


def test_work_under_way_stops_when_the_package_is_called_off() -> None:
    run = _agreed()
    assert run.open == ["carry_out_item"] * 3
    assert _called_off(run, "not_possible").open == ["stop_payment"]
    assert run.data["to_undo"] == []


def test_nothing_is_claimed_back_that_was_not_paid() -> None:
    run = _called_off(_agreed(refused=("pay_goodwill",)))
    assert {"stop_payment", "claim_back", "repair_payment"} & set(run.open) == set()
    assert [p.key for p in run.promises if p.key == "payment" and p.is_open()] == []


def test_what_was_paid_another_way_is_claimed_back_by_finance() -> None:
    run = _called_off(_agreed(refused=("pay_goodwill",)).do("repair_payment", **REPAIRED))
    assert run.open == ["claim_back"]


def test_what_we_could_not_do_leads_to_another_offer_and_what_is_owed_is_paid_once() -> None:
    run = not_possible_after_all()
    assert run.passed.count("seek_another_remedy") == 1
    assert [payment for payment in run.payments if payment[0] == "pay_entitlement"] == [
        ("pay_entitlement", "180.00 USD")
    ]


def test_after_our_own_failure_the_customer_is_asked_nothing_before_there_is_a_new_offer() -> None:
    run = called_off_while_others_work()
    assert run.open == ["compose_offer"]
    assert "stays yours" in run.texts[run.letters.index("undone to customer")]


def test_an_apology_that_was_promised_stands_though_the_rest_is_called_off() -> None:
    run = investigated().do("compose_offer", **OFFER | {"psychological": ["apology_in_writing"]}, goodwill="40.00 USD")
    run.do("choose_remedy", choice="accept").do("carry_out_item", done=False)
    run.do("find_another_way", why_not="Full.", called_off="customer_withdrew")
    run.do("stop_payment", payment_undone="stopped", undo_reason="They do not want it.")
    assert run.open == ["write_apology"]
    assert run.do("write_apology", apology_letter="We are truly sorry, Ann.").open == ["tell_result"]
