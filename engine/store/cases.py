"""Cases: one row each, written only by whoever saw its newest version."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from .. import errors
from ..case import Case
from ..task import TaskId
from . import at_once, case_history, case_search, numbers, tables
from .case_history import Given, Past
from .case_search import CaseRow, Precedent
from .encoding import (
    document,
    instant,
    instant_or_none,
    line,
    listed,
    moment,
    moment_or_none,
    names,
    names_or_none,
    read,
)
from .statement import Statement, adding, given, statement
from .transaction import Transaction

_c = tables.cases.c
_FIXED = ("number", "token", "kind", "opened_at")
#: how far the record has come: told by the journal
_HEAD = ("recorded", "head")
#: what each step changes; of the rest only what is another is written
_STEP = ("data", "notes", "doers", "version")
_PLACES = {c.name: place for place, c in enumerate(tables.cases.c) if c.name not in _FIXED + _HEAD + _STEP}
_rest_of = itemgetter(*_PLACES.values())
#: of a case that this transaction has not loaded all is written
_NOTHING = (object(),) * len(_PLACES)
#: fields of what is known that have a column, or a part of one
_NAMED = (*case_search.NAMED_IN, "failure_point", "failure_type")

ADD = adding(tables.cases)
LOAD = statement(sa.select(tables.cases).where(_c.number == given("of")))
# The row's lock is the writer's turn on PostgreSQL (SQLite has one writer); foreign keys are checked past it.
LOCK = statement(sa.select(_c.number).where(_c.number == given("of")).with_for_update(key_share=True))


@cache
def _saving(names: tuple[str, ...]) -> Statement:
    """Writes these columns. Naming one that did not change would have SQLite write its indexes anew at every step."""
    seen = sa.update(tables.cases).where(_c.number == given("of"), _c.version == given("seen"))
    return statement(seen.values({name: given(name, _c[name].type) for name in names}))


CHILDREN = statement(sa.select(_c.number, _c.ended_at).where(_c.parent == given("of")).order_by(_c.number))
OPEN_OF = statement(
    sa.select(_c.number, _c.data)
    .where(_c.customer == given("of"), _c.ended_at.is_(None), _c.kind == "recovery")
    .order_by(_c.number)
)
GUARDED = statement(sa.select(_c.about, _c.handlers).where(_c.number == given("of")))
BY_TOKEN = statement(sa.select(_c.number).where(_c.token == given("of")))


class Cases:
    """The cases of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        #: of the cases loaded, the columns of the rest as they stand, and what they were made of
        self._seen: dict[str, tuple[Any, Any]] = {}

    def next_number(self, prefix: str = "R") -> str:
        """R-000001, R-000002 ... without gaps."""
        return f"{prefix}-{numbers.next_number(self._in, 'case ' + prefix):06d}"

    def leap(self) -> int:
        """Leave out a thousand numbers and more: those of cases that were opened after a backup was made are known
        to the world. The last number that was used before."""
        return numbers.leap(self._in, "case ")

    def add(self, case: Case) -> None:
        self._in.change(ADD, **_row(case))

    def load(self, number: str) -> Case:
        """The case; in a writing transaction nobody else changes it until the end. Raises NotFound."""
        self.hold(number)
        row = at_once.ask_case(self._in, number) if self._in.is_writing else self._in.one(LOAD, of=number)
        return self._loaded(number, row)

    def load_for(self, task: TaskId, person: str) -> Case:
        """As `load`, by somebody who goes on to this task: what is asked next is asked along."""
        self.hold(task.case)
        return self._loaded(task.case, at_once.ask(self._in, task, person))

    def hold(self, number: str) -> None:
        """Nobody else changes the case, its jobs or its record until the end. Whoever holds a job and a case takes the
        case first: two who began from both ends would wait for each other."""
        if self._in.is_writing and self._in.is_postgresql:
            self._in.one(LOCK, of=number)

    def _loaded(self, number: str, row: Any | None) -> Case:
        if row is None:
            raise errors.NotFound(what="case", name=number)
        case = _case(row)
        self._seen[number] = _rest_of(row), _sources(case)
        return case

    def find(self, number: str) -> Case | None:
        """The case, if there is one of this number."""
        return self.load(number) if self._in.one(LOAD, of=number) else None

    def save(self, case: Case) -> None:
        """Write the case and count its version up. Raises CaseMovedOn if it was changed since it was loaded."""
        row = {
            "data": document(case.data), "notes": case.notes, "doers": document(case.doers), "version": case.version + 1
        }  # fmt: skip
        head = self._in.heads.pop(case.number, None)
        if head is not None:
            row["recorded"], row["head"] = head
        (rest, before), now = self._seen.get(case.number, (_NOTHING, None)), _sources(case)
        if now != before:
            new = _rest(case)
            row |= {name: new[name] for name, old in zip(_PLACES, rest, strict=True) if new[name] != old}
            rest = tuple(new[name] for name in _PLACES)
        if self._in.change(_saving(tuple(row)), of=case.number, seen=case.version, **row) != 1:
            raise errors.CaseMovedOn(case=case.number)
        case.version += 1
        self._seen[case.number] = rest, now

    def by_token(self, token: str) -> str | None:
        """The number of the case that this link opens."""
        row = self._in.one(BY_TOKEN, of=token)
        return row[0] if row else None

    def guarded(self, number: str) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
        """Whom a case is about, and who handles it alone (None: whoever works in its unit). Raises NotFound."""
        row = self._in.one(GUARDED, of=number)
        if row is None:
            raise errors.NotFound(what="case", name=number)
        return names(row[0]), names_or_none(row[1])

    def children(self, number: str) -> list[tuple[str, bool]]:
        """The cases that this one opened or was joined by, and whether each is open."""
        return [(child, ended_at is None) for child, ended_at in self._in.all(CHILDREN, of=number)]

    def open_of(self, customer: str) -> list[tuple[str, dict[str, Any]]]:
        """Open recoveries of a customer (see `case.customer_of`), with what is known of each."""
        return [(number, read(data)) for number, data in self._in.all(OPEN_OF, of=customer)] if customer else []

    def search(self, **asked: Any) -> list[CaseRow]:
        """Newest first; see `case_search.search` for what may be asked."""
        return case_search.search(self._in, **asked)

    def count(self, **asked: Any) -> int:
        """How many cases `search` would find without a limit."""
        return case_search.count(self._in, **asked)

    def open_of_kind(self, kind: str, failure_point: str) -> list[tuple[str, dict[str, Any]]]:
        """Open cases of a kind about a failure point, with what is known of each, by number."""
        return case_search.open_of_kind(self._in, kind, failure_point)

    def closed_like(
        self, failure_point: str, failure_type: str, severity: int | None = None, limit: int = 10
    ) -> list[Precedent]:
        """Closed cases with the same failure, those of the nearest severity first, then the newest; none restricted."""
        return case_search.closed_like(self._in, failure_point, failure_type, severity, limit)

    def claims_about(self, partner: str) -> list[tuple[str, int | None, dict[str, Any]]]:
        """(number, severity, data) of the cases of kind claim about a partner, the newest first."""
        return case_search.claims_about(self._in, partner)

    def same_failure(self, failure_point: str, since: datetime) -> list[str]:
        """The recoveries of this failure that were opened since then, the oldest first; at most 1,000."""
        return case_search.same_failure(self._in, failure_point, since)

    def of_customer(self, customer: str, since: datetime) -> list[Past]:
        """Recoveries of a customer that were opened since then, newest first."""
        return case_history.of_customer(self._in, customer, since)

    def recent(self, units: Collection[str] | None, since: datetime) -> list[tuple[dict[str, str], dict[str, Any]]]:
        """(doers, data) of the recoveries that were opened since then in these units (None: in all)."""
        return case_history.recent(self._in, units, since)

    def given(self, person: str, customer: str, since: datetime) -> list[Given]:
        """What was paid since then where this person had a part, or to this customer."""
        return case_history.given(self._in, person, customer, since)


