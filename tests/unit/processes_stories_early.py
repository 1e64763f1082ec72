"""Stories of early intervention and of alarms: before it strikes, told first, and what came of it."""

from collections.abc import Callable, Mapping
from typing import Any

from amends.engine.bpmn import JobRequest

from .processes_at_hand import Run
from .processes_by_hand import CLOSED, CONTENT, IMPACT, INVESTIGATED, NOT_YET, OFFER
from .processes_stories_substitute import ANY, NEED, WELCOME, PartnerRun

CUSTOMERS = [{"key": "b1", "contact": "ann@example.org", "reporter_name": "Ann"}, {"key": "b2", "contact": "+1 555"}]
FOUND = {"affected_customers": {"count": 2, "customers": CUSTOMERS}}
FIXED = {"fix_outcome": "fixed", "fix_told": "A second crew."}
READY = {"capacity_told": "Forty seats in the morning.", "capacity_places": 40}
COMPARED = {"forecast_right": "right", "forecast_notes": "Forty minutes were enough."}
DECIDED = {"command_told": "Two more buses, and Eva speaks to the press."}
OPTION = {"option": "keep_your_booking"}
BY_PHONE = {"reached": True, "call_notes": "They know."}
CARED = {"care_told": "Water and sandwiches."}
PLACED = {"failure_point": "late_departure", "what_happened": "The crew is late.", "cause_told": "They come from snow."}
PACE = {"choose_within": "PT30M", "forecast_every": "PT30M", "forecast_promised": "PT40M", "lead_minutes": 40}
NO_PROTOCOL = {"find_protocol": {"found": False, "fresh": False, "stale": False, "number": "", "version": 0, "steps": [], "apology_script": ""}}  # fmt: skip
PROTOCOL = {"find_protocol": {**NO_PROTOCOL["find_protocol"], "found": True, "fresh": True, "number": "P-000001", "version": 1}}  # fmt: skip


def warned(results: Mapping[str, Any] | None = None, **data: Any) -> Run:
    said = {**PLACED, "failure_type": "late", "next_steps_told": "We leave at noon.", "lead_minutes": 40}
    return Run("early_intervention", results={**FOUND, **(results or {})}, **{**said, **data})


def at_risk(results: Mapping[str, Any] | None = None, **data: Any) -> Run:
    said = {
        **PLACED,
        "failure_type": "late",
        "failure_kind": "outcome",
        "contact": "ann@example.org",
        "price": "180.00 USD",
    }
    return Run("forewarn_customer", results=results or {}, **{**said, **PACE, **data})


def over(run: Run) -> Run:
    """The forecast is decided: what is left of the incident."""
    run.do("compare_forecast", **COMPARED)
    return run.message("all_cases_closed", {"cases": 2})


def avoided() -> Run:
    run = warned().message("forecast_comes", {"forecast": "avoided"})
    return over(run.do("fix_process", **FIXED).do("prepare_capacity", **READY))


def struck_after_all() -> Run:
    run = warned().later(minutes=30).do("forecast_again", forecast="unchanged").later(minutes=30)
    run.do("forecast_again", forecast="changed", change_minutes=60, next_steps_told="We leave at one.")
    run.later(minutes=30).do("forecast_again", forecast="waiting", on_board=True)
    run.message("forecast_comes", {"forecast": "happened"}).do(
        "fix_process", fix_outcome="made_it_worse", fix_told="Worse."
    )
    run.do("back_out_fix", backed_out_told="As before.").do("fix_process", **FIXED)
    return over(run.do("prepare_capacity", **READY))


def false_alarm() -> Run:
    run = warned(confidence=20).do("verify_warning", still_coming=False, verified_by="The crew list.")
    return over(run)


def nobody_had_time_to_verify() -> Run:
    return warned(confidence=20).later(minutes=20)


def verified_and_grave() -> Run:
    run = warned(confidence=20, injury=True).do("verify_warning", still_coming=True, verified_by="The crew list.")
    return run.do("take_command", **DECIDED)


def nobody_is_booked() -> Run:
    run = warned({"affected_customers": {"count": 0, "customers": []}})
    run.do("list_affected", customer_lines=["a; b; c; d; e; f"])
    return run.do("list_affected", customer_lines=["Ann; ann@example.org; UA 1; 180.00 USD"])


def keeps_and_is_spared() -> Run:
    run = at_risk().do("choose_option", option="a_partner_instead").do("choose_option", **OPTION).later(minutes=40)
    run.message("forecast_changed", {"next_steps_told": "We leave at one.", "lead_minutes": 60})
    run.message("promise_missed", {"promise": "next_forecast", "text": "you hear", "due": "2026-03-02T15:40:00+00:00"})
    return run.message("impact_decided", {"impact": "avoided"})


def says_nothing() -> Run:
    return at_risk().later(minutes=30).message("impact_decided", {"impact": "avoided"})


def decided_while_they_think() -> Run:
    return at_risk().message("impact_decided", {"impact": "avoided"})


def takes_another_of_ours() -> Run:
    run = at_risk(own_alternative=True).do("choose_option", option="another_of_ours")
    return run.do("arrange_alternative", alternative_told="UA 3 at ten.").message(
        "impact_decided", {"impact": "avoided"}
    )


