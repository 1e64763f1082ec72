"""Stories of the substitute service: our customer at a partner, the partner's with us, and what is settled and claimed."""

from collections.abc import Callable
from typing import Any, Self

from amends.engine.actions import PlaceRefused, validated
from amends.engine.actions.registry import OURS
from amends.engine.bpmn import JobRequest
from amends.engine.errors import ActionRefused

from .partners_at_hand import Book, Desk
from .processes_at_hand import Run

HELPS = ("rank_partners", "reserve_place", "confirm_place", "cancel_place", "release_place", "use_place", "give_place",
         "take_back", "partner_account")  # fmt: skip
ACTIONS: dict[str, Any] = {action.name: action() for action in OURS if action.name in HELPS}
#: the nearest two have places of ours, the third has to be asked
AGREED: dict[str, dict[str, Any]] = {
    "inn": {"name": "Inn", "quality": 4, "price": "110.00 USD", "distance_km": 1, "agreed_places": 2},
    "harbour": {"name": "Harbour Hotel", "quality": 4, "price": "140.00 USD", "distance_km": 4, "agreed_places": 1},
    "lodge": {"name": "Lodge", "quality": 4, "price": "90.00 USD", "distance_km": 40, "contact": "+1 555 0100"},
}
NEED = {"need": "room", "needed_by": "2026-03-02T22:00:00+00:00", "price": "100.00 USD"}
ANY = {"substitute_choice": "any", "consent_scope": "name"}
THERE = {"arrived": True}
NOT_THERE = {"arrived": False, "arrival_note": "They knew of nothing."}
WARM = {"handed_over_how": "by_phone", "hand_over_note": "One person, arrives at nine."}
WELCOME = {"welcome_words": "Come back soon."}
REPAIRED = {"paid_how": "transfer", "paid_on": "2026-03-04", "reference_no": "T-1"}
NOBODY_HAS = {"told_customer": "Nobody has a room tonight."}


class PartnerRun(Run):
    """A case whose partners are those of the agreements; the actions are ours, and their book is in memory."""

    def __init__(self, process: str, *, only: tuple[str, ...] = tuple(AGREED), says_no: tuple[str, ...] = (),
                 unpaid: tuple[str, ...] = (), book: Book | None = None, **data: Any) -> None:  # fmt: skip
        agreed = {key: {"key": key, "needs": ["room"], **AGREED[key]} for key in only}
        self.desk = Desk(book=book, agreed=agreed)
        #: partners who take a hold back when it shall be confirmed
        self.says_no = says_no
        #: partners whom the bank does not pay
        self.unpaid = unpaid
        #: partners whose systems do not answer
        self.silent: tuple[str, ...] = ()
        super().__init__(process, **data)

    def _perform(self, job: JobRequest) -> None:
        if job.parameters.get("payee") in self.unpaid:
            self.take(
                self.program.fail(self.step.saved, job.element, job.round, "payment_refused", "No.", **self.setting)
            )
            return
        if job.operation not in ACTIONS:
            super()._perform(job)
            return
        if job.operation == "reserve_place" and job.parameters["partner"] in self.silent:
            return
        self.asked.append((job.element, dict(job.parameters)))
        self.desk.now, action = self.now, ACTIONS[job.operation]
        try:
            result = self._acted(action, validated(action, job.parameters), f"{job.element}:{job.round}")
        except ActionRefused as refusal:
            step = self.program.fail(
                self.step.saved, job.element, job.round, refusal.code, str(refusal), **self.setting
            )
        else:
            step = self.program.deliver(self.step.saved, job.element, job.round, result, **self.setting)
        self.take(step)

    def _acted(self, action: Any, parameters: dict[str, Any], key: str) -> dict[str, Any]:
        if action.name == "confirm_place" and parameters["partner"] in self.says_no:
            raise ActionRefused(
                "place_refused", str(PlaceRefused(partner=parameters["partner"], reason="the roof leaks"))
            )
        return action.run(parameters, key=key, desk=self.desk)

    def states(self) -> list[tuple[str, str]]:
        """(partner, state) of each try."""
        return [(place.partner, place.state) for place in self.desk.places.rows.values()]

    def to_partners(self) -> list[str]:
        """What went to partners and came back from them."""
        paid = [amount for element, amount in self.payments if element == "pay_difference"]
        return paid + [entry.amount for entry in self.desk.ledger.rows.values()]

    def arrives(self, **answers: Any) -> Self:
        self.do("hand_over_warmly", **WARM)
        return self.message("partner_confirms_arrival", {**THERE, **answers})


def needing(**data: Any) -> PartnerRun:
    said = {
        "what_happened": "The hotel is full.",
        "contact": "ann@example.org",
        "reporter_name": "Ann",
        "failure_point": "overbooked_hotel",
        "service_occasion": "Booking 7",
    }
    return PartnerRun("place_elsewhere", **{**said, **NEED, **data})


