"""Promises: the running clocks of all cases, whom to remind of them, and which of the missed ones were announced."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..promise import Promise
from . import tables
from .encoding import document, instant, instant_or_none, line, moment, moment_or_none, read
from .statement import adding, given, statement
from .transaction import Transaction

_p = tables.promises.c
_columns = (
    _p.case_number, _p.key, _p.round, _p.said, _p.to_whom, _p.kind, _p.made_at, _p.due_at, _p.kept_at, _p.turns,
)  # fmt: skip
_rows = sa.select(*_columns)
_one = (_p.case_number == given("of"), _p.key == given("which"))

MAKE = adding(tables.promises)
KEEP = statement(
    sa.update(tables.promises).where(*_one, _p.kept_at.is_(None)).values(kept_at=given("kept_at")).returning(*_columns)
)
MARK_MISSED = statement(
    sa.update(tables.promises)
    .where(*_one, _p.round == given("nth"), _p.announced_at.is_(None))
    .values(announced_at=given("announced_at"))
)
TURN = statement(
    sa.update(tables.promises)
    .where(*_one, _p.round == given("nth"))
    .values(due_at=given("due_at"), remind_at=given("remind_at"), turns=given("turns"))
)
_unreminded = (_p.kept_at.is_(None), _p.remind_at.is_not(None))
_to_remind = _rows.where(*_unreminded, _p.remind_at <= given("now")).order_by(_p.remind_at, _p.case_number, _p.key)
TO_REMIND = statement(_to_remind.limit(given("most", sa.Integer)))
NEXT_REMINDER = statement(sa.select(sa.func.min(_p.remind_at)).where(*_unreminded))
_unsaid = (_p.kept_at.is_(None), _p.announced_at.is_(None))
_due = _rows.where(*_unsaid, _p.due_at < given("now")).order_by(_p.due_at, _p.case_number, _p.key)
DUE = statement(_due.limit(given("most", sa.Integer)))
OF_CASE = statement(_rows.where(_p.case_number == given("of")).order_by(_p.made_at, _p.due_at, _p.key, _p.round))
NEXT = statement(sa.select(sa.func.min(_p.due_at)).where(*_unsaid))


class Promises:
    """The promises of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def make(self, promise: Promise) -> None:
        self._in.change(MAKE, **_row(promise))

    def keep(self, case: str, key: str, at: datetime) -> Promise | None:
        """The open promise of this key is kept, in time or late; None if none is open."""
        row = self._in.one(KEEP, of=case, which=key, kept_at=instant(at))
        return _promise(row) if row else None

    def mark_missed(self, case: str, key: str, round: int, at: datetime) -> bool:
        """It was said that it was missed. False if that had been said before. Whether it was missed, its times say."""
        return self._in.change(MARK_MISSED, of=case, which=key, nth=round, announced_at=instant(at)) == 1

    def turn(self, promise: Promise) -> None:
        """It was paused, goes on, runs longer, or somebody was reminded of it."""
        row = _row(promise)
        changed = {name: row[name] for name in ("due_at", "remind_at", "turns")}
        self._in.change(TURN, of=promise.case, which=promise.key, nth=promise.round, **changed)

    def to_remind(self, now: datetime, limit: int = 100) -> list[Promise]:
        """Open promises of whose time so much is over that somebody is reminded, the oldest first."""
        return [_promise(row) for row in self._in.all(TO_REMIND, now=instant(now), most=limit)]

    def next_reminder(self) -> datetime | None:
        found = self._in.only(NEXT_REMINDER)[0]
        return moment(found) if found else None

    def due(self, now: datetime, limit: int = 100) -> list[Promise]:
        """Open promises past their due time of which nothing was said yet, the oldest first."""
        return [_promise(row) for row in self._in.all(DUE, now=instant(now), most=limit)]

    def next_due(self) -> datetime | None:
        """When the next open promise is due."""
        found = self._in.only(NEXT)[0]
        return moment(found) if found else None

    def of_case(self, case: str) -> list[Promise]:
        return [_promise(row) for row in self._in.all(OF_CASE, of=case)]


def _row(promise: Promise) -> dict[str, Any]:
    return {
        "case_number": promise.case, "key": promise.key, "round": promise.round, "said": line(promise.text),
        "to_whom": promise.to, "kind": promise.kind, "made_at": instant(promise.made_at),
        "due_at": instant(promise.due_at), "kept_at": instant_or_none(promise.kept_at), "announced_at": None,
        "remind_at": instant(promise.reminders[0][1]) if promise.reminders and not promise.paused_at else None,
        "turns": _turns(promise),
    }  # fmt: skip


def _turns(promise: Promise) -> str | None:
    """How the clock was turned, and the reminders still to come; nothing for a clock that only runs."""
    if not (promise.reminders or promise.pauses or promise.extensions):
        return None
    return document(
        {
            "paused_at": instant_or_none(promise.paused_at),
            "due_before": instant_or_none(promise.due_before),
            "pauses": promise.pauses,
            "extensions": promise.extensions,
            "reminders": [[percent, instant(at)] for percent, at in promise.reminders],
        }
    )


def _promise(row: Any) -> Promise:
    case, key, round_, text, to, kind, made_at, due_at, kept_at, turns = row
    return Promise(
        case=case, key=key, round=round_, text=text, to=to, kind=kind, made_at=moment(made_at), due_at=moment(due_at),
        kept_at=moment_or_none(kept_at), **_turned(turns),
    )  # fmt: skip


def _turned(turns: str | None) -> dict[str, Any]:
    found = read(turns) if turns else {}
    if not found:
        return {}
    return {
        "paused_at": moment_or_none(found["paused_at"]),
        "due_before": moment_or_none(found["due_before"]),
        "pauses": found["pauses"],
        "extensions": found["extensions"],
        "reminders": tuple((percent, moment(at)) for percent, at in found["reminders"]),
    }
