"""Lessons, and what leads to them: suggestions, mystery visits, colleagues who need support, disputes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from amends.engine.person import Person

from . import journey
from .cast import CUSTOMERS, JFK, STAFF, LetDown
from .incidents import closed
from .world import World

#: cases that are no customer's, by the names that steps call them
LESSON = LetDown(name="the lesson", contact="")
SUGGESTION = LetDown(name="the suggestion", contact="")
SUPPORT = LetDown(name="the support", contact="")
VISIT = LetDown(name="the visit", contact="")
DISPUTE = LetDown(name="the dispute", contact="")

CAUSE, PLAN, DO = "Find the root cause", "Plan the action", "Carry out the action"
CHECK, STANDARD = "Check the effect", "Make it the standard"
WHAT_CHANGED = "Whoever waits at a gate hears every half hour how things stand."
#: how the steps of a lesson are filled in, where the scenario is about something else
USUAL: dict[str, dict[str, Any]] = {
    CAUSE: {"whys": ["Nobody spoke.", "Nobody was asked to."], "quality_gap": 3, "cause_is_systemic": False},
    PLAN: {},
    DO: {},
    CHECK: {"effect_shown": True},
    STANDARD: {"standardised": ["training"], "what_changed": WHAT_CHANGED},
}


def begin(world: World, what: LetDown, process: str, by: Person, told: Mapping[str, Any]) -> None:
    """Somebody starts a process by its form."""
    case = world.house.recovery.start(process, told, by=by, unit=JFK)
    world.opened(what, (case.number, case.token))


def asked_for(world: World, *, linked: tuple[str, ...] = (), **more: Any) -> None:
    """Aude asks for a lesson about cancelled flights."""
    told = {
        "lesson_why": "Nobody told them anything.",
        "failure_point": "cancelled_flight",
        "linked_cases": list(linked),
        **more,
    }
    begin(world, LESSON, "learn", STAFF["Aude"], told)


def step(world: World, label: str, who: Person | None = None, **changes: Any) -> None:
    """One step of the lesson, by whoever is asked first."""
    doer = who or journey.doer(world, LESSON, world.task(LESSON, label))
    journey.act(world, doer, LESSON, label, {**USUAL[label], **_days(world, label), **changes})


def _days(world: World, label: str) -> dict[str, Any]:
    """An action takes two weeks and is looked at six weeks later."""
    today = world.now().date()
    due, check = today + timedelta(days=14), today + timedelta(days=56)
    return {"action_due": due.isoformat(), "check_on": check.isoformat()} if label == PLAN else {}


def planned(world: World, **more: Any) -> None:
    """Cause and action are named; Olga does it."""
    asked_for(world, **more)
    step(world, CAUSE)
    step(world, PLAN)


def done(world: World, **more: Any) -> None:
    planned(world, **more)
    step(world, DO)


def checked(world: World, **more: Any) -> None:
    """Done, and the day of the check has come."""
    done(world, **more)
    world.pass_by(timedelta(days=60))


def proven(world: World, **more: Any) -> None:
    checked(world, **more)
    step(world, CHECK)
    step(world, STANDARD)


def over(world: World, customer: LetDown, failure: str = "a small failure") -> None:
    """A customer's case from the report to its end."""
    journey.reported(world, customer, failure)
    closed(world, customer)


def opened_by(world: World, customer: LetDown) -> list[str]:
    """The numbers of the lessons that a case has opened; the first is "the lesson" from then on."""
    with world.house.store.reading() as work:
        found = [work.cases.load(number) for number, _ in work.cases.children(world.number(customer))]
    lessons = [case for case in found if case.kind == "lesson"]
    if lessons:
        world.numbers[LESSON.name], world.tokens[LESSON.name] = lessons[0].number, lessons[0].token
    return [case.number for case in lessons]


def cases_of(world: World, what: LetDown) -> list[Any]:
    """The cases that one has opened."""
    with world.house.store.reading() as work:
        return [work.cases.load(number) for number, _ in work.cases.children(world.number(what))]


def told(world: World, what: LetDown, who: str) -> list[str]:
    """The letters that somebody of the staff got about a case."""
    return [letter.name for letter in world.view(what).letters if letter.to == STAFF[who].email]


def struck() -> list[LetDown]:
    return list(CUSTOMERS.values())
