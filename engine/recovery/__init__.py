"""The use cases of recovery: each is one transaction over case, record and jobs - all of it or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..case import Case
from ..person import Actor, Customer, Person
from ..task import TaskId
from . import claiming, completing, drafting, guarding, interests, mending, opening, performing, telling, ticking
from .means import Means

__all__ = ["Means", "Recovery"]


class Recovery:
    """What people, workers and the clock can do to cases. Every refusal is an `AmendsError` with a sentence."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def report(self, answers: Mapping[str, Any], *, by: Actor, unit: str, channel: str, key: str = "") -> Case:
        """Take in the report of a failure; its words are enough."""
        return opening.report(self._means, answers, by=by, unit=unit, channel=channel, key=key)

    def open(
        self, process: str, data: Mapping[str, Any], *, by: Actor, unit: str, key: str = "", about: Sequence[str] = ()
    ) -> Case:
        """Start a process as a case of its own."""
        return opening.open_case(self._means, process, data, by=by, unit=unit, key=key, about=about)

    def start(self, process: str, answers: Mapping[str, Any], *, by: Person, unit: str, key: str = "") -> Case:
        """Start a process by its form, as somebody of the staff."""
        return telling.start(self._means, process, answers, by=by, unit=unit, key=key)

    def tell(
        self, case: str, element: str, answers: Mapping[str, Any], *, by: Person | Customer, key: str = ""
    ) -> None:
        """Give a case the news that one of its events waits for, as the person or the customer who knows them."""
        telling.tell(self._means, case, element, answers, by=by, key=key)

    def complete(
        self,
        task: TaskId,
        answers: Mapping[str, Any],
        *,
        by: Person | Customer,
        key: str = "",
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        """Hand in a task; `shown` is what its form showed, `key` makes a second post of the same form harmless."""
        completing.complete(self._means, task, answers, by=by, key=key, shown=shown)

    def claim(self, task: TaskId, by: Person) -> None:
        """Take a task, so that nobody else does it too."""
        claiming.claim(self._means, task, by)

    def release(self, task: TaskId, by: Person) -> None:
        """Put a task back."""
        claiming.release(self._means, task, by)

    def take_over(self, task: TaskId, by: Person) -> None:
        """Take a task from whoever had claimed it; for supervisors."""
        claiming.take_over(self._means, task, by)

    def draft(self, task: TaskId, by: Person | Customer, values: Mapping[str, Any]) -> None:
        """Keep what was typed for later."""
        drafting.keep_draft(self._means, task, by, values)

    def note(self, case: str, text: str, by: Person | Customer) -> None:
        """Add something to a case."""
        claiming.note(self._means, case, text, by)

    def restrict(self, case: str, handlers: Sequence[str], by: Person, reason: str) -> None:
        """Leave a case to named handlers; nobody else sees it, and who looks at it stands on its record."""
        guarding.restrict(self._means, case, handlers, by, reason)

    def lift(self, case: str, by: Person, reason: str) -> None:
        """Open a restricted case to its unit again."""
        guarding.lift(self._means, case, by, reason)

    def name_concerned(self, case: str, person: str, by: Person, reason: str) -> None:
        """Say that a case is about somebody of the staff, who does not see it from now on."""
        guarding.name_concerned(self._means, case, person, by, reason)

    def clear(self, case: str, person: str, by: Person, reason: str) -> None:
        """Say that a case is not about somebody after all."""
        guarding.clear(self._means, case, person, by, reason)

    def declare_interests(self, contacts: Sequence[str], by: Person) -> None:
        """Name the addresses of oneself and one's family, whose cases one does not handle."""
        interests.declare(self._means, contacts, by)

    def perform(self, job: int) -> None:
        """Do one job now; for workers."""
        performing.perform(self._means, job)

    def tick(self) -> int:
        """Turn what is due into jobs; for workers. How much was due."""
        return ticking.tick(self._means)

    def retry(self, job: int, by: Person) -> None:
        """Try a failed job again; for operators."""
        mending.retry(self._means, job, by)

    def skip(self, job: int, by: Person, reason: str) -> None:
        """Go on without a failed job; for operators."""
        mending.skip(self._means, job, by, reason)
