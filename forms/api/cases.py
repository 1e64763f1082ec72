"""Cases: those the caller may see, one of them with its record, a failure reported, and news told."""

from typing import Any

from ...engine.errors import NotFound
from ...engine.person import Person, acting
from ...engine.views import CaseLine, CaseView, LetterView, PaymentView, RecordLine, Tellable
from ..host import house
from . import bodies, shapes
from .bodies import Part
from .refusals import BodyWrong, PageWrong
from .routes import route
from .tasks import ANSWERS, labelled, line, outcome

STATES = {"open": True, "closed": False, "all": None}
LONGEST_PAGE = 500
SOUGHT = {
    "q": "words that are looked for",
    "state": "open, closed or all; open by default",
    "page": "which page of 25, from 1",
}
UNIT = Part("string", "where it happened: the id of a unit; yours by default")


@route("GET", "/cases", gives=shapes.Cases, asks=SOUGHT)
def cases(me: Person) -> shapes.Cases:
    """Cases you may see, newest first."""
    page, state = bodies.number("page", 1, 1_000_000), bodies.word("state", "open")
    if state not in STATES:
        raise PageWrong(name="state", problem="has to be open, closed or all")
    lines, total = house().inquiry.cases(me, text=bodies.word("q", ""), open=STATES[state], page=page)
    return {"cases": [_listed(each) for each in lines], "total": total, "page": page}


@route("GET", "/report", gives=shapes.ReportForm)
def report_form(me: Person) -> shapes.ReportForm:
    """The form in which staff report a failure, and the units where it can have happened."""
    units = house().inquiry.units_open_to_reports()
    return {"form": house().inquiry.report_form(by_staff=True), "units": [unit.id for unit in units]}


@route("POST", "/cases", takes={"answers": ANSWERS, "unit": UNIT}, gives=shapes.Outcome, status=201, has_key=True)
def report(me: Person, given: dict[str, Any]) -> shapes.Outcome:
    """Report a failure: a case is opened, and the clocks of its promises run."""
    answers, unit = given["answers"], given.get("unit") or _mine(me)
    channel = str(answers.get("channel") or "counter")
    case = house().recovery.report(answers, by=acting(me), unit=unit, channel=channel, key=bodies.key())
    return opened(case.number, me)


@route("GET", "/cases/<number>", gives=shapes.CaseInFull)
def case(me: Person, number: str) -> shapes.CaseInFull:
    """One case. Looking at a restricted one stands on its record."""
    return _in_full(house().inquiry.case(number, me, to_draw=False))


@route("GET", "/cases/<number>/record", gives=shapes.Record, asks={
    "after": "the number of a line: only what was written behind it", "size": "how many lines, at most 500",
})  # fmt: skip
def record(me: Person, number: str) -> shapes.Record:
    """What happened, line by line, with the hash of what was written together."""
    after, size = bodies.number("after", 0, 1_000_000, 0), bodies.number("size", 100, LONGEST_PAGE)
    lines = [each for each in house().inquiry.record(number, me) if each.number > after]
    return {"lines": [_entry(each) for each in lines[:size]], "is_more": len(lines) > size}


@route("GET", "/cases/<number>/news/<element>", gives=shapes.News)
def news(me: Person, number: str, element: str) -> shapes.News:
    """The form of something that the case waits to hear."""
    view = house().inquiry.news(number, element, me)
    return {"news": _tellable(view.news), "form": view.schema}


@route("POST", "/cases/<number>/news/<element>", takes={"answers": ANSWERS}, gives=shapes.Outcome, has_key=True)
def tell(me: Person, given: dict[str, Any], number: str, element: str) -> shapes.Outcome:
    """Tell the case what it waits for; it goes on from there."""
    house().recovery.tell(number, element, given["answers"], by=me, key=bodies.key())
    return outcome(house().inquiry.standing(number, me))


@route("POST", "/cases/<number>/notes", takes={"text": Part("string", "what to add", is_required=True)}, status=204)
def note(me: Person, given: dict[str, Any], number: str) -> None:
    """Add something to the record of a case."""
    house().recovery.note(number, given["text"], me)


def opened(number: str, me: Person) -> shapes.Outcome:
    """A case that is restricted to others from its beginning is named, and not shown."""
    try:
        return outcome(house().inquiry.standing(number, me))
    except NotFound:
        return {"case": {"number": number}, "tasks": []}


def _mine(me: Person) -> str:
    """Where the caller works, if it is one of the units that something can happen in."""
    units = {unit.id for unit in house().inquiry.units_open_to_reports()}
    found = next((seat.unit for seat in me.seats if seat.unit in units), "")
    if not found:
        raise BodyWrong(problem=f"lacks 'unit', which is one of {', '.join(sorted(units)[:20])}")
    return found


def _in_full(view: CaseView) -> shapes.CaseInFull:
    case, now = view.case, house().clock.now()
    promises: list[shapes.PromiseMade] = [
        {"text": p.text, "to": p.to, "kind": p.kind, "due_at": p.due_at, "kept_at": p.kept_at,
         "is_missed": p.is_missed(now)}
        for p in view.promises
    ]  # fmt: skip
    return {
        "case": {
            "number": case.number, "kind": case.kind, "strategy": case.strategy, "title": case.title,
            "unit": view.unit_name, "owner": view.owner_name, "severity": case.severity, "is_open": case.is_open,
            "is_restricted": case.handlers is not None, "opened_at": case.opened_at, "ended_at": case.ended_at,
            "ends": case.ends,
        },
        "process": case.process, "facts": labelled([*view.facts, *view.more_facts]),
        "tasks": [line(each) for each in view.tasks], "promises": promises,
        "letters": [_letter(each) for each in view.letters], "payments": [_payment(each) for each in view.payments],
        "news": [_tellable(each) for each in view.news], "parent": view.family.parent,
        "children": [_listed(each) for each in view.family.children],
    }  # fmt: skip


def _listed(each: CaseLine) -> shapes.CaseLine:
    return {
        "number": each.number, "kind": each.kind, "strategy": each.strategy, "title": each.title,
        "unit": each.unit_name, "owner": each.owner_name, "severity": each.severity, "is_open": each.is_open,
        "is_restricted": each.is_restricted, "opened_at": each.opened_at, "ended_at": each.ended_at, "ends": each.ends,
    }  # fmt: skip


def _letter(each: LetterView) -> shapes.Letter:
    return {"letter": each.name, "to": each.to, "subject": each.subject, "html": each.html, "how": each.how,
            "at": each.at}  # fmt: skip


def _payment(each: PaymentView) -> shapes.PaymentMade:
    return {"amount": each.amount, "payee": each.payee, "reference": each.reference, "state": each.state,
            "at": each.at}  # fmt: skip


def _tellable(each: Tellable) -> shapes.Tellable:
    return {"element": each.element, "message": each.message, "label": each.label, "documentation": each.documentation}


def _entry(each: RecordLine) -> shapes.RecordEntry:
    return {
        "number": each.number, "at": each.at, "wall": each.wall, "by": each.by, "kind": each.kind,
        "sentence": each.sentence, "element": each.element, "details": labelled(each.details), "hash": each.hash,
    }  # fmt: skip
