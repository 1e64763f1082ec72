"""Actions that look back: what a customer met, what was given, what others got, what it has cost."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from amends.engine.actions.action import validated
from amends.engine.actions.costs import Costs
from amends.engine.actions.desk import ClosedCase, Entry, Gift, PastCase
from amends.engine.actions.effort import Effort
from amends.engine.actions.granted import Granted
from amends.engine.actions.history import History
from amends.engine.actions.parity import Parity
from amends.engine.actions.precedents import Precedents
from amends.engine.errors import ActionRefused

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class Memory:
    """The part of a desk that these actions ask."""

    past: Sequence[PastCase] = ()
    given: Sequence[Gift] = ()
    closed: Sequence[ClosedCase] = ()
    paid: Sequence[Entry] = ()
    now: datetime = NOON

    def history(self, since: datetime) -> Sequence[PastCase]:
        return [case for case in self.past if case.opened_at >= since]

    def gifts(self, decided_in: Collection[str], paid_by: Collection[str], since: datetime) -> Sequence[Gift]:
        return [gift for gift in self.given if gift.at >= since]

    def closed_like(self, *_: object) -> Sequence[ClosedCase]:
        return self.closed

    def money(self) -> Sequence[Entry]:
        return self.paid


def done(action: Any, memory: Memory, **parameters: Any) -> dict[str, Any]:
    return action.run(validated(action, parameters), key="R-1:x:1", desk=memory)


def like(*goodwills: float, price: str = "100.00 USD") -> Memory:
    cases = [
        ClosedCase(number=f"R-{n}", severity=3, data={"goodwill": f"{goodwill:.2f} USD", "price": price})
        for n, goodwill in enumerate(goodwills)
    ]
    return Memory(closed=cases)


def compared(memory: Memory, share: float, **more: Any) -> dict[str, Any]:
    return done(Parity(), memory, failure_point="late_bag", failure_type="late", share=share, **more)


def test_history_counts_cases_places_and_apologies_each_in_its_time() -> None:
    past = [
        PastCase(
            number=f"R-{days}",
            is_open=days < 10,
            opened_at=NOON - timedelta(days=days),
            data={"failure_point": point, "apology_given": "spoken"},
        )
        for days, point in ((5, "late_bag"), (59, "cold_meal"), (61, "late_bag"), (89, "late_bag"), (91, "late_bag"))
    ]
    found = done(History(), Memory(past=past), failure_point="late_bag")
    assert found == {
        "cases": 4,
        "open": 1,
        "same_point": 3,
        "apologies": 2,
        "numbers": ["R-5", "R-59", "R-61", "R-89"],
    }


def test_who_is_not_known_has_no_history() -> None:
    assert done(History(), Memory())["cases"] == 0


def test_granted_adds_up_the_day_of_one_and_the_week_of_the_other() -> None:
    def gift(amount: str, hours: float, *, by_same: bool = False, to_same: bool = False) -> Gift:
        return Gift(amount=amount, at=NOON - timedelta(hours=hours), by_same=by_same, to_same=to_same)

    memory = Memory(
        given=[
            gift("150.00 USD", 1, by_same=True),
            gift("50.00 USD", 11, by_same=True, to_same=True),
            gift("70.00 USD", 13, by_same=True),  # yesterday
            gift("30.00 USD", 100, to_same=True),
            gift("30.00 EUR", 2, by_same=True, to_same=True),
            gift("99.00 USD", 200, to_same=True),  # more than a week ago
        ]
    )
    found = done(Granted(), memory, currency="USD")
    assert found == {"today": "200.00 USD", "to_customer": "80.00 USD", "times": 2, "other_currencies": 1}


def test_an_offer_like_the_others_is_alike() -> None:
    found = compared(like(10, 20, 20, 30, 20), 0.2)
    assert (found["count"], found["mean"], found["unlike"]) == (5, 0.2, False)
    assert (found["low"], found["high"]) == (0.14, 0.26)


def test_an_offer_far_from_the_others_is_unlike_in_both_directions() -> None:
    assert compared(like(10, 20, 20, 30, 20), 0.5)["unlike"]
    assert compared(like(30, 30, 30), 0.1)["unlike"]


def test_one_precedent_is_enough_and_a_little_more_is_tolerated() -> None:
    assert not compared(like(20), 0.24)["unlike"]
    assert compared(like(20), 0.4)["unlike"]
    assert not compared(like(20), 0.4, least=2)["unlike"]


def test_precedents_without_a_loss_or_in_another_currency_say_nothing() -> None:
    assert compared(like(20, 30, price="0.00 USD"), 0.9) == {"count": 0, "unlike": False}
    assert compared(like(20, 30, price="50.00 EUR"), 0.9) == {"count": 0, "unlike": False}


def test_precedents_tell_the_share_and_the_reason() -> None:
    case = ClosedCase(
        number="R-1",
        severity=3,
        data={"goodwill": "30.00 USD", "price": "100.00 USD", "reason_outside_band": "A wedding.", "contact": "a@b.cd"},
    )
    found = done(Precedents(), Memory(closed=[case]), failure_point="late_bag", failure_type="late")
    assert found["cases"] == [
        {
            "number": "R-1",
            "severity": 3,
            "of_loss": "30 %",
            "goodwill": "30.00 USD",
            "reason_outside_band": "A wedding.",
        }
    ]


def test_effort_adds_what_a_customer_is_worth_and_never_less_than_nothing() -> None:
    said = {"gain": 0.15, "most": "50.00 USD", "cost": "20.00 USD"}
    assert done(Effort(), Memory(), **said, lifetime_value="266.67 USD") == {"effort": "extra", "extra": "20.00 USD"}
    assert done(Effort(), Memory(), **said, lifetime_value="9000.00 USD")["extra"] == "50.00 USD"
    assert done(Effort(), Memory(), **said, lifetime_value="10.00 USD") == {"effort": "standard", "extra": "0.00 USD"}
    assert done(Effort(), Memory(), **said) == {"effort": "standard", "extra": "0.00 USD"}


def test_effort_is_not_weighed_across_currencies() -> None:
    with pytest.raises(ActionRefused, match=r"'lifetime_value' is 10\.00 EUR, and not in USD"):
        done(Effort(), Memory(), gain=0.1, most="50.00 USD", lifetime_value="10.00 EUR")


def test_costs_fall_into_stages_and_tell_what_would_have_been_saved() -> None:
    """Half an hour, the next day and after five days: 1, 10 and 100."""

    def paid(hours: float, state: str = "paid") -> Entry:
        at = NOON + timedelta(hours=hours)
        return Entry(key="R-1:pay_goodwill:1", amount="100.00 USD", payee="Ann", state=state, at=at)

    items = [{"item": "voucher", "worth": "20.00 EUR", "at": (NOON + timedelta(hours=1)).isoformat()}, {"item": "call"}]
    memory = Memory(paid=[paid(0.5), paid(20), paid(120), paid(1, "refused")])
    found = done(Costs(), memory, received_at=NOON.isoformat(), spot_hours=1, next_day_hours=48, items=items)
    assert [entry["stage"] for entry in found["entries"]] == [1, 10, 100, 1]
    assert found["entries"][0] == {"what": "pay_goodwill", "amount": "100.00 USD", "hours": 0.5, "stage": 1}
    assert found["stages"]["USD"] == {"1": "100.00 USD", "10": "100.00 USD", "100": "100.00 USD"}
    assert found["saving"] == {"USD": "189.00 USD", "EUR": "0.00 EUR"}
