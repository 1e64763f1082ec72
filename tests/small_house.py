"""A house with a small edition of its own, a clock that stands, and a cast of four; jobs are worked off by hand."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import databases
from amends.engine.assembly import House
from amends.engine.clock import FixedClock
from amends.engine.jobs import work_off
from amends.engine.person import Actor, Person, Seat, Unit
from amends.engine.task import TaskId
from diagrams.sketch import bpmn

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RUTH = Person(id="ruth", name="Ruth Adeyemi", email="ruth@house.example", seats=(Seat("shop", "front_line"),))
BEN = Person(id="ben", name="Ben Novak", email="ben@house.example", seats=(Seat("shop", "front_line"),))
TEO = Person(
    id="teo",
    name="Teo Marin",
    seats=(Seat("house", "supervisor"), Seat("house", "front_line")),
    email="teo@house.example",
)
OTTO = Person(id="otto", name="Otto Klein", rights=frozenset({"operator"}), seats=())
CAST = (RUTH, BEN, TEO, OTTO)
CUSTOMER = Actor("customer", "", "the customer")

REPORT = {
    "type": "object",
    "required": ["what_happened"],
    "additionalProperties": False,
    "properties": {
        "what_happened": {"type": "string", "title": "What happened", "minLength": 1, "maxLength": 400},
        "contact": {"type": "string", "maxLength": 100},
    },
}
WORDS = {
    "type": "object",
    "required": ["words"],
    "additionalProperties": False,
    "properties": {
        "words": {"type": "string", "title": "Words", "maxLength": 40},
        "amount": {"type": "string", "format": "money", "title": "Amount"},
    },
}
MORE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"more": {"type": "string", "title": "More", "maxLength": 40}},
}
CLOCKS = [{"key": "answer", "text": "somebody answers you", "to": "customer", "kind": "given", "within": "'PT4H'"}]
EVERYDAY = {"name": "everyday", "timezone": "UTC", "working_days": [1, 2, 3, 4, 5, 6, 7], "hours": ["00:00", "24:00"]}

ONE_TASK = """
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json +keeps=answer
    endEvent answered
    flow reported answer answered"""


def folder(at: Path, diagram: str = ONE_TASK, **files: bytes) -> Path:
    """An edition in a folder: one diagram, three forms, one clock, one letter."""
    at.mkdir(parents=True, exist_ok=True)
    content: dict[str, bytes] = {
        "case_by_case.bpmn": bpmn(diagram, "case_by_case"),
        "forms/report.schema.json": json.dumps(REPORT).encode(),
        "forms/words.schema.json": json.dumps(WORDS).encode(),
        "forms/more.schema.json": json.dumps(MORE).encode(),
        "packs/house.json": json.dumps({"currency": "USD", "organisation": "The House", "clocks": CLOCKS}).encode(),
        "calendars/everyday.json": (Path(__file__).parent.parent / "processes/calendars/everyday.json").read_bytes(),
        "letters/hello.md": b"Subject: Your case {{ number }}\n\nHello, this is {{ organisation }}.\n",
        **files,
    }
    for path, text in content.items():
        (at / path).parent.mkdir(parents=True, exist_ok=True)
        (at / path).write_bytes(text)
    return at


def open_house(tmp_path: Path, diagram: str = ONE_TASK, *, at: datetime = MONDAY, **parts: Any) -> House:
    """A new house on a database of its own; opened again on the same path it is the same house."""
    fresh = not databases.exists(tmp_path / "house.sqlite")
    settings = {
        "AMENDS_DATABASE_URL": databases.address(tmp_path / "house.sqlite"),
        "AMENDS_PROCESSES": str(tmp_path / "processes"),
        **parts.pop("settings", {}),
    }
    if fresh:
        folder(tmp_path / "processes", diagram)
    house = House.open(settings, clock=parts.pop("clock", None) or FixedClock(at), **parts)
    if fresh:
        settle(house)
    return house


def settle(house: House) -> None:
    with house.store.writing() as work:
        work.people.add_unit(Unit(id="house", name="The House"))
        work.people.add_unit(Unit(id="shop", name="The Shop", parent="house"))
        for person in CAST:
            work.people.add_person(person, person.id, "")


def report(house: House, words: str = "The lid is broken.", **more: Any) -> str:
    return house.recovery.report({"what_happened": words, **more}, by=CUSTOMER, unit="shop", channel="web").number


def work(house: House) -> None:
    """Let the worker do whatever is due."""
    house.recovery.tick()
    work_off(house.store, house.recovery.perform, house.clock)


def pass_time(house: House, **by: float) -> None:
    house.clock.advance(**by)
    work(house)


def task(house: House, case: str, element: str) -> TaskId:
    with house.store.reading() as unit:
        return next(t.id for t in unit.tasks.of_case(case) if t.id.element == element)


def kinds(house: House, case: str) -> list[str]:
    """What the record says happened, without the elements that were passed."""
    with house.store.reading() as unit:
        return [line.kind for line in unit.journal.of_case(case) if line.kind != "element_passed"]


def facts(house: House, case: str, kind: str) -> list[dict[str, Any]]:
    with house.store.reading() as unit:
        return [line.facts for line in unit.journal.of_case(case) if line.kind == kind]
