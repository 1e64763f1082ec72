"""Stories of the systematic response: an incident, the cases of its customers, the checklist, the protocol itself."""

from collections.abc import Callable
from typing import Any

from .processes_at_hand import Run
from .processes_by_hand import CALLED, CLOSED, CONTENT, OFFER, RECOURSE, SORRY_AGAIN, UNHAPPY

INCIDENT = {
    "what_happened": "Flight UA 1532 was cancelled.",
    "failure_point": "cancelled_flight",
    "failure_type": "not_delivered",
    "failure_kind": "outcome",
    "cause_told": "Snow closed the runway.",
    "next_steps_told": "We rebook everybody tonight.",
}
LINES = [
    "Mina; mina@post.example; UA 1532 on 8 February; 180.00 USD",
    "Omar; +1 555 0142; UA 1532 on 8 February; 90.00 USD",
]
STEPS = [
    {"who": "front_line", "within": "PT10M", "what": "Tell everybody at the gate"},
    {"who": "operations", "within": "PT1H", "what": "Rebook"},
    {"who": "supervisor", "within": "P1D", "what": "Call"},
]
CARE = [{"who": "care_team", "within": "PT1H", "what": "Write the variance down"}]
NOTHING = {"found": False, "number": "", "stale": False, "version": 0}
FOUND = {
    "found": True, "fresh": True, "stale": False, "number": "P-000001", "version": 2, "trigger": "A flight is cancelled",
    "steps": STEPS, "apology_script": "We are sorry.", "entitlements_told": "The fare back.", "exceptions_told": "",
    "valid_from": "2026-01-01", "review_by": "2026-06-01",
}  # fmt: skip
OVER = {"result": "All flew.", "lesson_told": "One plane too few.", "prevention_told": "A spare one."}
STRUCK = {
    **{name: INCIDENT[name] for name in ("what_happened", "failure_point", "failure_type", "failure_kind")},
    "reporter_name": "Mina",
    "contact": "mina@post.example",
    "price": "180.00 USD",
    "protocol_steps": STEPS[:1],
}
VARIANCE = {
    "harm_level": "mild",
    "variance_source": "system",
    "immediate_care": ["dose_corrected"],
    "variance_notes": "The second dose came late.",
}
PROTOCOL = {
    "trigger": "A flight is cancelled.",
    "protocol_lines": ["front line, 10 minutes: Tell everybody at the gate"],
    "apology_script": "We are sorry.",
    "valid_from": "2026-03-02",
    "review_by": "2026-06-01",
    "change_reason": "It comes back.",
}


# ---- the incident


def declared(found: dict[str, Any] = FOUND, **data: Any) -> Run:
    return Run("systematic_response", results={"find_protocol": found}, **INCIDENT, **data)


def _over(run: Run, cases: int) -> Run:
    return run.do("end_incident", **OVER).message("all_cases_closed", {"cases": cases})


def incident_by_protocol() -> Run:
    run = declared(customer_lines=LINES).later(minutes=6).do("confirm_match", protocol_fits=True)
    run.message("incident_news", {"news": "A plane is on its way.", "next_steps_told": "Boarding at nine."})
    run.message("more_struck", {"customer_lines": ["Ines; ines@post.example; UA 1532 on 8 February; 60.00 USD"]})
    run.message("protocol_deviated", {"step": "Rebook", "reason": "She wanted the train."})
    run.do("end_incident", **OVER).later(days=8).message("all_cases_closed", {"cases": 3})
    return run.do("look_back", review_notes="More people at the gate.")


def incident_without_protocol() -> Run:
    results = {"find_protocol": NOTHING, "affected_customers": {"count": 0, "customers": []}}
    run = Run("systematic_response", results=results, **INCIDENT)
    run.do("name_customers", customer_lines=["Mina; mina@post.example; UA 1532; a lot"])
    run.do("name_customers", customer_lines=LINES)
    return _over(run, 2).do("look_back", review_notes="We had nothing to hold on to.")


def incident_found_in_the_bookings() -> Run:
    found = {"count": 1, "customers": [{"key": "b1", "contact": "mina@post.example"}]}
    results = {"find_protocol": FOUND, "affected_customers": found}
    known = {**INCIDENT, "extraordinary": True, "occurred_on": "2026-02-08"}
    run = Run("systematic_response", results=results, **known).do("confirm_match", protocol_fits=True)
    return _over(run, 1).do("look_back", review_notes="Nothing.", review_wanted=True)


def incident_that_fits_no_protocol() -> Run:
    run = declared(customers=[{"key": "b1", "contact": "mina@post.example"}])
    run.do("confirm_match", protocol_fits=False, no_match_reason="They were never booked on it.")
    return _over(run, 1).do("look_back", review_notes="Nothing.")


# ---- the case of one customer


def struck(**data: Any) -> Run:
    return Run("run_protocol", **{**STRUCK, **data})


def helped(**data: Any) -> Run:
    return struck(**data).do("do_step_at_desk", step_done=True, step_evidence="At 10:05.")


def wishing(**data: Any) -> Run:
    return helped(**data).do("say_if_enough", enough=False, more_wish="A room for the night.")


def enough_by_protocol() -> Run:
    run = helped().message(
        "promise_missed", {"promise": "next_update", "text": "you hear from us", "due": "2026-03-04T22:00:00+00:00"}
    )
    run.do("say_if_enough", enough=True)
    return run.do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def closed_with_the_incident() -> Run:
    run = helped(part_of_incident=True).message("incident_update", {"news": "A plane is on its way."})
    run.later(days=3).message("incident_over", OVER)
    return run.do("answer_survey", **CONTENT)


