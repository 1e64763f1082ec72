"""Our own processes at hand for tests: one case in memory, each command saved and restored, jobs done at once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from amends.engine.actions.find_protocol import NOTHING as NO_PROTOCOL
from amends.engine.actions.read_customers import ReadCustomers
from amends.engine.actions.read_protocol import ReadProtocol
from amends.engine.actions.registry import OURS
from amends.engine.answers import checked, types_of, writable
from amends.engine.bpmn import JobRequest, Library, Opened, Step, read_library
from amends.engine.calendars import Calendars
from amends.engine.decisions import Tables
from amends.engine.entitlement import Rules
from amends.engine.letters import Letters
from amends.engine.pack_book import PackBook
from amends.engine.packs import HOUSE
from amends.engine.packs import read as read_pack
from amends.engine.promise import Promise
from amends.engine.publishing import read_folder

PROCESSES = Path(__file__).parents[2] / "processes"
ACTIONS = {action.name: action.schema for action in OURS}
#: actions that look at nothing but what they are told
READERS: dict[str, Any] = {action.name: action for action in (ReadCustomers(), ReadProtocol())}
#: Monday morning in New York
MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def files(ending: str) -> dict[str, bytes]:
    """What every sector has in common."""
    return {path: content for path, content in read_folder(PROCESSES).items() if path.endswith(ending)}


def forms() -> dict[str, Any]:
    return {path.rpartition("/")[2]: json.loads(content) for path, content in files(".schema.json").items()}


@cache
def house() -> dict[str, Any]:
    return json.loads((PROCESSES / "packs" / "house.json").read_text(encoding="utf-8"))


@cache
def tables() -> Tables:
    return Tables.from_files(files(".dmn"))


@cache
def packs() -> PackBook:
    found = [
        read_pack(content, Path(path).stem) for path, content in files(".json").items() if path.startswith("packs/")
    ]
    own = [pack for pack in found if pack.stem == HOUSE]
    return PackBook(house=own[0], others=tuple(pack for pack in found if pack.stem != HOUSE))


@cache
def rules() -> Rules:
    return Rules(tables(), packs())


@cache
def calendars() -> Calendars:
    return Calendars.from_files(
        {path: content for path, content in files(".json").items() if path.startswith("calendars/")}
    )


@cache
def letters() -> Letters:
    return Letters.from_files({path: content for path, content in files(".md").items() if path.startswith("letters/")})


@cache
def library() -> Library:
    return read_library(
        files(".bpmn"),
        decide=rules().decide,
        types={**types_of(forms()), **rules().kinds()},
        clocks={row["key"]: row for row in house()["clocks"]},
        forms=frozenset(forms()),
        actions=ACTIONS,
        decisions=frozenset(tables().ids),
    )


class Run:
    """A case of `process`, brought forward by people, time and the world."""

    def __init__(
        self,
        process: str,
        *,
        refused: tuple[str, ...] = (),
        slow: tuple[str, ...] = (),
        results: Mapping[str, Mapping[str, Any]] | None = None,
        **data: Any,
    ) -> None:
        self.program, self.now = library().processes[process], MONDAY
        #: service tasks whose jobs wait for `work_off`
        self.slow = slow
        #: what actions answer, by their names, where the usual answer will not do
        self.results = results or {}
        #: parameters of all jobs that were done, by the element that asked
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.queue: list[JobRequest] = []
        #: service tasks whose payments are refused for good
        self.refused = refused
        self.passed: list[str] = []
        self.flows: set[str] = set()
        #: "<letter> to <whom>", and what they say
        self.letters: list[str] = []
        self.texts: list[str] = []
        self.payments: list[tuple[str, str]] = []
        self.promises: list[Promise] = []
        self.tasks: dict[tuple[str, int], Opened] = {}
        self.timers: dict[tuple[str, int], datetime] = {}
        self.waits: set[tuple[str, str, int]] = set()
        self.take(self.program.open(data, **self.setting))

    @property
    def setting(self) -> dict[str, Any]:
        return {"now": self.now, "calendar": "us_office", "calendars": calendars()}

    @property
    def open(self) -> list[str]:
        return sorted(element for element, _ in self.tasks)

    @property
    def data(self) -> dict[str, Any]:
        return self.step.data

    def do(self, element: str, **answers: Any) -> Self:
        """Hand in a task, judged by its form."""
        place = next((place for place in sorted(self.tasks) if place[0] == element), None)
        assert place, f"{element} is not open; open are {self.open}"
        schema = forms()[self.tasks[place].form]
        clean, problems = checked(schema, {name: value for name, value in answers.items() if name in writable(schema)})
        assert not problems, (element, problems)
        return self.take(self.program.complete(self.step.saved, *place, clean, **self.setting))

    def do_each(self, element: str, **answers: Any) -> Self:
        """Hand in the task for every item of its loop that is open."""
        for _ in range(self.open.count(element)):
            self.do(element, **answers)
        return self

    def later(self, **time: float) -> Self:
        """Time passes; every timer fires when it is due, in order."""
        until = self.now + timedelta(**time)
        while due := min((at for at in self.timers.values() if at <= until), default=None):
            self.now = max(due, self.now)
            self.take(self.program.wake(self.step.saved, **self.setting))
        self.now = until
        return self

    def message(self, name: str, payload: Any) -> Self:
        return self.take(self.program.message(self.step.saved, name, payload, **self.setting))

    def take(self, step: Step) -> Self:
        self.step = step
        self.passed += [p.element for p in step.passed if p.how == "passed"]
        self.flows |= {flow for p in step.passed for flow in p.flows}
        self.promises = [
            replace(p, kept_at=self.now) if p.is_open() and p.key in step.kept else p for p in self.promises
        ]
        self.promises += [
            Promise(case="R-1", key=p.key, round=1, text=p.text, to=p.to, kind=p.kind, made_at=self.now, due_at=p.due)
            for p in step.made
        ]
        self._rows(step)
        self.queue += [job for job in step.jobs if job.element in self.slow]
        for job in step.jobs:
            if job not in self.queue:
                self._perform(job)
        return self

    def work_off(self) -> Self:
        """Do the jobs that were slow."""
        while self.queue:
            self._perform(self.queue.pop(0))
        return self

    def _rows(self, step: Step) -> None:
        for closed in step.closed:
            del self.tasks[closed.element, closed.round]
        self.tasks |= {(o.element, o.round): o for o in step.opened}
        for t in step.timers_cleared:
            self.timers.pop((t.element, t.round), None)
        self.timers |= {(t.element, t.round): t.due for t in step.timers_set}
        self.waits -= {(w.message, w.element, w.round) for w in step.waits_cleared}
        self.waits |= {(w.message, w.element, w.round) for w in step.waits_set}

    def _perform(self, job: JobRequest) -> None:
        place = (job.element, job.round)
        self.asked.append((job.element, dict(job.parameters)))
        if job.operation == "pay":
            if job.element in self.refused:
                self.take(
                    self.program.fail(
                        self.step.saved, *place, "payment_refused", "The account is closed.", **self.setting
                    )
                )
                return
            self.payments.append((job.element, job.parameters["amount"]))
        if job.operation == "notify":
            self.letters.append(f"{job.parameters['letter']} to {job.parameters['to']}")
            self.texts.append(letters().render(job.parameters["letter"], self._facts(job)).text)
        self.take(self.program.deliver(self.step.saved, *place, self._result(job), **self.setting))

    def _facts(self, job: JobRequest) -> dict[str, Any]:
        """What the action gives to a letter."""
        owed = sorted(
            (p for p in self.promises if p.to == "customer" and p.is_open() and p.due_at > self.now),
            key=lambda p: p.due_at,
        )
        told = [{"key": p.key, "text": p.text, "due": p.due_at.isoformat()} for p in owed]
        following = {"next_text": told[0]["text"], "next_due": told[0]["due"]} if told else {}
        about = {
            "number": "R-1",
            "status_url": "https://amends.example/status/x",
            "owner_name": "Carla",
            "organisation": "Northway Air",
        }
        return {
            **self.data,
            **about,
            "timezone": "America/New_York",
            "now": self.now.isoformat(),
            "promises": told,
            **following,
            **job.parameters,
        }

    def promised(self, key: str) -> list[Promise]:
        """All clocks of that key, in the order they were started."""
        return [p for p in self.promises if p.key == key]

    def _result(self, job: JobRequest) -> dict[str, Any]:
        results = {
            "pay": {"reference": "P-1", "paid_at": self.now.isoformat(), "amount": job.parameters.get("amount")},
            "precedents": {"count": 0, "cases": []},
            "parity": {"count": 0, "unlike": False},
            "history": {"cases": 0, "open": 0, "same_point": 0, "apologies": 0, "numbers": []},
            "granted": {"today": "0.00 USD", "to_customer": "0.00 USD", "times": 0, "other_currencies": 0},
            "effort": {"effort": "standard", "extra": "0.00 USD"},
            "find_protocol": dict(NO_PROTOCOL),
            "costs": {"entries": [], "stages": {}, "saving": {}},
            "open_cases": {"count": 1, "opened": 1, "joined": 0, "numbers": ["R-000002"]},
            "tell_cases": {"told": 1},
            "paid_before": {"sums": [], "numbers": []},
            "recurrences": {"this": "R-000001", "count": 1, "numbers": ["R-000001"], "lesson": ""},
            "write_to_cases": {"told": 1, "silent": 0},
            **self.results,
        }
        if job.operation in READERS and job.operation not in self.results:
            return READERS[job.operation].run(job.parameters, key="", desk=None)
        return results.get(job.operation, {"sent": False, "how": "page", "recipients": 1})


def end_events() -> Iterator[tuple[str, str]]:
    """(process, end event) of all diagrams, inner ends included."""
    for program in library().processes.values():
        yield from ((program.id, e.id) for e in program.elements.values() if e.kind == "endEvent")


def flows() -> set[str]:
    """All sequence flows of all diagrams."""
    return {flow for program in library().processes.values() for flow in program.flows}
