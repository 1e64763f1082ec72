"""Stories with partners and suppliers: we serve their customers, settle with them, claim from them and grade them."""

from collections.abc import Callable
from typing import Any

from amends.engine.actions.desk import ClosedCase
from amends.engine.place import Place

from .processes_at_hand import MONDAY, Run
from .processes_by_hand import IMPACT, INVESTIGATED, NOT_YET, assessed
from .processes_stories_substitute import REPAIRED, PartnerRun

ASKED = {
    "partner": "inn",
    "contact": "night@inn.example",
    "need": "room",
    "needed_by": "2026-03-02T22:00:00+00:00",
    "places_asked": 1,
}
ROOM_FOR_ONE = {"our_capacity": 100, "our_bookings": 89, "normal_price": "120.00 USD"}
FULL = {**ROOM_FOR_ONE, "our_bookings": 90}
MONTH = {"partner": "inn", "contact": "books@inn.example", "settled_since": "2026-02-01", "settled_until": "2026-03-31"}
AGREED_ON = {"figures_agree": True, "quality_complaints": 0}
CLAIM = {"partner": "inn", "contact": "books@inn.example", "failure_point": "cold_meal", "what_happened": "Cold."}
DESCRIBED = {
    "claim_scope": "batch",
    "claim_quantity": 40,
    "claimed": "400.00 USD",
    "claim_evidence": "Forty trays at nine degrees.",
    "emergency_measure": "New vans tonight.",
    "long_term_measure": "Vans are checked daily.",
}
AUDITED = {f"audit_{part}": "Fine." for part in ("people", "machines", "material", "methods", "environment")}
EFFECTIVE = {"measure_effective": True}
IN_PLACE = {"measure_in_place": True}


def used(amount: str, direction: str, **data: Any) -> Place:
    row = {"key": f"{direction}{amount}", "case": "R-1", "partner": "inn", "direction": direction, "state": "used",
           "amount": amount, "at": MONDAY}  # fmt: skip
    return Place(**{**row, **data})


class AccountRun(PartnerRun):
    """A case about a partner with a past: places in the book, and grades of the months before."""

    def __init__(self, process: str, *, places: tuple[Place, ...] = (), grades: str = "", **data: Any) -> None:
        self.past = places, grades
        super().__init__(process, **data)

    def _perform(self, job: Any) -> None:
        places, grades = self.past
        self.desk.places.rows |= {place.key: place for place in places}
        self.desk.claims = [
            ClosedCase(number=f"C-{number}", severity=None, data={"partner": "inn", "grade": grade})
            for number, grade in enumerate(grades)
        ]
        super()._perform(job)


# ---- a partner's customer with us


def guest(**data: Any) -> PartnerRun:
    return PartnerRun("serve_for_partner", **{**ASKED, **data})


def served_for_a_partner() -> Run:
    return (
        guest(price_offered="500.00 USD")
        .do("verify_capacity", **ROOM_FOR_ONE)
        .do("serve_guest", guest_came=True, consent_to_invite=True, guest_invited=True)
    )


def guest_never_came() -> Run:
    return guest().do("verify_capacity", **ROOM_FOR_ONE).do("serve_guest", guest_came=False)


def no_room_for_the_partner() -> Run:
    return guest().do("verify_capacity", **FULL)


def nobody_looked_for_room() -> Run:
    return guest().later(minutes=9)


# ---- the month is settled


def settled(**data: Any) -> AccountRun:
    return AccountRun("settle_with_partners", **{**MONTH, **data})


def we_pay_the_partner() -> Run:
    return settled(places=(used("140.00 USD", "out"), used("90.00 USD", "in"))).do("compare_accounts", **AGREED_ON)


def partner_cannot_be_paid() -> Run:
    run = settled(places=(used("140.00 USD", "out"),), refused=("pay_partner",), grades="A")
    return run.do("compare_accounts", **AGREED_ON).do("pay_partner_another_way", **REPAIRED)


