"""Ours: the engine alone with one row a step, and the whole house with record, inbox, timers, promises and rights."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from amends.engine.assembly import House
from amends.engine.bpmn import Saved, read_library
from amends.engine.calendars import Calendars
from amends.engine.clock import FixedClock
from amends.engine.person import Person, Seat, Unit, acting
from amends.engine.publishing import shipped
from amends.engine.recovery.writing import saved, setting, write
from amends.engine.task import TaskId

from . import story
from .contestants import connect
from .diagrams import PROCESS

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
#: the house waits for real time to pass, so that the timer beside `inform` is written down and cleared again
PAUSE, STEP = "PT1M", timedelta(minutes=2)
CLOCK = {"key": "answer", "text": "somebody answers you", "to": "customer", "kind": "given", "within": "'PT4H'"}
MAREN = Person(
    id="maren",
    name="Maren Jansen",
    email="maren@house.example",
    seats=(Seat("shop", "front_line"), Seat("shop", "supervisor")),
)


class Engine:
    """The calculation and its notes: one row with a version check, no record, no inbox."""

    def __init__(self, diagram: bytes, folder: Path) -> None:
        rules = {"types": {"amount": "number"}, "clocks": {"answer": CLOCK}, "decide": _no_tables}
        self._program = read_library({"complaint.bpmn": diagram}, **rules).processes[PROCESS]
        self._calendars = Calendars.from_files({"everyday": (shipped() / "calendars/everyday.json").read_bytes()})
        self._database = connect(folder / "engine.sqlite")
        self._case = self._steps = self.largest = 0
        self._step: Any = None

    def begin(self, data: dict[str, Any]) -> None:
        self._steps, self.largest = 0, 0
        self._step = self._program.open(data | {"pause_for": PAUSE}, **self._setting())
        self._database.execute("begin immediate")
        kept = orjson.dumps(self._step.data).decode(), self._step.notes
        row = self._database.execute("insert into kept(version, data, state) values(1, ?, ?)", kept)
        self._case = row.lastrowid or 0
        self._database.execute("commit")
        self._weigh()

    def step(self, element: str, typed: dict[str, Any]) -> None:
        read = "select version, data, state from kept where id = ?"
        version, data, notes = self._database.execute(read, (self._case,)).fetchone()
        round_ = self._steps + 1 if element == "work" else 1
        saved = Saved(data=orjson.loads(data), notes=notes)
        self._steps += 1
        self._step = self._program.complete(saved, element, round_, typed, **self._setting())
        self._database.execute("begin immediate")
        changed = self._database.execute(
            "update kept set version = version + 1, data = ?, state = ? where id = ? and version = ?",
            (orjson.dumps(self._step.data).decode(), self._step.notes, self._case, version),
        )
        self._database.execute("commit")
        if changed.rowcount != 1:
            raise RuntimeError("somebody else wrote the row")
        self._weigh()

    def _weigh(self) -> None:
        self.largest = max(self.largest, len(self._step.notes))

    def _setting(self) -> dict[str, Any]:
        return {"now": NOW + self._steps * STEP, "calendar": "everyday", "calendars": self._calendars}

    def done(self) -> bool:
        found = self._step.data
        return found.get("would_recommend") == 9 and found.get("hours_promised") == 24

    def size(self) -> int:
        return self.largest


class WholeHouse:
    """Everything a post of a form does after the page was read: rights, claim, schema, step, record and rows."""

    def __init__(self, diagram: bytes, folder: Path, url: str = "") -> None:
        self._clock = FixedClock(NOW)
        self.house = House.open(settings(diagram, folder, url), clock=self._clock)
        settle(self.house)
        self.number, self._rounds, self._keys = "", 0, 0
        self._values: dict[str, Any] = {}

    def begin(self, data: dict[str, Any]) -> None:
        self._rounds = 0
        given = data | {"pause_for": PAUSE}
        self.number = self.house.recovery.open(PROCESS, given, by=acting(MAREN), unit="shop").number

    def step(self, element: str, typed: dict[str, Any]) -> None:
        task = self._task(element)
        key = f"{self.number}:{self._keys}"
        self.house.recovery.complete(task, typed, by=MAREN, key=key, shown={})

    def _task(self, element: str) -> TaskId:
        """The next one, a while later."""
        self._clock.turn_to(self._clock.now() + STEP)
        self._rounds, self._keys = self._rounds + 1, self._keys + 1
        return TaskId(self.number, element, self._rounds if element == "work" else 1)

    def done(self) -> bool:
        case = self._case()
        return case.data.get("would_recommend") == 9 and case.data.get("hours_promised") == 24

    def size(self) -> int:
        """As the engine says: here it would be asked of a case that is over."""
        return 0

    def _case(self) -> Any:
        with self.house.store.reading() as work:
            return work.cases.load(self.number)


class RecordAndRows(WholeHouse):
    """The engine with record, inbox, timers and promises in one transaction; nobody's rights, answers, claims or keys
    are looked at, and no texts are kept apart."""

    def step(self, element: str, typed: dict[str, Any]) -> None:
        task, means = self._task(element), self.house.means
        with self.house.store.writing() as work:
            case, now = work.cases.load(task.case), means.now()
            program = means.shelf.running(case.edition).program(case.process)
            step = program.complete(saved(case), element, task.round, typed, **setting(means, work, case, now))
            write(means, work, case, step, at=now)


def settings(diagram: bytes, folder: Path, url: str = "") -> dict[str, str]:
    """Of a house of its own in a folder, with this diagram and the forms of the story as its edition."""
    edition = folder / "processes"
    report = {"properties": {name: {} for name in story.CASE}}
    files = {
        "complaint.bpmn": diagram,
        "packs/house.json": orjson.dumps({"currency": "EUR", "organisation": "The House", "clocks": [CLOCK]}),
        "calendars/everyday.json": (shipped() / "calendars/everyday.json").read_bytes(),
        "forms/report.schema.json": orjson.dumps({"type": "object", **report}),
        **{f"forms/{name}": content for name, content in story.forms().items()},
    }
    for path, content in files.items():
        (edition / path).parent.mkdir(parents=True, exist_ok=True)
        (edition / path).write_bytes(content)
    return {"AMENDS_DATABASE_URL": url or f"sqlite:///{folder / 'house.sqlite'}", "AMENDS_PROCESSES": str(edition)}


def settle(house: House, password_hash: str = "") -> None:
    """A tree of units and the people of a small organisation."""
    with house.store.writing() as work:
        work.people.add_unit(Unit(id="house", name="The House"))
        for name in ("shop", "desk", "workshop", "depot"):
            work.people.add_unit(Unit(id=name, name=f"The {name}", parent="house"))
        work.people.add_person(MAREN, MAREN.id, password_hash)


def _no_tables(*asked: Any) -> dict[str, Any]:
    raise NotImplementedError
