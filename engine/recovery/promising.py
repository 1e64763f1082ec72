"""Promising: what a step does to the clocks of its case - made, kept, paused, gone on with, prolonged - on the record.

A clock stands still only for a reason that its row allows, no longer and no more often than it says; it runs longer
only if its row says so. What was asked for and not granted is on the record as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from .. import spans
from ..access import unit_of
from ..bpmn import PromiseStart, Step
from ..calendars import Calendars
from ..case import Case
from ..events import (
    Event,
    PromiseExtended,
    PromiseKept,
    PromiseMade,
    PromiseNotTurned,
    PromisePaused,
    PromiseResumed,
)
from ..pack_book import PackBook, day_of
from ..promise import Promise
from ..store import UnitOfWork
from .means import Means


def promises(means: Means, work: UnitOfWork, case: Case, step: Step, at: datetime) -> list[Event]:
    """Write them; what is to be said of them. What is turned and kept at once is turned first."""
    found: list[Event] = []
    if step.turned:
        found += _Turning(means, work, case, step.data, at).all(step.turned)
    for key in step.kept:
        kept = work.promises.keep(case.number, key, at)
        if kept is not None:
            found.append(PromiseKept(promise=key, round=kept.round, text=kept.text))
    before = work.promises.of_case(case.number) if step.made else []
    for start in step.made:
        if any(p.key == start.key and p.is_open() for p in before):
            continue  # a running clock is never started again: neither transfer nor reopening wins time
        promise = _begun(case, start, 1 + sum(p.key == start.key for p in before), at)
        work.promises.make(promise)
        found.append(PromiseMade(promise=start.key, round=promise.round, text=start.text, to=start.to, due=start.due))
    return found


def _begun(case: Case, start: PromiseStart, round: int, at: datetime) -> Promise:
    return Promise(
        case=case.number, key=start.key, round=round, text=start.text, to=start.to, kind=start.kind, made_at=at,
        due_at=start.due, reminders=start.reminders,
    )  # fmt: skip


class _Turning:
    """The clocks of one case while a step pauses, releases or prolongs them."""

    def __init__(self, means: Means, work: UnitOfWork, case: Case, data: Mapping[str, Any], at: datetime) -> None:
        running = means.shelf.running(case.edition)
        unit = unit_of(work.people.units(), case.unit)
        self._work, self._case, self._at = work, case, at
        self._rows = _Rows(
            running.packs, running.calendars, data, day_of(data.get("received_at")) or at.date(), unit.calendar
        )

    def all(self, turned: tuple[tuple[str, str, str], ...]) -> Iterator[Event]:
        for how, key, why in turned:
            known = self._work.promises.of_case(self._case.number)
            promise = next((p for p in known if p.key == key and p.is_open()), None)
            if promise is None:
                continue
            changed, event = TURNS[how](self._rows, promise, why, self._at)
            if changed is not None:
                self._work.promises.turn(changed)
            if event is not None:
                yield event


@dataclass(frozen=True)
class _Rows:
    """The rows of a case's clocks, and the calendars that they count in."""

    packs: PackBook
    calendars: Calendars
    data: Mapping[str, Any]
    day: date
    calendar: str

    def of(self, key: str) -> tuple[Mapping[str, Any], str]:
        row = self.packs.row(key, self.day)
        return row, str(row.get("calendar") or self.calendar)

    def later(self, key: str, due: datetime, since: datetime, until: datetime) -> datetime:
        """When a clock is due that stands still from one moment to another."""
        row, calendar = self.of(key)
        return spans.later(self.calendars, due, since, until, spans.span_of(row, self.data), calendar)


Turned = tuple[Promise | None, Event | None]


def _pause(rows: _Rows, promise: Promise, why: str, at: datetime) -> Turned:
    """From now on it stands still; it is due when the longest pause is over, unless it goes on sooner."""
    row, calendar = rows.of(promise.key)
    may = row.get("pause")
    if promise.paused_at or not may or at > promise.due_at:
        return None, None
    refused = ""
    if why not in may["reasons"]:
        refused = f"'{why}' is no reason; there are: {', '.join(may['reasons'])}"
    elif promise.pauses >= may["most"]:
        refused = f"it stood still {promise.pauses} times before, and may not more than {may['most']} times"
    if refused:
        return None, PromiseNotTurned(promise=promise.key, round=promise.round, text=promise.text, why=refused)
    longest = rows.calendars.add(at, may["longest"], calendar)
    latest = rows.later(promise.key, promise.due_at, at, longest)
    changed = replace(promise, paused_at=at, due_before=promise.due_at, due_at=latest, pauses=promise.pauses + 1)
    event = PromisePaused(promise=promise.key, round=promise.round, text=promise.text, reason=why, due=latest)
    return changed, event


def _resume(rows: _Rows, promise: Promise, why: str, at: datetime) -> Turned:
    """It goes on, and is due as much later as it stood still, never later than its longest pause allows."""
    if promise.paused_at is None or promise.due_before is None:
        return None, None
    key, since = promise.key, promise.paused_at
    due = min(rows.later(key, promise.due_before, since, at), promise.due_at)
    moved = tuple((percent, min(rows.later(key, when, since, at), due)) for percent, when in promise.reminders)
    changed = replace(promise, paused_at=None, due_before=None, due_at=due, reminders=moved)
    hours = round((at - since).total_seconds() / 3600, 1)
    event = PromiseResumed(promise=promise.key, round=promise.round, text=promise.text, due=due, hours=hours)
    return changed, event


def _extend(rows: _Rows, promise: Promise, why: str, at: datetime) -> Turned:
    """It runs longer by what its row says, as often as its row says."""
    row, calendar = rows.of(promise.key)
    may = row.get("extension")
    if not may or at > promise.due_at:
        return None, None
    if promise.extensions >= may["most"]:
        refused = f"it was prolonged {promise.extensions} times before, and may not more than {may['most']} times"
        return None, PromiseNotTurned(promise=promise.key, round=promise.round, text=promise.text, why=refused)
    due = rows.calendars.add(promise.due_at, may["by"], calendar)
    changed = replace(promise, due_at=due, extensions=promise.extensions + 1)
    event = PromiseExtended(promise=promise.key, round=promise.round, text=promise.text, by=may["by"], due=due)
    return changed, event


TURNS = {"pause": _pause, "resume": _resume, "extend": _extend}
