"""What people may look at, already narrowed to what they may see; nothing here writes, but that somebody looked
at a restricted case."""

from collections.abc import Mapping
from typing import Any

from ..person import Customer, Person, Unit
from ..recovery import Means
from ..recovery.opening import REPORT_FORM, STAFF_REPORT_FORM
from ..task import Task, TaskId
from ..views import (
    CaseLine,
    CaseView,
    GuardView,
    NewsView,
    ProblemView,
    RecordLine,
    Standing,
    Startable,
    StatusView,
    TaskView,
)
from . import cases, guards, inbox, news, problems, record, reviews, standing, status, tasks, watching

__all__ = ["Inquiry"]


class Inquiry:
    """Questions and their answers, as the values of `views`."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def inbox(self, person: Person, view: str = "all") -> list[Task]:
        """Open tasks this person may do, by due time; view: all, mine, due, overdue or a lane."""
        return inbox.inbox(self._means, person, view)

    def counts(self, person: Person) -> dict[str, int]:
        """How many tasks each view of the inbox holds."""
        return inbox.counts(self._means, person)

    def next_task_for(self, person: Person) -> TaskId | None:
        """Where to go after handing in a task: the next one this person has claimed."""
        return inbox.next_task_for(self._means, person)

    def task(self, task: TaskId, by: Person | Customer, *, to_show: bool = True) -> TaskView:
        """One task with its form; if it is only to read a post by, without draft, instructions and summary."""
        return tasks.task_view(self._means, task, by, to_show=to_show)

    def case(self, number: str, person: Person, *, to_draw: bool = True) -> CaseView:
        """One case with its record and, if they are to be drawn, its live diagrams."""
        guards.look(self._means, number, person)
        return cases.case_view(self._means, number, person, to_draw=to_draw)

    def record(self, number: str, person: Person) -> list[RecordLine]:
        """The record of a case alone."""
        guards.look(self._means, number, person)
        return record.record_of(self._means, number, person)

    def standing(self, number: str, person: Person) -> Standing:
        """How a case stands now, for somebody who has just done something in it: open or not, and their tasks there."""
        return standing.standing(self._means, number, person)

    def sees(self, number: str, person: Person) -> bool:
        """Whether somebody may see a case."""
        return guards.sees(self._means, number, person)

    def interests(self, person: Person) -> list[str]:
        """The addresses that this person has declared as their own or their family's."""
        return guards.interests(self._means, person)

    def guard(self, number: str, person: Person) -> GuardView:
        """Who sees a case."""
        return guards.guard_view(self._means, number, person)

    def cases(
        self, person: Person, *, text: str = "", open: bool | None = None, page: int = 1
    ) -> tuple[list[CaseLine], int]:
        """One page of cases, and how many there are."""
        return cases.cases(self._means, person, text=text, open=open, page=page)

    def status(self, token: str) -> StatusView:
        """A case as its customer sees it."""
        return status.status(self._means, token)

    def starts(self, person: Person) -> list[Startable]:
        """The processes that this person may start by a form."""
        return news.starts(self._means, person)

    def start_form(self, process: str, person: Person) -> tuple[Startable, Mapping[str, Any]]:
        """One of them with the schema of its form."""
        return news.start_form(self._means, process, person)

    def news(self, case: str, element: str, by: Person | Customer) -> NewsView:
        """The form in which this reader tells a case something that it waits for."""
        return news.news_view(self._means, case, element, by)

    def units(self) -> list[Unit]:
        """All units."""
        with self._means.store.reading() as work:
            return list(work.people.units())

    def report_form(self, *, by_staff: bool = False) -> Mapping[str, Any]:
        """The schema of the report of a failure."""
        with self._means.store.reading() as work:
            return self._means.newest(work)[1].form(STAFF_REPORT_FORM if by_staff else REPORT_FORM)

    def currency(self) -> str:
        """What the house pays in; amounts in another are not taken."""
        with self._means.store.reading() as work:
            return str(self._means.newest(work)[1].house.get("currency") or "USD")

    def units_open_to_reports(self) -> list[Unit]:
        """Where customers may say that something went wrong: the units that have nobody below them, or the only one."""
        with self._means.store.reading() as work:
            units = work.people.units()
        parents = {u.parent for u in units}
        return [u for u in units if u.id not in parents]

    def problems(self, person: Person) -> list[ProblemView]:
        """What stopped, for operators."""
        return problems.problems(self._means, person)

    def house_state(self) -> dict[str, Any]:
        """Edition, jobs and workers."""
        return problems.house_state(self._means)

    def discretion(self, person: Person) -> list[reviews.Discretion]:
        """Who decided about goodwill lately, how often, and whether there is a pattern to be looked at."""
        return reviews.discretion(self._means, person)

    def costs(self, person: Person) -> reviews.Spent:
        """What recoveries have cost lately, by how soon they were done."""
        return reviews.costs(self._means, person)

    def watched(self) -> watching.Watched:
        """Figures for machines that watch."""
        return watching.watched(self._means)

    def readiness(self, worker: str = "") -> dict[str, bool]:
        """What must hold before somebody is sent here."""
        return watching.readiness(self._means, worker)