def goes_to_a_partner() -> Run:
    data = {**PLACED, **NEED, "failure_type": "late", "contact": "ann@example.org", "reporter_name": "Ann", **PACE}
    run = PartnerRun("forewarn_customer", partner_alternative=True, **data).do(
        "choose_option", option="a_partner_instead"
    )
    run.do("choose_substitute", **ANY).arrives().do("say_how_it_is", quality_ok=True).do("plan_return", **WELCOME)
    return run.message("impact_decided", {"impact": "avoided"})


def wants_the_money() -> Run:
    return at_risk().do("choose_option", option="your_money_back")


def price_is_looked_up() -> Run:
    run = at_risk(price=None).do("choose_option", option="your_money_back")
    return run.do("look_up_price", price="120.00 USD")


def recovered_by_protocol() -> Run:
    run = at_risk(PROTOCOL).do("choose_option", **OPTION).message("impact_decided", {"impact": "happened"})
    return run.do("say_if_enough", enough=True).do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def recovered_one_by_one() -> Run:
    run = at_risk(NO_PROTOCOL).do("choose_option", **OPTION).message("impact_decided", {"impact": "happened"})
    run.do("give_first_response", **NOT_YET).do("understand_impact", **IMPACT).do("investigate", **INVESTIGATED)
    run.do("compose_offer", **OFFER, goodwill="40.00 USD").do("choose_remedy", choice="accept")
    return run.do_each("carry_out_item", done=True).do("tell_result", **CLOSED).do("answer_survey", **CONTENT)


def cared_for_on_board() -> Run:
    run = at_risk().do("choose_option", **OPTION).message("waiting_begins", {"on_board": True}).later(hours=2)
    run.message("waiting_begins", {"on_board": True})
    run.do("bring_food", **CARED).later(hours=1).do("offer_to_leave", **CARED).later(hours=3).do("find_beds", **CARED)
    run.message("waiting_ends", {"waiting_over_told": "It flies."})
    return run.message("impact_decided", {"impact": "avoided"})


def waits_at_the_station() -> Run:
    run = at_risk().do("choose_option", **OPTION).message("waiting_begins", {"on_board": False})
    return run.message("impact_decided", {"impact": "avoided"})


class Returned(Run):
    """The first letter of warning comes back."""

    def _perform(self, job: JobRequest) -> None:
        if job.parameters.get("letter") != "forewarning" or job.round > 1:
            return super()._perform(job)
        code = ("undeliverable", "There is no such mailbox.")
        self.take(self.program.fail(self.step.saved, job.element, job.round, *code, **self.setting))
        return None


def letter_came_back() -> Run:
    """To another address at once."""
    data = {
        **PLACED,
        **PACE,
        "impact": "",
        "options_offered": ["keep_your_booking"],
        "safe_default": "keep_your_booking",
    }
    return Returned("reach_customer", contact="gone@example.org", other_contact="ann@example.org", **data)


def called_until_they_know() -> Run:
    run = at_risk(contact="+1 555 0142").do("call_first", reached=False, call_notes="Nobody answers.")
    return run.later(minutes=15).do("call_first", **BY_PHONE)


def alarmed(**data: Any) -> Run:
    return Run("watch", what_happened="Queues grow.", failure_point="late_departure", **data)


def alarm_is_real() -> Run:
    return alarmed().later(minutes=31).do("judge_alarm", verdict="real", verdict_reason="The crew is stuck.")


def alarm_is_known() -> Run:
    return alarmed().do("judge_alarm", verdict="known", verdict_reason="We work on it.")


def dismissed(**data: Any) -> Run:
    return alarmed(**data).do("judge_alarm", verdict="false", verdict_reason="A school class.")


def dismissed_and_quiet() -> Run:
    return dismissed().later(days=1)


def dismissed_and_grown() -> Run:
    run = dismissed().later(hours=2).message("failure_grew", {"growth_seen": "Three gates now."})
    return run.do("answer_for_dismissal", still_coming=True, dismissal_learnt="Look at the crews.")


def dismissed_and_over() -> Run:
    run = dismissed().later(hours=2).message("failure_grew", {"growth_seen": "It was longer than we thought."})
    return run.do("answer_for_dismissal", still_coming=False, dismissal_learnt="Count the queue.")


STORIES_OF_EARLY_INTERVENTION: dict[str, Callable[[], Run]] = {
    story.__name__: story
    for story in (
        avoided,
        struck_after_all,
        false_alarm,
        nobody_had_time_to_verify,
        verified_and_grave,
        nobody_is_booked,
        keeps_and_is_spared,
        says_nothing,
        decided_while_they_think,
        takes_another_of_ours,
        goes_to_a_partner,
        wants_the_money,
        price_is_looked_up,
        recovered_by_protocol,
        recovered_one_by_one,
        cared_for_on_board,
        waits_at_the_station,
        letter_came_back,
        called_until_they_know,
        alarm_is_real,
        alarm_is_known,
        dismissed_and_quiet,
        dismissed_and_grown,
        dismissed_and_over,
    )
}