def they_pay_us_after_a_dispute() -> Run:
    run = settled(partner="in").do("correct_settled_partner", partner="inn")
    run.do("compare_accounts", figures_agree=False, their_figures="They say nothing.", quality_complaints=3)
    run.do("settle_dispute", we_pay="0.00 USD", they_pay="60.00 USD", dispute_outcome="Half each.")
    return run.do("collect_from_partner", collected_on="2026-03-20", reference_no="X-1")


def nobody_owes_anything() -> Run:
    return settled().do("compare_accounts", **AGREED_ON)


# ---- what follows from grades


def graded(grades: str, complaints: int, **data: Any) -> AccountRun:
    return settled(grades=grades, **data).do("compare_accounts", figures_agree=True, quality_complaints=complaints)


def fallen_two_grades() -> Run:
    return graded("A", 5)


def three_months_at_c() -> Run:
    return graded("CC", 5).do("audit_partner", **AUDITED, audit_conclusion="Two cooks more.")


def three_months_at_d() -> Run:
    return graded("DD", 8).do("talk_at_the_top", talk_outcome="A new kitchen by May.")


def struck_off() -> Run:
    return graded("B", 50).do("decide_strike_off", blacklisted=True, strike_off_reason="Five warnings.")


def kept_in_spite_of_all() -> Run:
    return graded("B", 50).do("decide_strike_off", blacklisted=False, strike_off_reason="The flood.")


# ---- a supplier has failed us


def claimed(**data: Any) -> AccountRun:
    return AccountRun("claim_from_supplier", **{**CLAIM, **data}).do("describe_supplier_claim", **DESCRIBED)


def inspected(run: Run, *good: bool) -> Run:
    for one in good:
        run.do("inspect_delivery", delivery_good=one, **({} if one else {"delivery_note": "Cold again."}))
    return run


def watched() -> Run:
    """Each of the three things is done, one of them late and one at the second try."""
    run = inspected(claimed(), True, False, True, True, True)
    run.later(days=20).do("check_long_term_measure", measure_in_place=False, measure_note="One van only.")
    return run.do("check_long_term_measure", **IN_PLACE).do("collect_recharge", recharge_collected="400.00 USD")


def claim_with_effect() -> Run:
    return watched().later(days=190).do("judge_measure", **EFFECTIVE)


def claim_done_anew() -> Run:
    run = watched().message("supplier_failed_again", {"recurred_how": "Cold again."})
    run.do("plan_new_measure", long_term_measure="Another kitchen.").do("check_new_measure", **IN_PLACE).later(days=190)
    run.do("judge_measure", measure_effective=False).do("plan_new_measure", long_term_measure="Another supplier.")
    return run.do("check_new_measure", **IN_PLACE).later(days=190).do("judge_measure", **EFFECTIVE)


def claim_that_costs_nothing() -> Run:
    run = AccountRun("claim_from_supplier", **{**CLAIM, "partner": "unknown"})
    run.do("correct_claimed_partner", partner="inn")
    run.do("describe_supplier_claim", **{**DESCRIBED, "claimed": "0.00 USD", "claim_scope": "sporadic"})
    return inspected(run, True, True, True).do("check_long_term_measure", **IN_PLACE)


def supplier_caused_it() -> Run:
    """A claim is opened beside, and the customer's case goes on."""
    run = assessed().do("give_first_response", **NOT_YET).do("understand_impact", **IMPACT)
    return run.do("investigate", **{**INVESTIGATED, "locus": "supplier"})


STORIES_OF_PARTNERS: dict[str, Callable[[], Run]] = {
    story.__name__: story
    for story in (
        served_for_a_partner,
        guest_never_came,
        no_room_for_the_partner,
        nobody_looked_for_room,
        we_pay_the_partner,
        partner_cannot_be_paid,
        they_pay_us_after_a_dispute,
        nobody_owes_anything,
        fallen_two_grades,
        three_months_at_c,
        three_months_at_d,
        struck_off,
        kept_in_spite_of_all,
        claim_with_effect,
        claim_done_anew,
        claim_that_costs_nothing,
        supplier_caused_it,
    )
}
