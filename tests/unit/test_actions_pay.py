"""Pay: one payment for one intent, whatever happens between the ledger and the bank."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from amends.engine.actions import BookGateway, Pay, PaymentRefused, gateway_from, validated
from amends.engine.actions.desk import Entry
from amends.engine.errors import ActionRefused, SettingWrong

NOW = datetime(2026, 2, 9, 10, tzinfo=UTC)
REFUND = {"amount": "120.00 USD", "payee": "Mina", "reason": "cancelled flight"}


@dataclass
class Bank:
    """Pays a key once; may be slow to answer, or refuse."""

    paid: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    problem: Exception | None = None
    pays_before_it_fails: bool = False

    def pay(self, key: str, amount: str, payee: str) -> str:
        self.asked.append(key)
        if self.problem is None or self.pays_before_it_fails:
            self.paid.setdefault(key, (amount, payee))
        if self.problem is not None:
            raise self.problem
        return f"BANK-{key}"


@dataclass
class Books:
    rows: dict[str, Entry] = field(default_factory=dict)

    def entry(self, key: str) -> Entry | None:
        return self.rows.get(key)

    def note(self, entry: Entry) -> None:
        self.rows[entry.key] = entry


@dataclass
class Desk:
    gateway: Any = field(default_factory=Bank)
    ledger: Books = field(default_factory=Books)
    now: datetime = NOW
    case: Any = field(default_factory=lambda: SimpleNamespace(data={"reporter_name": "Mina"}))


def run(desk: Any, parameters: dict[str, Any] = REFUND, key: str = "R-1:refund:1") -> dict[str, Any]:
    action: Any = Pay()
    return action.run(validated(action, parameters), key=key, desk=desk)


def test_money_is_paid_and_booked() -> None:
    desk = Desk()

    assert run(desk) == {"reference": "BANK-R-1:refund:1", "paid_at": NOW.isoformat(), "amount": "120.00 USD"}
    assert desk.gateway.paid == {"R-1:refund:1": ("120.00 USD", "Mina")}
    assert desk.ledger.rows["R-1:refund:1"].state == "paid"


def test_the_same_key_pays_once() -> None:
    desk = Desk()

    assert run(desk) == run(desk)
    assert desk.gateway.asked == ["R-1:refund:1"]


def test_the_intent_is_in_the_ledger_before_the_bank_is_asked() -> None:
    desk = Desk()
    desk.gateway.problem = TimeoutError("no answer")

    with pytest.raises(TimeoutError):
        run(desk)
    assert desk.ledger.rows["R-1:refund:1"].state == "intended"


def test_a_timeout_after_the_money_left_does_not_pay_twice() -> None:
    desk = Desk(gateway=Bank(problem=TimeoutError("no answer"), pays_before_it_fails=True))
    with pytest.raises(TimeoutError):
        run(desk)

    desk.gateway.problem = None
    assert run(desk)["reference"] == "BANK-R-1:refund:1"
    assert len(desk.gateway.paid) == 1
    assert set(desk.gateway.asked) == {"R-1:refund:1"}


def test_a_refusal_of_the_bank_is_for_good_and_booked() -> None:
    desk = Desk(gateway=Bank(problem=PaymentRefused(reason="the account is closed")))

    with pytest.raises(ActionRefused, match="the account is closed") as refusal:
        run(desk)
    assert refusal.value.facts["code"] == "payment_refused"
    assert desk.ledger.rows["R-1:refund:1"].state == "refused"


def test_after_a_refusal_an_operator_may_try_the_same_intent_again() -> None:
    desk = Desk(gateway=Bank(problem=PaymentRefused(reason="blocked")))
    with pytest.raises(ActionRefused):
        run(desk)

    desk.gateway.problem = None
    assert run(desk)["reference"] == "BANK-R-1:refund:1"


def test_another_amount_under_the_same_key_is_not_paid() -> None:
    desk = Desk()
    run(desk)

    with pytest.raises(ActionRefused, match=r"120.00 USD to Mina .* now 999.00 USD to Mina"):
        run(desk, {**REFUND, "amount": "999.00 USD"})
    assert len(desk.gateway.paid) == 1


@pytest.mark.parametrize("amount", ["0 USD", "0.00 USD", "-5.00 USD"])
def test_nothing_is_not_paid(amount: str) -> None:
    desk = Desk()

    with pytest.raises(ActionRefused, match="nothing that could be paid"):
        run(desk, {**REFUND, "amount": amount})
    assert desk.gateway.asked == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"amount": "120"}, "'amount' is not an amount such as 120.00 USD"),
        ({"amount": 120}, "'amount' is not of the kind string"),
        ({"amount": None}, "it lacks 'amount'"),
        ({"payee": ""}, "'payee' does not fit"),
        ({"to": "me"}, "it does not know 'to'"),
    ],
)
def test_wrong_parameters_are_refused_in_a_sentence(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(ActionRefused, match=says):
        run(Desk(), {**REFUND, **changed})


def test_the_books_give_the_same_reference_for_the_same_key() -> None:
    assert (
        BookGateway().pay("k", "1 USD", "x")
        == BookGateway().pay("k", "1 USD", "x")
        != BookGateway().pay("j", "1 USD", "x")
    )


def test_a_host_names_its_gateway() -> None:
    assert isinstance(gateway_from({}), BookGateway)
    assert isinstance(gateway_from({"AMENDS_GATEWAY": "amends.engine.actions.gateway:BookGateway"}), BookGateway)


@pytest.mark.parametrize("where", ["nowhere", "nowhere:x", "amends.engine.actions.gateway:nope", "builtins:dict"])
def test_a_gateway_that_cannot_be_made_is_named(where: str) -> None:
    with pytest.raises(SettingWrong, match=f"AMENDS_GATEWAY.*{where}"):
        gateway_from({"AMENDS_GATEWAY": where})


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"reporter_name": "Ann", "payee": "Mina"}, "Mina is not who reported it"),
        ({"reporter_name": "Ann", "payee": "Mina", "payee_verified": False}, "none of us has verified"),
        ({"reporter_name": "Mina", "affected_person": "Old Mr Lee"}, "it struck Old Mr Lee"),
        ({"reporter_name": "Mina", "affected_person": "Old Mr Lee", "authority_to_act": "not_known"}, "may take money"),
    ],
)
def test_money_goes_to_nobody_whom_none_of_us_has_verified(known: dict[str, Any], why: str) -> None:
    desk = Desk(case=SimpleNamespace(data=known))

    with pytest.raises(ActionRefused, match=why) as refusal:
        run(desk)
    assert refusal.value.code == "payment_refused"
    assert desk.ledger.rows == {}
    assert desk.gateway.asked == []


@pytest.mark.parametrize(
    "known",
    [
        {"reporter_name": "Mina"},
        {"reporter_name": "Ann", "payee": "Mina", "payee_verified": True},
        {"reporter_name": "Mina", "affected_person": "Mina"},
        {"reporter_name": "Mina", "affected_person": "Old Mr Lee", "authority_to_act": "parent_or_guardian"},
    ],
)
def test_money_goes_to_whoever_reported_it_or_was_verified(known: dict[str, Any]) -> None:
    assert run(Desk(case=SimpleNamespace(data=known)))["amount"] == "120.00 USD"
