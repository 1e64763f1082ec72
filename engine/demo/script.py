"""What the demo's people answer: by field, so that it fits whatever form asks for it."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ..answers import writable
from .fortunes import Fortune
from .sector import Sector

MONEY = re.compile(r"\d+\.\d\d [A-Z]{3}")

#: what is said whatever the case; figures are those of a short-haul ticket
ALWAYS: dict[str, Any] = {
    "content_class": "operation", "failure_kind": "outcome", "price": "180.00 USD", "money_lost": "60.00 USD", "hours_lost": 6,
    "apology_given": "written", "explanation_given": True, "emotion": "disappointed", "desired_remedy": "To get there, and to know why.",
    "expected": "To fly as booked.", "experienced": "A cancelled flight and nobody to ask.",
    "facts_found": "The airport closed its runways because of snow; the desk was staffed for a normal day.",
    "evidence_held": "Flight records, desk roster.", "responsible_department": "Station management", "locus": "nature",
    "controllable": False, "stable": False, "others_exposed": True, "quality_gap": 3,
    "psychological": ["apology_in_writing", "explanation"], "tangible": ["rebooking"],
    "offer_text": "We rebook you on the first flight out, refund what the closed day cost you, and tell you how we staff storms from now on.",
    "reason_outside_band": "The night on the floor of the terminal is not in the price of a ticket.",
    "apology_letter": "We are sorry. Nobody was there when you needed somebody, and that was our failure, not the weather's.",
    "decision": "approve", "conflict_of_interest": False, "choice": "accept", "done": True, "reference_no": "NW-2217",
    "result": "You were rebooked and paid.", "lesson_told": "Our desks were staffed for a normal day while a storm was forecast.",
    "prevention_told": "From now on a storm warning brings a second shift to the desks.", "closing_code": "resolved", "lesson_needed": True,
    "csat_after": 4, "fair_result": 4, "fair_process": 4, "fair_treatment": 5, "contact_ok": True,
    "safety_measures": "The airport's ambulance came; she is in hospital and her sister is with her.", "help_called": True, "made_safe": True,
    "met_how": "in_person", "customer_said": "That somebody says sorry, and that it does not happen to the next one.",
    "told_what": "A case owner finds out why nobody was there, and writes to you with an offer.",
}  # fmt: skip


#: what is said about protocols, incidents, visits and the pathway of care
OF_PROTOCOLS: dict[str, Any] = {
    "moments": "When it is noticed, when it is told, when it is put right.", "how_often": "About once a month.",
    "what_it_does": "People stand about without a word.", "warning_signs": "Two calls about the same place within an hour.",
    "law_agreed": True, "cost_agreed": True, "pilot_good": True, "pilot_findings": "Tried on one shift: it can be done.",
    "protocol_fits": True, "step_done": True, "step_evidence": "Noted at the desk.", "enough": True,
    "score_welcome": 4, "score_information": 2, "score_surroundings": 3, "score_handling": 3,
    "failures_seen": ["No sign at the wet stair", "The lift's state was on no board"],
    "harm_level": "mild", "pathway_day": 3, "variance_source": "staff", "immediate_care": ["care_adjusted"],
    "patient_told": "patient", "told_words": "We told you that the exercises were left out, and why.",
    "care_confirmed": True, "review_notes": "The checklist fitted.", "review_wanted": False,
}  # fmt: skip


def answers(
    schema: Mapping[str, Any], data: Mapping[str, Any], now: datetime, fortune: Fortune, shown: Sector
) -> dict[str, Any]:
    """Answers that fit the form: what the case knows, what is always said, and what depends on the case's fortune."""
    known = {name: data[name] for name in writable(schema) if name in data}
    said = {**known, **ALWAYS, **OF_PROTOCOLS, **_of_the_day(data, now), **shown.says, **fortune.answers(now)}
    return {name: _in(shown.currency, said[name]) for name in writable(schema) if name in said}


def _in(currency: str, value: Any) -> Any:
    """The script counts in dollars; another house says the same figures in its own money."""
    is_money = isinstance(value, str) and MONEY.fullmatch(value)
    return f"{value.split()[0]} {currency}" if is_money else value


def _of_the_day(data: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    cancelled = "cancel" in str(data.get("what_happened", "")).lower()
    return {
        "failure_type": "not_delivered" if cancelled else "late",
        "failure_point": "cancelled_flight" if cancelled else "long_delay",
        "fixed_now": False,
        "goodwill": "80.00 USD",
        "promised_by": (now + timedelta(days=3)).date().isoformat(),
        "valid_from": now.date().isoformat(),
        "review_by": (now + timedelta(days=90)).date().isoformat(),
        "visited_at": (now - timedelta(minutes=10)).isoformat(),
        "carried_out_on": now.date().isoformat(), "met_on": now.date().isoformat(),
    }  # fmt: skip