def _row(case: Case) -> dict[str, Any]:
    return {
        "number": case.number, "token": case.token, "kind": case.kind, "opened_at": instant(case.opened_at),
        "recorded": 0, "head": "", "data": document(case.data), "notes": case.notes, "doers": document(case.doers),
        "version": case.version,
    } | _rest(case)  # fmt: skip


def _sources(case: Case) -> tuple[Any, ...]:
    """What the columns of the rest are made of."""
    get = case.data.get
    return (
        case.process, case.edition, case.strategy, case.title, case.unit, case.owner, case.severity, case.about,
        case.ended_at, case.ends, case.parent, case.handlers, *[get(name) for name in _NAMED],
    )  # fmt: skip


def _rest(case: Case) -> dict[str, Any]:
    data = case.data
    return {
        "process": case.process, "edition": case.edition, "strategy": case.strategy, "title": line(case.title),
        "unit": case.unit, "owner": case.owner, "severity": case.severity, "about": listed(case.about),
        "ended_at": instant_or_none(case.ended_at), "ends": listed(case.ends), "sought": case_search.sought(case),
        "failure_point": _word(data, "failure_point"), "failure_type": _word(data, "failure_type"),
        "parent": case.parent, "customer": line(case.customer) or None,
        "handlers": None if case.handlers is None else listed(case.handlers),
    }  # fmt: skip


def _case(row: Any) -> Case:
    (number, token, kind, process, edition, strategy, title, unit, owner, severity, data, notes, doers, about,
     opened_at, ended_at, ends, version, _, _, _, parent, _, handlers, *_) = row  # fmt: skip
    return Case(
        number=number, token=token, kind=kind, process=process, edition=edition, strategy=strategy, title=title,
        unit=unit, owner=owner, severity=severity, data=read(data), notes=bytes(notes), doers=read(doers),
        about=names(about), opened_at=moment(opened_at), ended_at=moment_or_none(ended_at),
        ends=names(ends), version=version, parent=parent,
        handlers=names_or_none(handlers),
    )  # fmt: skip


def _word(data: dict[str, Any], name: str) -> str | None:
    value = data.get(name)
    return line(value) if isinstance(value, str) else None
