"""A day, replayed: reports come in at their hour, and the demo's staff get as far with each as its fortune says."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from ..actions import bookings_from
from ..assembly import House
from ..case import KINDS
from ..clock import FixedClock, SystemClock
from ..errors import AmendsError, NotFound
from ..jobs import work_off
from ..person import Actor, Customer
from ..task import Task
from .bank import Bank
from .fortunes import Fortune
from .script import answers
from .sector import DEFAULT, Complaint, Sector, Start
from .sectors import sector, settle, shown_in

PACE = timedelta(minutes=20)


class NotEmpty(AmendsError):
    """A demo may never be poured over real cases."""

    sentence = (
        "This database holds people or cases already. A demo needs an empty one: name another in AMENDS_DATABASE_URL."
    )


class Replay:
    """Brings the reports that are due by the case clock; used while loading and while the demo is served."""

    def __init__(self, house: House, shown: Sector, year: int) -> None:
        self._house, self._shown = house, shown
        self._coming = iter(shown.complaints(year))
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
        if complaint.names:
            self._name(case.number, complaint.names)
        return case.number

    def _name(self, number: str, person: str) -> None:
        """Whoever is named in a complaint does not see it."""
        leader = self._house.people.person(self._shown.who["supervisor"])
        if leader is not None:
            self._house.recovery.name_concerned(number, person, leader, "Named in the complaint.")


def replay_of(house: House) -> Replay:
    """The reports that are still to come in a demo that is being served."""
    return Replay(house, shown_in(house.store), house.clock.now().year)


def load(settings: dict[str, Any], key: str = DEFAULT) -> dict[str, int]:
    """Fill an empty database with the day so far of a sector. A database that holds a demo is left as it is."""
    shown = sector(key)
    with_clock = FixedClock(datetime.now(shown.zone))
    year = with_clock.now().year
    known = bookings_from({"AMENDS_BOOKINGS": shown.bookings})
    house = House.open(settings, clock=with_clock, gateway=Bank(), bookings=known)
    try:
        if not house.is_demo():
            _check_empty(house)
            settle(house.store, shown)
            _play(house, with_clock, shown, year)
            _leave(house, shown, datetime(year, *shown.opens, tzinfo=shown.zone))
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


def _play(house: House, clock: FixedClock, shown: Sector, year: int) -> None:
    clock.turn_to(datetime(year, *shown.begins, tzinfo=shown.zone))
    replay, fortunes = Replay(house, shown, year), {}
    starts = sorted(shown.starts(year), key=lambda start: start.at)
    while clock.now() < datetime(year, *shown.opens, tzinfo=shown.zone):
        fortunes |= {number: complaint.fortune for number, complaint in replay.bring()}
        while starts and starts[0].at <= clock.now():
            begun = starts.pop(0)
            fortunes[_begin(house, begun)] = begun.fortune
        _settle_jobs(house)
        for task, fortune in _to_do(house, fortunes, clock.now()):
            _do(house, shown, task, fortune)
            _settle_jobs(house)
        clock.advance(minutes=PACE.total_seconds() / 60)
        _settle_jobs(house)


def _settle_jobs(house: House) -> None:
    house.recovery.tick()
    work_off(house.store, house.recovery.perform, house.clock)


def _begin(house: House, start: Start) -> str:
    by = house.people.person(start.by)
    if by is None:
        raise NotFound(what="person", name=start.by)
    return house.recovery.start(start.process, start.answers, by=by, unit=start.unit).number


def _to_do(house: House, fortunes: dict[str, Fortune], now: datetime) -> Iterator[tuple[Task, Fortune]]:
    """What somebody gets to now; the cases of an incident share its fortune."""
    with house.store.reading() as work:
        tasks = work.tasks.all_open()
        parents = {number: work.cases.load(number).parent or "" for number in {task.id.case for task in tasks}}
    for task in tasks:
        of_incident = fortunes.get(parents[task.id.case]) if task.id.case.startswith(KINDS["recovery"]) else None
        fortune = fortunes.get(task.id.case) or of_incident
        if fortune and task.id.element not in fortune.stops and _is_time(task, fortune, now):
            yield task, fortune


def _is_time(task: Task, fortune: Fortune, now: datetime) -> bool:
    return now - task.opened_at >= PACE or task.id.element in fortune.at_once


def _do(house: House, shown: Sector, task: Task, fortune: Fortune) -> None:
    with house.store.reading() as work:
        case = work.cases.load(task.id.case)
        schema = house.means.shelf.running(case.edition).form(task.form)
        by = Customer(token=case.token) if task.lane == "customer" else work.people.person(_doer(shown, task))
    given = {
        name: value
        for name, value in answers(schema, case.data, house.clock.now(), fortune, shown).items()
        if value is not None
    }
    house.recovery.complete(task.id, given, by=by, key=f"demo:{task.id}")


def _doer(shown: Sector, task: Task) -> str:
    """Whoever it is kept for, else the lane's usual hand, else somebody else who holds it and has not done the rest."""
    holders = [m.person.id for m in shown.cast if any(seat.lane == task.lane for seat in m.person.seats)]
    usual = task.assigned_to or shown.who[task.lane]
    return next((id for id in (usual, *holders) if id not in task.excluded), usual)


def _leave(house: House, shown: Sector, at: datetime) -> None:
    """From now on the clock runs on from that evening."""
    with house.store.writing() as work:
        work.settings.save("clock_offset", (at - SystemClock().now()).total_seconds())
        work.settings.save("demo", {"sector": shown.key, "year": at.year})
