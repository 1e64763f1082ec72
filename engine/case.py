"""Case: one running process, one owner, one record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

#: what a case is about, and the letter its number begins with; only a recovery has a customer
KINDS = {"recovery": "R", "incident": "I", "lesson": "L", "alarm": "A", "protocol": "P", "claim": "C", "support": "S"}
STRATEGIES = ("case_by_case", "systematic_response", "early_intervention", "substitute_service")


@dataclass(kw_only=True)
class Case:
    """One failure on its way to being put right. `data` is the only copy of what is known; `notes` are the engine's."""

    #: what people call it, such as R-000042; not secret
    number: str
    #: what opens the customer's page; unguessable and independent of the number
    token: str
    kind: str = "recovery"
    process: str
    #: content hash of the edition it is pinned to
    edition: str
    strategy: str = "case_by_case"
    title: str
    unit: str
    #: person id; the first member of staff who takes it up stays named until somebody else accepts it
    owner: str | None = None
    severity: int | None = None
    data: dict[str, Any]
    notes: bytes
    #: element -> person who did it last (for assign and not_by)
    doers: dict[str, str] = field(default_factory=dict)
    #: persons whom the case is about: they never see it
    about: tuple[str, ...] = ()
    #: the only persons who handle a restricted case, and see it beside auditors; None: whoever works in its unit
    handlers: tuple[str, ...] | None = None
    opened_at: datetime
    ended_at: datetime | None = None
    #: ids of the end events it reached
    ends: tuple[str, ...] = ()
    #: the case that opened it, or that it was joined to: an incident has the cases of its customers
    parent: str | None = None
    #: counts writes; a stale writer writes nothing
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def customer(self) -> str:
        """By whom cases of one customer are found: the contact in one spelling, "" if none is known."""
        return customer_of(self.data)


def customer_of(data: Mapping[str, Any]) -> str:
    """An e-mail address in small letters, or the digits of a telephone number, however it was typed; "" for words such
    as "none given", which many write."""
    contact = " ".join(str(data.get("contact") or "").split()).casefold()
    digits = "".join(c for c in contact if c.isdigit())
    is_phone = "@" not in contact and len(digits) >= 6
    return digits if is_phone else contact if "@" in contact else ""
