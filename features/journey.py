"""The usual way of a case, walked through the front door to where a scenario begins, with answers nobody reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from amends.engine.answers import writable
from amends.engine.person import Actor, Customer, Person
from amends.engine.task import Task

from .actors import is_called
from .cast import JFK, STAFF, LetDown
from .world import World

ASSESS, RESPOND, COMPOSE, CHOOSE = (
    "Assess the report",
    "Listen, apologise, explain",
    "Compose an offer",
    "Choose a remedy",
)
CLOSE, SURVEY = "Tell result and lesson", "Say how it went"
#: no case takes more acts than this to its end
MOST_ACTS = 60

#: how a failure is told -> what the report says beside the words, and what Ruth finds when she assesses it
FAILURES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a small failure": ({}, {"failure_type": "late", "failure_point": "late_bag", "hours_lost": 0}),
    "a cancelled flight": ({"service_occasion": "UA 1532 on 8 February"}, {}),
    "an injury": ({"injury": True}, {"failure_type": "badly_executed", "failure_point": "fall_on_the_stairs"}),
}


def usual(world: World) -> dict[str, Any]:
    """Field -> an answer that fits, where the scenario is about something else. Forms take of it what they ask for."""
    now, lost = world.now(), world.money(80)
    return {
        "failure_type": "not_delivered",
        "failure_kind": "outcome",
        "failure_point": "cancelled_flight",
        "hours_lost": 5,
        "price": lost,
        "money_lost": lost,
        "apology_given": "spoken",
        "emotion": "angry",
        "fixed_now": False,
        "told_what": "We look for another flight.",
        "told_by_when": (now + timedelta(days=30)).isoformat(),
        "locus": "firm",
        "controllable": True,
        "stable": False,
        "others_exposed": False,
        "evidence_held": "the log of the crew",
        "psychological": ["apology_in_writing"],
        "tangible": ["rebooking"],
        "goodwill": world.money(0),
        "reason_outside_band": "agreed with the customer",
        "promised_by": (now + timedelta(days=7)).date().isoformat(),
        "decision": "approve",
        "conflict_of_interest": False,
        "choice": "accept",
        "done": True,
        "done_instead": "a seat on the train",
        "satisfied_now": True,
        "csat_after": 5,
        "fair_result": 5,
        "fair_process": 5,
        "fair_treatment": 5,
    }


def answers(world: World, task: Task, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The sheet of a task filled in as usual, with some answers of the scenario's own; None leaves a field empty."""
    schema, changes = world.form_of(task), changes or {}
    fields = writable(schema)
    filled = {name: value for name, value in usual(world).items() if name in fields and _fits(fields[name], value)}
    for name in schema.get("required", ()):
        filled.setdefault(name, _any(fields.get(name, {}), world))
    return {name: value for name, value in {**filled, **changes}.items() if value is not None}


def _fits(field: Mapping[str, Any], value: Any) -> bool:
    """A form may ask for less or otherwise than it did; whatever is asked for then, is filled in."""
    choices = [option["const"] for option in field.get("oneOf", ())]
    kinds = {"boolean": bool, "array": list, "string": str, "integer": int, "number": (int, float)}
    return isinstance(value, kinds.get(field.get("type", ""), object)) and (not choices or value in choices)


def _any(field: Mapping[str, Any], world: World) -> Any:
    """Something that a field takes."""
    choices = [option["const"] for option in field.get("oneOf", ())] or list(field.get("enum", ()))
    formats = {
        "money": world.money(10),
        "date": world.now().date().isoformat(),
        "date-time": world.now().isoformat(),
        "email": "somebody@northway.example",
    }
    kinds = {"boolean": True, "integer": field.get("minimum", 1), "number": field.get("minimum", 1), "array": []}
    return (
        choices[0]
        if choices
        else formats.get(field.get("format", "")) or kinds.get(field.get("type", ""), "It was as we said it was.")
    )


def report(
    world: World,
    customer: LetDown,
    words: str = "",
    failure: str = "a cancelled flight",
    *,
    by: Person | None = None,
    contact: str | None = None,
    **more: Any,
) -> None:
    """Somebody tells what happened; what is asked for beyond the words is left out."""
    told = {
        "what_happened": words,
        "contact": contact or customer.contact,
        "reporter_name": customer.name,
        **FAILURES[failure][0],
        **more,
    }
    fields = world.acts.report_form(by=by).fields
    sheet = {name: value for name, value in told.items() if name in fields}
    world.opened(customer, world.acts.report(sheet, by=by, unit=JFK))


