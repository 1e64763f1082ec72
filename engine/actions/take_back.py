"""Take back: money that a partner was paid for a place comes back, so that the ledger of the case comes to nothing."""

from collections.abc import Mapping
from typing import Any

from ..errors import ActionRefused
from ..money import Money
from .desk import Desk, Entry
from .pay import PAID, REFUSED


class TakeBack:
    """The undo of paying a partner: a line below zero in the ledger. What the customer was paid is never taken back."""

    name = "take_back"
    title = "Take back what a partner was paid"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["amount", "payee"],
        "additionalProperties": False,
        "properties": {
            "amount": {"type": "string", "format": "money", "description": "what was paid"},
            "payee": {"type": "string", "minLength": 1, "maxLength": 200, "description": "who was paid"},
            "reference": {"type": "string", "maxLength": 80, "default": "", "description": "of the payment"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"amount"}: the line of the ledger. The same key again changes nothing."""
        paid = Money.parse(parameters["amount"])
        if paid.amount <= 0:
            raise ActionRefused(REFUSED, f"Nothing can be taken back: {parameters['amount']} was never paid")
        if desk.ledger.entry(key) is None:
            entry = Entry(
                key=key, amount=str(-paid), payee=parameters["payee"], state=PAID,
                reference=parameters["reference"], at=desk.now,
            )  # fmt: skip
            desk.ledger.note(entry)
        return {"amount": str(-paid)}