def chosen(**data: Any) -> PartnerRun:
    return needing(**data).do("choose_substitute", **ANY)


def placed_and_welcome() -> Run:
    run = chosen().arrives().do("say_how_it_is", quality_ok=True)
    return run.do("plan_return", **WELCOME)


def volunteered_and_not_well_served() -> Run:
    run = needing(seekers_compete=True, special_needs="", need_place="JFK")
    run.do("ask_for_volunteers", who_volunteers="this_customer", volunteer_offer="50.00 USD")
    run.do("choose_substitute", substitute_choice="second", consent_scope="name_contact_needs").arrives(hours_lost=2)
    run.do("say_how_it_is", quality_ok=False, what_is_wrong="No breakfast.")
    return run.do("put_right_there", put_right_how="Breakfast next door.").do("plan_return", **WELCOME)


def somebody_else_volunteered() -> Run:
    return needing(seekers_compete=True).do("ask_for_volunteers", who_volunteers="somebody_else")


def need_asked_for_and_silent() -> Run:
    """Called from another strategy, without a need; the customer never uses the page."""
    run = PartnerRun("place_elsewhere", contact="none given", failure_point="overbooked_hotel")
    run.do("say_what_is_needed", **NEED).later(minutes=21).do("ask_in_person", **ANY)
    run.do("hand_over_warmly", **WARM).later(hours=8).do("find_out_arrival", **THERE).later(hours=3)
    return run.do("plan_return", **WELCOME)


def money_back_at_once() -> Run:
    return (
        needing(refused=("pay_rest",))
        .do("choose_substitute", substitute_choice="refund")
        .do("pay_rest_another_way", **REPAIRED)
    )


def nobody_has_a_place() -> Run:
    run = needing(promised_quality=5).do("agree_what_else", what_else="try_again", **NOBODY_HAS)
    return run.do("agree_what_else", what_else="refund", **NOBODY_HAS)


def price_back_by_law() -> Run:
    """What is owed holds the price already: nothing is paid twice."""
    run = needing(failure_point="cancelled_flight", only=("inn",))
    return run.do("choose_substitute", substitute_choice="refund")


def payment_fails_then_another_then_given_back() -> Run:
    """The payment to the first is refused; at the second the customer changes their mind."""
    run = needing(failure_point="delayed_flight", unpaid=("Inn",)).do(
        "choose_substitute", substitute_choice="first", consent_scope="name"
    )
    return run.do("hand_over_warmly", **WARM).message("customer_gives_place_back", {"cancel_reason": "We go home."})


def one_says_no_at_the_last_moment() -> Run:
    run = chosen(only=("inn", "harbour"), says_no=("inn",)).do("hand_over_warmly", **WARM)
    run.message("partner_confirms_arrival", NOT_THERE)
    return run.do("agree_what_else", what_else="refund", **NOBODY_HAS)


def asked_in_vain() -> Run:
    """A partner whom people have to ask says no, does not pick up, and answers later."""
    run = chosen(only=("lodge",)).do("ask_partner", place_given=False)
    run.do("agree_what_else", what_else="try_again", **NOBODY_HAS).do("choose_substitute", **ANY).later(minutes=11)
    run.do("agree_what_else", what_else="try_again", **NOBODY_HAS).do("choose_substitute", **ANY)
    return run.message("partner_answers", {"place_given": True, "hold_reference": "L-7"})


def full_and_silent() -> Run:
    """Between the list and the request the last place went; the other partner's system does not answer."""
    run = needing(only=("inn", "harbour"))
    other, reserve = Desk("R-2", run.desk.places, run.desk.agreed), ACTIONS["reserve_place"]
    other.now = run.now
    for attempt in (1, 2):
        reserve.run(validated(reserve, {"partner": "inn", "attempt": attempt, "need": "room"}), key="", desk=other)
    run.silent = ("harbour",)
    run.do("choose_substitute", **ANY).later(minutes=11)
    return run.do("agree_what_else", what_else="refund", **NOBODY_HAS)


def _watched(came_back: bool) -> Run:
    run = Run("watch_return", partner="inn", partner_name="Inn", reporter_name="Ann", return_watched_for="P90D")
    return run.later(days=91).do("see_whether_they_came_back", came_back=came_back)


def came_back() -> Run:
    return _watched(True)


def stayed_with_the_partner() -> Run:
    return _watched(False)


STORIES_OF_SUBSTITUTES: dict[str, Callable[[], Run]] = {
    story.__name__: story
    for story in (
        placed_and_welcome,
        volunteered_and_not_well_served,
        somebody_else_volunteered,
        need_asked_for_and_silent,
        money_back_at_once,
        nobody_has_a_place,
        price_back_by_law,
        payment_fails_then_another_then_given_back,
        one_says_no_at_the_last_moment,
        asked_in_vain,
        full_and_silent,
        came_back,
        stayed_with_the_partner,
    )
}
