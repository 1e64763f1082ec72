"""Tokens: for whom a program may speak, and until when. Who it is and whether they may is one question."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..person import Person, Seat
from ..token import Token
from . import tables
from .encoding import instant, instant_or_none, line, moment, moment_or_none
from .people import PERSON, person_of
from .statement import adding, given, statement
from .transaction import Transaction

_t, _p, _s = tables.tokens.c, tables.people.c, tables.seats.c
_rows = sa.select(tables.tokens)
_this = _t.digest == given("of")

ADD = adding(tables.tokens)
WHO = statement(
    sa.select(_t.until, _t.used_on, *PERSON, _s.unit, _s.lane)
    .select_from(tables.tokens.join(tables.people, _t.person == _p.id).outerjoin(tables.seats, _s.person == _t.person))
    .where(_this, _t.revoked_at.is_(None), _p.is_active == 1)
    .order_by(_s.unit, _s.lane)
)
ALL = statement(_rows.order_by(_t.person, _t.made_at, _t.digest))
OF_PERSON = statement(_rows.where(_t.person == given("of")).order_by(_t.made_at, _t.digest))
REVOKE = statement(sa.update(tables.tokens).where(_this, _t.revoked_at.is_(None)).values(revoked_at=given("at")))
USED = statement(sa.update(tables.tokens).where(_this).values(used_on=given("day")))


class Tokens:
    """The tokens of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def add(self, token: Token) -> None:
        self._in.change(
            ADD, digest=token.digest, person=token.person, name=line(token.name), made_at=instant(token.made_at),
            until=instant(token.until), revoked_at=instant_or_none(token.revoked_at), used_on=token.used_on or None,
        )  # fmt: skip

    def who(self, digest: str, now: datetime) -> tuple[Person, str] | None:
        """The active person for whom a good token speaks, and the day it was used last; None for every other one."""
        rows = self._in.all(WHO, of=digest)
        if not rows or moment(rows[0][0]) <= now:
            return None
        seats = tuple(Seat(*row[-2:]) for row in rows if row[-1] is not None)
        return person_of(rows[0][2:-2], seats), rows[0][1] or ""

    def used(self, digest: str, day: str) -> None:
        """Remember the day; written once a day, so that asking who somebody is stays a question."""
        self._in.change(USED, of=digest, day=day)

    def all(self) -> list[Token]:
        """Every token there ever was, also those that are good no more."""
        return [_token(row) for row in self._in.all(ALL)]

    def of_person(self, person: str) -> list[Token]:
        return [_token(row) for row in self._in.all(OF_PERSON, of=person)]

    def revoke(self, digest: str, at: datetime) -> bool:
        """False if it was revoked before, or is nobody's."""
        return self._in.change(REVOKE, of=digest, at=instant(at)) == 1


def _token(row: Any) -> Token:
    digest, person, name, made_at, until, revoked_at, used_on = row
    return Token(
        digest=digest, person=person, name=name, made_at=moment(made_at), until=moment(until),
        revoked_at=moment_or_none(revoked_at), used_on=used_on or "",
    )  # fmt: skip
