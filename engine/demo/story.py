"""The day so far, in figures and faces: what a visitor of the demo should know before stepping in as somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..case import Case
from ..promise import Promise
from ..store import Store, UnitOfWork

#: a demo is small; more cases than these are not looked at
MANY = 500
#: customers a visitor can step in as
FACES = 9


@dataclass(frozen=True, kw_only=True)
class Face:
    """A customer with a live case: the link is all they have, and all they need."""

    name: str
    title: str
    token: str
    #: we wait for their answer
    is_asked: bool
    #: something promised to them is late
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Story:
    """How the day stands."""

    cases: int
    open_cases: int
    overdue_tasks: int
    #: of promises to customers, kept in time and kept late or still owed
    kept: int
    missed: int
    letters: int
    faces: Sequence[Face]


def story(store: Store, now: datetime) -> Story:
    """Read it all; nothing is kept, so that turning the clock shows at once."""
    with store.reading() as work:
        numbers = [row.number for row in work.cases.search(limit=MANY)]
        promises = [p for number in numbers for p in work.promises.of_case(number) if p.to == "customer"]
        return Story(
            cases=len(numbers), open_cases=work.cases.count(open=True),
            overdue_tasks=sum(task.is_overdue(now) for task in work.tasks.all_open()),
            kept=sum(not p.is_open() and not p.is_missed(now) for p in promises),
            missed=sum(p.is_missed(now) for p in promises),
            letters=sum(len(work.letters.of_case(number)) for number in numbers), faces=_faces(work, promises, now),
        )  # fmt: skip


def _faces(work: UnitOfWork, promises: Sequence[Promise], now: datetime) -> list[Face]:
    """Those who are asked something first, then those to whom we are late, then the newest."""
    asked = {task.id.case for task in work.tasks.all_open() if task.lane == "customer"}
    late = {p.case for p in promises if p.is_open() and p.is_missed(now)}
    rows = [row for row in work.cases.search(open=True, limit=MANY) if row.kind == "recovery"]
    rows.sort(key=lambda row: (row.number not in asked, row.number not in late))
    return [_face(work.cases.load(row.number), row.number in asked, row.number in late) for row in rows[:FACES]]


def _face(case: Case, is_asked: bool, is_late: bool) -> Face:
    name = str(case.data.get("reporter_name") or "Somebody who gave no name")
    return Face(name=name, title=case.title, token=case.token, is_asked=is_asked, is_late=is_late)
