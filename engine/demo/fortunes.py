"""How far the demo's people have come with each report: every desk has something on it, and no two look alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .bank import CLOSED, SILENT


@dataclass(frozen=True, kw_only=True)
class Fortune:
    """What becomes of one report while the demo is loaded."""

    #: elements at which the demo's people stop and leave the rest to the visitor
    stops: frozenset[str] = frozenset()
    #: elements that nobody waits with
    at_once: frozenset[str] = frozenset()
    #: what is reported beside the words, and other words where the flight's are not enough
    reports: Mapping[str, Any] = field(default_factory=dict)
    #: what is answered otherwise than always
    says: Mapping[str, Any] = field(default_factory=dict)
    #: how long the word given to the customer holds
    word: timedelta = timedelta(hours=20)

    def answers(self, now: datetime) -> dict[str, Any]:
        return {"told_by_when": (now + self.word).isoformat(), **self.says}


def _until(*elements: str, **more: Any) -> Fortune:
    return Fortune(stops=frozenset(elements), **more)


ON_THE_SPOT = {
    "fixed_now": True,
    "spot_remedy": "Hotel and meals for the night, rebooked for the morning",
    "spot_amount": "90.00 USD",
    "told_what": None,
    "told_by_when": None,
}
HURT = "I fell on the ice on the stairs of {number} to {dest} and broke my wrist. Nobody came for half an hour."
DANGER = (
    "My mother needs oxygen. {number} to {dest} stands on the apron, nobody opens the door and hers is running out."
)

UNREAD = _until("assess_report")
FIXED = Fortune(says=ON_THE_SPOT)
UNDERSTANDING = _until("understand_impact")
SUPERVISOR = _until("approve_as_supervisor", says={"goodwill": "450.00 USD"})
FINANCE = _until("approve_as_finance", says={"goodwill": "1100.00 USD", "price": "1400.00 USD"})
CHOOSING = _until("choose_remedy")
ARRANGING = _until("carry_out_item")
FORGOTTEN = _until("understand_impact", word=timedelta(hours=2))
INJURED = _until("meet_customer", reports={"what_happened": HURT, "injury": True})
IN_DANGER = _until("make_safe", reports={"what_happened": DANGER, "injury": True, "vulnerable": True})
BANK_SILENT = _until("choose_remedy", reports={"reporter_name": SILENT})
BANK_REFUSES = _until("repair_entitlement", "choose_remedy", reports={"reporter_name": CLOSED})
VISITING = _until("report_visit")
PATHWAY = _until("sign_variance")
SETTLED = Fortune()

#: the first reports of the day, in the order in which they come in
FIRST = (
    SETTLED, FORGOTTEN, BANK_SILENT, CHOOSING, INJURED, SUPERVISOR,
    UNREAD, FINANCE, BANK_REFUSES, FIXED, ARRANGING, FIXED,
)  # fmt: skip
#: and all later ones
ROUND = (UNREAD, UNDERSTANDING, FIXED, SUPERVISOR, CHOOSING)
#: the last one of the day before the demo opens is in danger: nobody has been there yet
LAST = 23


def fortune_of(place: int) -> Fortune:
    """That of the report that came in as number `place`, from 0."""
    if place == LAST:
        return IN_DANGER
    return FIRST[place] if place < len(FIRST) else ROUND[place % len(ROUND)]
