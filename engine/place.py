"""Place: one customer's place at a partner, or one of a partner's customers with us."""

from dataclasses import dataclass
from datetime import datetime

#: a place in one of these states is taken away from somebody else
TAKEN = ("held", "booked", "used")


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place; its key is the intent, so that asking twice takes one."""

    key: str
    case: str
    partner: str
    #: "out": our customer at the partner; "in": the partner's customer with us
    direction: str
    #: "asked", "held", "booked", "used", "refused" or "released"
    state: str
    reference: str = ""
    #: what is owed for it to whoever gives it, such as "90.00 USD"; "" if nothing is
    amount: str = ""
    #: until when a place that is only held stays held
    until: datetime | None = None
    #: of the last change of state
    at: datetime

    def is_taken(self, now: datetime) -> bool:
        """Nobody else can have it; a hold that ran out binds nobody."""
        is_over = self.state == "held" and self.until is not None and self.until < now
        return self.state in TAKEN and not is_over
