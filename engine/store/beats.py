"""Beats: each worker says from time to time that it is alive, so that others can take over what it leaves behind."""

from datetime import datetime

import sqlalchemy as sa

from . import tables
from .encoding import instant, moment
from .statement import given, putting, statement
from .transaction import Transaction

_b = tables.beats.c

BEAT = putting(tables.beats, on=("worker",))
ALIVE = statement(sa.select(_b.worker).where(_b.at >= given("since")))
ALL = statement(sa.select(_b.worker, _b.at).order_by(_b.worker))
FORGET = statement(sa.delete(tables.beats).where(_b.worker == given("of")))


class Beats:
    """The workers' beats, as one transaction sees them."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def beat(self, worker: str, at: datetime) -> None:
        self._in.change(BEAT, worker=worker, at=instant(at))

    def alive(self, since: datetime) -> set[str]:
        """Workers that were heard of since then."""
        return {row[0] for row in self._in.all(ALIVE, since=instant(since))}

    def all(self) -> dict[str, datetime]:
        """When each worker was last heard of."""
        return {worker: moment(at) for worker, at in self._in.all(ALL)}

    def forget(self, worker: str) -> None:
        """The worker has left in good order."""
        self._in.change(FORGET, of=worker)
