"""A case as its customer sees it: plain words, one first name, the next step and its time."""

from datetime import datetime

from ..case import Case
from ..errors import NotFound
from ..person import CUSTOMER_LANE, Customer
from ..promise import Promise
from ..recovery.means import Means
from ..store import UnitOfWork
from ..task import Task
from ..views import StatusView
from .news import news_of
from .papers import letters_of, payments_of

#: what the work in a lane is called when we tell a customer about it
STEPS = {
    "front_line": "Somebody reads what you wrote and answers you",
    "supervisor": "A supervisor looks at your case",
    "case_owner": "The person who looks after your case works on it",
    "finance": "Your payment is being arranged",
    "operations": "What we promised is being carried out",
    "executive": "A senior manager looks at your case personally",
    CUSTOMER_LANE: "We wait for your answer",
}
ENDED = {
    "resolved_accepted": "Your case is closed: what we agreed has been done.",
    "resolved_no_reply": "Your case is closed. We did not hear from you; what you are owed was done all the same.",
    "placed_elsewhere": "A partner has served you for us. You are welcome with us again.",
    "price_paid_back": "Your case is closed: your money went back to you.",
    "served_after_all": "We serve you ourselves after all.",
    "guest_served": "We have served your customer; it is settled between us at the end of the month.",
    "guest_stayed_away": "Your customer did not come.",
    "partner_refused": "We had no room without taking places from our own customers.",
    "rejected_with_recourse": "We could not agree. Our last letter tells you who else can look at your case.",
}


def status(means: Means, token: str) -> StatusView:
    """Raises NotFound for a token that opens nothing."""
    with means.store.reading() as work:
        number = work.cases.by_token(token) if token else None
        if number is None:
            raise NotFound(what="case", name="this link")
        case = work.cases.load(number)
        if case.kind != "recovery":  # an incident or a lesson has no customer, and its link opens nothing
            raise NotFound(what="case", name="this link")
        tasks = work.tasks.of_case(number)
        promises = [p for p in work.promises.of_case(number) if p.to == "customer"]
        owner = work.people.find(case.owner)
        now = means.now()
        step, time = _next(tasks, promises, now)
        return StatusView(
            number=number,
            token=token,
            title=case.title,
            state=_state(case, tasks, is_late=any(p.is_open() and p.is_missed(now) for p in promises)),
            owner_first_name=owner.name.split()[0] if owner else "",
            next_step=step if case.is_open else "",
            next_time=time if case.is_open else None,
            is_open=case.is_open,
            opened_at=case.opened_at,
            promises=promises,
            letters=[letter for letter in letters_of(work, number) if letter.to == CUSTOMER_LANE],
            payments=[paid for paid in payments_of(work, number) if paid.payee not in _partners(case)],
            tasks=[t for t in tasks if t.lane == CUSTOMER_LANE],
            notes=_notes(work, number),
            news=news_of(means, work, case, Customer(token=token)),
        )


def _partners(case: Case) -> set[str]:
    """Those who may have served the customer for us: what they are paid is no payment to the customer."""
    offered = case.data.get("substitutes")
    return {str(row.get("name")) for row in offered.get("shortlist", ())} if isinstance(offered, dict) else set()


def _state(case: Case, tasks: list[Task], *, is_late: bool) -> str:
    if not case.is_open:
        return next((ENDED[end] for end in case.ends if end in ENDED), "Your case is closed.")
    if any(t.lane == CUSTOMER_LANE for t in tasks):
        return "We have a question for you."
    if is_late:
        return "We are late, and we are sorry. We are working on it."
    return "We are working on it." if case.owner else "We have your report. Nobody has taken it up yet."


def _next(tasks: list[Task], promises: list[Promise], now: datetime) -> tuple[str, datetime | None]:
    """The most pressing step in the customer's words, and the next time still to come at which we owe something."""
    lanes = [t.lane for t in tasks]
    lane = CUSTOMER_LANE if CUSTOMER_LANE in lanes else next((lane for lane in lanes if lane in STEPS), "case_owner")
    owed = [p.due_at for p in promises if p.is_open() and not p.is_missed(now)]
    return STEPS[lane], min(owed) if owed else None


def _notes(work: UnitOfWork, number: str) -> list[tuple[datetime, str]]:
    """What the customer added; what staff note among themselves stays with them."""
    texts = {
        digest: text.value for digest, text in work.texts.of_case(number).items() if text.kind == "note" and text.value
    }
    return [
        (line.at, str(texts[line.facts["digest"]]["text"]))
        for line in work.journal.of_case(number)
        if line.kind == "note_added" and line.actor.kind == "customer" and line.facts["digest"] in texts
    ]
