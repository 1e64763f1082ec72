"""The storm, replayed: reports come in at their hour, and the demo's staff get as far with each as its fortune says."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from ..assembly import House
from ..clock import FixedClock, SystemClock
from ..errors import AmendsError
from ..jobs import work_off
from ..person import Actor, Customer
from ..task import Task
from .airline import AIRLINE, CAST, settle
from .bank import Bank
from .flights import NEW_YORK
from .fortunes import Fortune
from .passengers import Complaint, complaints
from .script import answers

#: the demo opens in the evening of the storm
FROM, UNTIL = (8, 8, 0), (8, 18, 40)
PACE = timedelta(minutes=20)
WHO = {
    "front_line": "ruth",
    "supervisor": "teo",
    "case_owner": "carla",
    "finance": "felix",
    "operations": "olga",
    "executive": "eva",
}


class NotEmpty(AmendsError):
    """A demo may never be poured over real cases."""

    sentence = (
        "This database holds people or cases already. A demo needs an empty one: name another in AMENDS_DATABASE_URL."
    )


class Replay:
    """Brings the reports that are due by the case clock; used while loading and while the demo is served."""

    def __init__(self, house: House, year: int) -> None:
        self._house = house
        self._coming = iter(complaints(year))
        self._next: Complaint | None = next(self._coming, None)

    def bring(self) -> list[tuple[str, Complaint]]:
        """Open a case for every report that is due; the same report opens one case, however often it is brought."""
        brought = []
        while self._next is not None and self._next.at <= self._house.clock.now():
            brought.append((self._report(self._next), self._next))
            self._next = next(self._coming, None)
        return brought

    def _report(self, complaint: Complaint) -> str:
        case = self._house.recovery.report(
            complaint.answers,
            by=Actor("customer", "", "the customer"),
            unit=complaint.unit,
            channel="web",
            key=complaint.key,
        )
        return case.number


def load(settings: dict[str, Any]) -> dict[str, int]:
    """Fill an empty database with the day so far. A database that holds a demo already is left as it is."""
    with_clock = FixedClock(datetime.now(NEW_YORK))
    year = with_clock.now().year
    house = House.open(settings, clock=with_clock, gateway=Bank())
    try:
        if not house.is_demo():
            _check_empty(house)
            settle(house.store)
            _play(house, with_clock, year)
            _leave(house, datetime(year, 2, *UNTIL, tzinfo=NEW_YORK))
        with house.store.reading() as work:
            return {
                "cases": work.cases.count(),
                "open": work.cases.count(open=True),
                "tasks": len(work.tasks.all_open()),
            }
    finally:
        house.close()


def _check_empty(house: House) -> None:
    with house.store.reading() as work:
        if work.people.everyone() or work.cases.count():
            raise NotEmpty()


def _play(house: House, clock: FixedClock, year: int) -> None:
    clock.turn_to(datetime(year, 2, *FROM, tzinfo=NEW_YORK))
    replay, fortunes = Replay(house, year), {}
    while clock.now() < datetime(year, 2, *UNTIL, tzinfo=NEW_YORK):
        fortunes |= {number: complaint.fortune for number, complaint in replay.bring()}
        _settle_jobs(house)
        for task in _to_do(house, fortunes, clock.now()):
            _do(house, task, fortunes[task.id.case])
            _settle_jobs(house)
        clock.advance(minutes=PACE.total_seconds() / 60)
        _settle_jobs(house)


def _settle_jobs(house: House) -> None:
    house.recovery.tick()
    work_off(house.store, house.recovery.perform, house.clock)


def _to_do(house: House, fortunes: dict[str, Fortune], now: datetime) -> Iterator[Task]:
    with house.store.reading() as work:
        tasks = work.tasks.all_open()
    for task in tasks:
        if (
            task.id.case in fortunes
            and task.id.element not in fortunes[task.id.case].stops
            and now - task.opened_at >= PACE
        ):
            yield task


def _do(house: House, task: Task, fortune: Fortune) -> None:
    with house.store.reading() as work:
        case = work.cases.load(task.id.case)
        schema = house.means.shelf.running(case.edition).form(task.form)
        by = Customer(token=case.token) if task.lane == "customer" else work.people.person(WHO[task.lane])
    given = {
        name: value
        for name, value in answers(schema, case.data, house.clock.now(), fortune).items()
        if value is not None
    }
    house.recovery.complete(task.id, given, by=by, key=f"demo:{task.id}")


def _leave(house: House, at: datetime) -> None:
    """From now on the clock runs on from that evening."""
    with house.store.writing() as work:
        work.settings.save("clock_offset", (at - SystemClock().now()).total_seconds())
        work.settings.save("demo", {"airline": AIRLINE, "cast": [m.person.id for m in CAST], "year": at.year})
