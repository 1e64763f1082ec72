"""Pay: money leaves the house once for one intent, and the ledger knows of it before it does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..errors import ActionRefused
from ..payee import why_not_payable
from .desk import Desk, Entry
from .gateway import PaymentRefused

REFUSED = "payment_refused"
#: what a process is told, and what error events catch
INTENDED, PAID, TURNED_DOWN = "intended", "paid", "refused"


class Pay:
    """The intent is written down first, with the key that the gateway gets. If we die before the answer arrives, the
    next try asks the gateway again with that key: it answers with the payment it made, or makes it now.
    """

    name = "pay"
    title = "Pay money to the customer"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["amount", "payee"],
        "additionalProperties": False,
        "properties": {
            "amount": {"type": "string", "format": "money", "description": "such as 120.00 USD"},
            "payee": {"type": "string", "minLength": 1, "maxLength": 200, "description": "who gets it"},
            "reason": {"type": "string", "maxLength": 500, "default": "", "description": "what it is for"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"reference", "paid_at", "amount"}; the same key again gives the same answer and pays nothing."""
        entry = desk.ledger.entry(key) or _intent(parameters, key, desk)
        _same(entry, parameters)
        if entry.state != PAID:
            entry = _paid(entry, desk)
        return {"reference": entry.reference, "paid_at": entry.at.isoformat(), "amount": entry.amount}


def _intent(parameters: Mapping[str, Any], key: str, desk: Desk) -> Entry:
    amount = str(parameters["amount"])
    if amount.startswith("-") or not amount.split()[0].strip("0."):
        raise ActionRefused(REFUSED, f"The payment was refused: {amount} is nothing that could be paid")
    payee = str(parameters["payee"])
    if why := why_not_payable(desk.case.data, payee):
        raise ActionRefused(REFUSED, f"The payment was refused: {why}")
    entry = Entry(key=key, amount=amount, payee=payee, state=INTENDED, at=desk.now)
    desk.ledger.note(entry)
    return entry


def _same(entry: Entry, parameters: Mapping[str, Any]) -> None:
    """One key, one intent: another amount under the same key is a mistake that nobody may pay."""
    if (entry.amount, entry.payee) != (parameters["amount"], parameters["payee"]):
        known, asked = f"{entry.amount} to {entry.payee}", f"{parameters['amount']} to {parameters['payee']}"
        why = f"the ledger has {known} for this step, and now {asked} is asked for"
        raise ActionRefused(REFUSED, f"The payment was refused: {why}")


def _paid(entry: Entry, desk: Desk) -> Entry:
    try:
        reference = desk.gateway.pay(entry.key, entry.amount, entry.payee)
    except PaymentRefused as refusal:
        desk.ledger.note(replace(entry, state=TURNED_DOWN, at=desk.now))
        raise ActionRefused(REFUSED, str(refusal)) from refusal
    paid = replace(entry, state=PAID, reference=reference, at=desk.now)
    desk.ledger.note(paid)
    return paid
