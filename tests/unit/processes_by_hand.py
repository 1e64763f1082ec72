"""What people answer in our own processes: enough for every form, and a few words for the usual way through."""

from typing import Any

from .processes_at_hand import Run

ASSESSED = {
    "failure_type": "not_delivered",
    "failure_kind": "outcome",
    "failure_point": "cancelled_flight",
    "price": "180.00 USD",
}
RESPONDED = {"apology_given": "spoken", "explanation_given": True, "emotion": "calm", "desired_remedy": "To get there."}
NOT_YET = {
    **RESPONDED,
    "fixed_now": False,
    "told_what": "We find out why.",
    "told_by_when": "2026-03-06T15:00:00+00:00",
}
IMPACT = {"expected": "To fly.", "experienced": "No flight, no word."}
INVESTIGATED = {
    "facts_found": "Snow.",
    "responsible_department": "Station",
    "failure_point": "cancelled_flight",
    "failure_type": "not_delivered",
    "failure_kind": "outcome",
    "locus": "nature",
    "controllable": False,
    "stable": False,
    "others_exposed": False,
}
OFFER = {
    "psychological": ["explanation"],
    "tangible": ["rebooking"],
    "promised_by": "2026-03-10",
    "offer_text": "We rebook you.",
    "reason_outside_band": "The child waited all night.",
}
APPROVED = {"decision": "approve", "conflict_of_interest": False}
RECOURSE = {
    "decision_told": "No more than this.",
    "reasons_told": "It is what the rule gives.",
    "rule_told": "Terms, 7.",
    "recourse_body": "The ombudsman",
    "recourse_by": "2026-09-01",
}
CLOSED = {
    "result": "You flew.",
    "lesson_told": "Too few at the desk.",
    "prevention_told": "A second shift.",
    "closing_code": "resolved",
}
CONTENT = {"csat_after": 4, "fair_result": 4, "fair_process": 4, "fair_treatment": 4}
UNHAPPY = {**CONTENT, "fair_treatment": 2}
CALLED = {"reached": True, "satisfied_now": True, "call_notes": "All good now."}
REPAIRED = {"paid_how": "transfer", "paid_on": "2026-03-04", "reference_no": "T-1"}
CASE_READ = {"case_read": True}
LEAVE_IT = {"appeal_choice": "leave"}
SORRY_AGAIN = {"apology_words": "We failed you twice.", "still_wrong": "Nobody called."}


def reported(**data: Any) -> Run:
    return Run("case_by_case", **{"what_happened": "The flight was cancelled.", "contact": "ann@example.org", **data})


def assessed(hours_lost: float = 6, **data: Any) -> Run:
    return reported(**data).do("assess_report", **ASSESSED, hours_lost=hours_lost)


def investigated(**data: Any) -> Run:
    return (
        assessed(**data)
        .do("give_first_response", **NOT_YET)
        .do("understand_impact", **IMPACT)
        .do("investigate", **INVESTIGATED)
    )


def offered(goodwill: str = "40.00 USD", **data: Any) -> Run:
    return investigated(**data).do("compose_offer", **OFFER, goodwill=goodwill)


def accepted(**data: Any) -> Run:
    return offered(**data).do("choose_remedy", choice="accept").do_each("carry_out_item", done=True)


def followed_up(**data: Any) -> Run:
    return accepted(**data).do("tell_result", **CLOSED)


def reopened(**data: Any) -> Run:
    return followed_up(**data).do("answer_survey", **UNHAPPY).do("call_back", **{**CALLED, "satisfied_now": False})


def asked_for_approval(spot_amount: str = "350.00 USD", **data: Any) -> Run:
    """The front line gives more than they may: somebody above decides."""
    return assessed(**data).do(
        "give_first_response", **RESPONDED, fixed_now=True, spot_remedy="Hotel and taxi", spot_amount=spot_amount
    )