def words_came_before() -> Run:
    run = struck(part_of_incident=True).message("incident_over", OVER).do("do_step_at_desk", step_done=True)
    return run.later(days=11)


def words_never_came() -> Run:
    return helped(part_of_incident=True).later(days=3).later(days=6).do("tell_result", **CLOSED)


def more_was_wanted() -> Run:
    run = wishing().do("compose_offer", **OFFER, goodwill="40.00 USD").do("choose_remedy", choice="accept")
    run.do("carry_out_item", done=False)
    run.do("find_another_way", why_not="Full.", called_off="not_possible")
    return run


def something_else_was_found() -> Run:
    run = more_was_wanted()
    while "cancel_arrangement" in run.open:
        run.do("cancel_arrangement", cancelled="nothing_to_cancel")
    if "stop_payment" in run.open:
        run.do("stop_payment", payment_undone="left_with_customer", undo_reason="It was us.")
    run.do("compose_offer", **OFFER, goodwill="60.00 USD").do("choose_remedy", choice="accept")
    return run.do_each("carry_out_item", done=True).do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def wish_without_reply() -> Run:
    return wishing().do("compose_offer", **OFFER, goodwill="40.00 USD").later(days=8)


def protocol_failed_twice() -> Run:
    run = helped().do("say_if_enough", enough=True).do("tell_result", **CLOSED).do("answer_survey", **UNHAPPY)
    run.do("call_back", **{**CALLED, "satisfied_now": False}).do("apologise_for_protocol", **SORRY_AGAIN)
    run.do("compose_offer", **OFFER, goodwill="60.00 USD").do("choose_remedy", choice="accept")
    run.do_each("carry_out_item", done=True).do("tell_result", **CLOSED).do("answer_survey", **UNHAPPY)
    return run.do("call_back", **{**CALLED, "satisfied_now": False}).do("explain_decision", **RECOURSE)


# ---- the checklist


def steps_in_their_order() -> Run:
    run = Run("follow_checklist", protocol_steps=STEPS)
    run.later(minutes=11).do("do_step_at_desk", step_done=True)
    run.later(hours=2).do("do_step_in_operations", step_done=False, deviation_reason="She wanted the train.")
    run.do("accept_deviation", deviation_decision="insist", insist_reason="She is a child alone.")
    run.do("do_step_in_operations", step_done=False, deviation_reason="Her mother came.")
    run.do("accept_deviation", deviation_decision="accept")
    return run.later(days=2).do("do_step_as_supervisor", step_done=True)


def variance_told_late() -> Run:
    run = Run("follow_checklist", protocol_steps=CARE).later(hours=2)
    run.do("note_variance", **VARIANCE, patient_told="nobody_yet").do("sign_variance", care_confirmed=True)
    return run.do("tell_patient", patient_told="family", told_words="We gave it late. We are sorry.")


def variance_told_at_once() -> Run:
    run = Run("follow_checklist", protocol_steps=CARE).do("note_variance", **VARIANCE, patient_told="patient")
    return run.do("sign_variance", care_confirmed=True, care_changed="Watched for another night.")


# ---- the protocol


def asked_for(**data: Any) -> Run:
    return Run("govern_protocol", failure_point="cancelled_flight", change_reason="It comes back.", **data)


def written(run: Run, **changes: Any) -> Run:
    return run.do("write_protocol", **{**PROTOCOL, **changes})


def agreed(run: Run) -> Run:
    return run.do("review_law", law_agreed=True).do("review_cost", cost_agreed=True)


def published(run: Run | None = None) -> Run:
    run = agreed(written(run or asked_for(starter="cancelled_flight")))
    return run.do("try_protocol", pilot_good=True, pilot_findings="It takes four minutes.")


def protocol_written_with_care() -> Run:
    run = asked_for().do("map_failure_point", moments="At the gate.", how_often="In snow.", what_it_does="They wait.")
    written(run, protocol_lines=["the pilot, soon: Say something"])
    written(run, review_by="2026-03-01")
    written(run).do("review_law", law_agreed=False, law_remarks="Name the fare.").do("review_cost", cost_agreed=True)
    agreed(written(run)).do("try_protocol", pilot_good=False, pilot_findings="Nobody found the card.")
    return published(run)


def protocol_grown_stale() -> Run:
    run = published().later(days=91)
    return run.do("weigh_protocol", review_outcome="keep", review_findings="It holds.", review_by="2026-09-01")


def protocol_revised_and_retired() -> Run:
    run = published().message("review_protocol", {"review_reason": "One in five was handled otherwise."})
    run.do("weigh_protocol", review_outcome="revise", review_findings="Trains are better.")
    published(run).message("review_protocol", {"review_reason": "We fly no more."})
    return run.do("weigh_protocol", review_outcome="retire", review_findings="We fly no more.")


STORIES_OF_INCIDENTS: dict[str, Callable[[], Run]] = {
    story.__name__: story
    for story in (
        incident_by_protocol,
        incident_without_protocol,
        incident_found_in_the_bookings,
        incident_that_fits_no_protocol,
        enough_by_protocol,
        closed_with_the_incident,
        words_came_before,
        words_never_came,
        something_else_was_found,
        wish_without_reply,
        protocol_failed_twice,
        steps_in_their_order,
        variance_told_late,
        variance_told_at_once,
        protocol_written_with_care,
        protocol_grown_stale,
        protocol_revised_and_retired,
    )
}