def act(
    world: World,
    who: Person | Customer,
    customer: LetDown,
    label: str,
    changes: Mapping[str, Any] | None = None,
    *,
    times: int = 1,
) -> None:
    """Somebody does the open task of this label; the worker then does what follows from it."""
    world.before_act()
    sheet = answers(world, world.task(customer, label), changes)
    world.acts.hand_in(who, world.number(customer), label, sheet, times=times)
    world.work_off()


def go_on(
    world: World, customer: LetDown, until: str = "", changes: Mapping[str, Mapping[str, Any]] | None = None
) -> None:
    """Everybody does what they are asked to, as usual, until a task of this label is open; without one, to the end."""
    for _ in range(MOST_ACTS):
        tasks = world.tasks(customer)
        if not tasks or any(is_called(task.label, until) for task in tasks):
            break
        label = tasks[0].label.partition(": ")[0]
        act(world, doer(world, customer, tasks[0]), customer, label, (changes or {}).get(label))
    assert not until or world.task(customer, until)


def doer(world: World, customer: LetDown, task: Task) -> Person | Customer:
    """Whoever of the cast is asked first to do a task."""
    if task.lane == "customer":
        return world.link(customer)
    return next(
        person for person in STAFF.values() if task.id in [found.id for found in world.house.inquiry.inbox(person)]
    )


def reported(world: World, customer: LetDown, failure: str = "a cancelled flight", adding: str = "") -> None:
    """Told by the customer and assessed at the desk."""
    report(world, customer, f"We had {failure}. {adding}".strip(), failure)
    go_on(world, customer, RESPOND, {ASSESS: FAILURES[failure][1]})


def rated(world: World, customer: LetDown, facts: Mapping[str, Any]) -> None:
    """Told and assessed with these facts, and nothing else that could make it serious."""
    mild = {"hours_lost": 0, "money_lost": None, "price": None, "failure_type": "late", "failure_point": "late_bag"}
    told = {name: value for name, value in facts.items() if name in world.acts.report_form(by=None).fields}
    found = {name: value for name, value in facts.items() if name not in told}
    report(world, customer, "It was not as it should be.", "a small failure", **told)
    go_on(world, customer, RESPOND, {ASSESS: {**mild, **found}})


def complain_about(world: World, customer: LetDown, person: Person) -> None:
    """A case that is about a member of staff."""
    told = {"what_happened": f"{person.name} shouted at me", "contact": customer.contact}
    nobody = Actor("customer", "", "the customer")
    case = world.house.recovery.open("case_by_case", told, by=nobody, unit=JFK, about=(person.id,))
    world.opened(customer, (case.number, case.token))


def put_right(world: World, who: Person, customer: LetDown, amount: str | None) -> None:
    """The failure is put right at the desk, with an amount of money on top of what is owed, or without."""
    fixed = {
        "fixed_now": True,
        "spot_remedy": "a seat on the next flight",
        "spot_amount": amount,
        "told_what": None,
        "told_by_when": None,
    }
    act(world, who, customer, RESPOND, fixed)


def offer(
    world: World,
    customer: LetDown,
    *,
    goodwill: str | None = None,
    reason: str | None = "It was a long night.",
    **more: Any,
) -> None:
    """Whoever has to, makes an offer."""
    changes = {"goodwill": goodwill, "reason_outside_band": reason, **more}
    act(world, doer(world, customer, world.task(customer, COMPOSE)), customer, COMPOSE, changes)


def decide(world: World, decision: str, **more: Any) -> None:
    """Teo decides about what somebody wants to give."""
    act(world, STAFF["Teo"], world.only_customer(), "Approve as supervisor", {"decision": decision, **more})


def open_again(world: World, customer: LetDown) -> None:
    """The customer says that it is not put right, to us and on the telephone."""
    act(world, world.link(customer), customer, SURVEY, {"csat_after": 1, "still_unsolved": "I still wait for my bag."})
    act(world, STAFF["Teo"], customer, "Call the customer", {"satisfied_now": False})


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A form that somebody has open while others go on."""

    hand_in: Callable[[], None]


def opened_sheet(world: World, who: Person, customer: LetDown, label: str) -> Sheet:
    filled = answers(world, world.task(customer, label))
    return Sheet(hand_in=world.acts.open_sheet(who, world.number(customer), label, filled))
