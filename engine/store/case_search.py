"""Looking for cases: by what stands on the row, never by loading cases to find out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..case import Case
from . import tables
from .encoding import document, instant, line, moment, moment_or_none, names, read
from .transaction import Transaction

_c = tables.cases.c
_LISTED = (
    _c.number, _c.title, _c.kind, _c.process, _c.strategy, _c.unit, _c.owner, _c.severity, _c.opened_at, _c.ended_at,
    _c.ends, _c.about, _c.handlers,
)  # fmt: skip
#: before a sign of a pattern that stands for itself
ESCAPE = "/"
NAMED_IN = ("reporter_name", "contact", "service_occasion")


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """A case as the lists show it."""

    number: str
    title: str
    kind: str
    process: str
    strategy: str
    unit: str
    owner: str | None
    severity: int | None
    opened_at: datetime
    ended_at: datetime | None
    ends: tuple[str, ...]
    about: tuple[str, ...]
    is_restricted: bool = False

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """A closed case with a like failure, and what was done then (in its data)."""

    number: str
    severity: int | None
    opened_at: datetime
    ended_at: datetime
    ends: tuple[str, ...]
    data: dict[str, Any]


def sought(case: Case) -> str:
    """What the text search looks through; worked out at each save, so that what is erased is not found either."""
    named = [case.data.get(name) for name in NAMED_IN]
    return line(" ".join([case.number, case.title, *(n for n in named if isinstance(n, str))]), 1000).casefold()


def search(transaction: Transaction, *, limit: int = 50, offset: int = 0, **asked: Any) -> list[CaseRow]:
    """Cases that fit, newest first. `asked`: the arguments of `_fitting`."""
    order = _c.opened_at.desc(), _c.number.desc()
    chosen = sa.select(*_LISTED).where(*_fitting(**asked)).order_by(*order).limit(limit).offset(offset)
    return [_listed(row) for row in transaction.search(chosen)]


def count(transaction: Transaction, **asked: Any) -> int:
    """How many cases fit."""
    chosen = sa.select(sa.func.count()).select_from(tables.cases).where(*_fitting(**asked))
    return next(iter(transaction.search(chosen)))[0]


def _fitting(
    *,
    open: bool | None = None,
    unit_ids: Collection[str] | None = None,
    owner: str | None = None,
    text: str = "",
    strategy: str | None = None,
    hidden_from: str | None = None,
    auditor: bool = False,
    parent: str | None = None,
    number: str | None = None,
) -> list[sa.ColumnElement[bool]]:
    """`hidden_from`: a person; left out are cases about that person, and restricted ones that this person does not
    handle, unless as an `auditor`. None and "" ask for nothing."""
    conditions: list[sa.ColumnElement[bool]] = []
    if open is not None:
        conditions.append(_c.ended_at.is_(None) if open else _c.ended_at.is_not(None))
    if unit_ids is not None:
        conditions.append(_c.unit.in_(sorted(unit_ids)))
    if owner is not None:
        conditions.append(_c.owner == owner)
    if strategy is not None:
        conditions.append(_c.strategy == strategy)
    if parent is not None:
        conditions.append(_c.parent == parent)
    if number is not None:
        conditions.append(_c.number == number)
    if hidden_from is not None:
        conditions.append(~is_about(hidden_from))
        conditions += [] if auditor else [is_open_to(hidden_from)]
    return conditions + [_c.sought.contains(word, autoescape=True) for word in line(text).casefold().split()[:8]]


def is_about(person: str) -> sa.ColumnElement[bool]:
    """The case is about this person. Ids stand in quotes in the JSON text, so that no id is found inside another."""
    return _c.about.contains(document(person), autoescape=True)


def naming(person: str) -> str:
    """The same as a pattern, for a statement that is put together once for everybody."""
    quoted = document(person)
    for sign in (ESCAPE, "%", "_"):
        quoted = quoted.replace(sign, ESCAPE + sign)
    return f"%{quoted}%"


def is_open_to(person: str) -> sa.ColumnElement[bool]:
    """The case is not restricted, or this person is one of its handlers."""
    return _c.handlers.is_(None) | _c.handlers.contains(document(person), autoescape=True)


def closed_like(
    transaction: Transaction, failure_point: str, failure_type: str, severity: int | None, limit: int
) -> list[Precedent]:
    like = (
        _c.failure_point == failure_point, _c.failure_type == failure_type, _c.ended_at.is_not(None),
        _c.handlers.is_(None),
    )  # fmt: skip
    order: list[Any] = [_c.ended_at.desc(), _c.number.desc()]
    if severity is not None:
        order.insert(0, sa.func.abs(sa.func.coalesce(_c.severity, 9) - severity))
    chosen = sa.select(_c.number, _c.severity, _c.opened_at, _c.ended_at, _c.ends, _c.data).where(*like)
    return [_precedent(row) for row in transaction.search(chosen.order_by(*order).limit(limit))]


def open_of_kind(transaction: Transaction, kind: str, failure_point: str) -> list[tuple[str, dict[str, Any]]]:
    asked = sa.select(_c.number, _c.data).where(
        _c.failure_point == failure_point, _c.kind == kind, _c.ended_at.is_(None)
    )
    return [(number, read(data)) for number, data in transaction.search(asked.order_by(_c.number))]


def same_failure(transaction: Transaction, failure_point: str, since: datetime) -> list[str]:
    like = (
        _c.failure_point == failure_point, _c.kind == "recovery", _c.opened_at >= instant(since),
        _c.handlers.is_(None),
    )  # fmt: skip
    return [row[0] for row in transaction.search(sa.select(_c.number).where(*like).order_by(_c.number).limit(1000))]


def claims_about(transaction: Transaction, partner: str) -> list[tuple[str, int | None, dict[str, Any]]]:
    """Claims are few: a house has some hundred partners and settles with them once a month."""
    chosen = sa.select(_c.number, _c.severity, _c.data).where(_c.kind == "claim").order_by(_c.opened_at.desc())
    found = ((number, severity, read(data)) for number, severity, data in transaction.search(chosen.limit(5000)))
    return [row for row in found if row[2].get("partner") == partner]


def _listed(row: Any) -> CaseRow:
    number, title, kind, process, strategy, unit, owner, severity, opened_at, ended_at, ends, about, handlers = row
    return CaseRow(
        number=number, title=title, kind=kind, process=process, strategy=strategy, unit=unit, owner=owner,
        severity=severity, opened_at=moment(opened_at), ended_at=moment_or_none(ended_at), ends=names(ends),
        about=names(about), is_restricted=handlers is not None,
    )  # fmt: skip


def _precedent(row: Any) -> Precedent:
    number, severity, opened_at, ended_at, ends, data = row
    return Precedent(
        number=number, severity=severity, opened_at=moment(opened_at), ended_at=moment(ended_at),
        ends=names(ends), data=read(data),
    )  # fmt: skip
