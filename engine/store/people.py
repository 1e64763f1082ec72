"""People: who has an account, which lanes they hold in which unit; and the tree of units."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from .. import errors
from ..person import Person, Seat, Unit, Units
from . import at_once, tables
from .encoding import document, line, read
from .statement import adding, adding_once, given, putting, statement
from .transaction import Transaction


class LoginTaken(errors.AmendsError):
    """Two people cannot have the same login."""

    sentence = "Somebody has the login '{login}' already; choose another one."


#: states of units that are remembered
MOST_KNOWN = 50
_KNOWN: dict[str, Units] = {}

_p, _s, _u, _state = tables.people.c, tables.seats.c, tables.units.c, tables.settings.c
#: what makes a person of a row, before their seats
PERSON = (_p.id, _p.name, _p.email, _p.rights, _p.is_active)
_rows = sa.select(*PERSON)
_the_person = _p.id == given("of")

ADD_UNIT = putting(tables.units, on=("id",))
UNITS = statement(sa.select(_u.id, _u.name, _u.parent, _u.calendar, _u.packs).order_by(_u.name, _u.id))
UNITS_STATE = statement(sa.select(_state.content).where(_state.name == given("of")))
PUT_STATE = putting(tables.settings, on=("name",))
ADD = adding(tables.people)
_with_seats = sa.select(*PERSON, _s.unit, _s.lane).select_from(
    tables.people.outerjoin(tables.seats, _s.person == _p.id)
)
ONE = statement(_with_seats.where(_the_person).order_by(_s.unit, _s.lane))
BY_LOGIN = statement(sa.select(*PERSON, _p.password_hash).where(_p.login == given("as_login")))
BY_EMAIL = statement(_rows.where(_p.email == given("at_email")).order_by(_p.is_active.desc(), _p.id).limit(1))
EVERYONE = statement(_rows.order_by(_p.name, _p.id))
SEATS = statement(sa.select(_s.person, _s.unit, _s.lane).order_by(_s.unit, _s.lane))
SEATS_OF = statement(sa.select(_s.person, _s.unit, _s.lane).where(_s.person == given("of")).order_by(_s.unit, _s.lane))
SEAT = adding_once(tables.seats, on=("person", "unit", "lane"))
UNSEAT = statement(
    sa.delete(tables.seats).where(_s.person == given("of"), _s.unit == given("in_unit"), _s.lane == given("as_lane"))
)
SET_PASSWORD = statement(sa.update(tables.people).where(_the_person).values(password_hash=given("password_hash")))
SET_ACTIVE = statement(sa.update(tables.people).where(_the_person).values(is_active=given("is_active", sa.Integer)))
SET_RIGHTS = statement(sa.update(tables.people).where(_the_person).values(rights=given("rights")))


class People:
    """The people and units of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._units: Units | None = None

    def add_unit(self, unit: Unit) -> None:
        """Add a unit, or change the one with this id."""
        self._units = None
        self._in.known.pop("units", None)
        row = {"id": unit.id, "name": line(unit.name), "parent": unit.parent, "calendar": unit.calendar}
        self._in.change(ADD_UNIT, **row, packs=",".join(unit.packs))
        self._in.change(PUT_STATE, name=at_once.UNITS, content=document(secrets.token_hex(16)))

    def units(self) -> Units:
        """All units by name. A step asks several times, and reads them only if somebody has changed them."""
        if self._units is None:
            self._units = self._of_state()
        return self._units

    def _of_state(self) -> Units:
        state = self._in.known.pop("units", None) or (self._in.one(UNITS_STATE, of=at_once.UNITS) or [None])[0]
        return _units(state, self._in) if state else Units(_read_units(self._in))

    def units_below(self, unit: str) -> set[str]:
        """The unit itself and everything below it in the tree."""
        parts: dict[str | None, list[str]] = defaultdict(list)
        for row in self._in.all(UNITS):
            parts[row[2]].append(row[0])
        found, open_ = {unit}, [unit]
        while open_:
            new = [part for part in parts[open_.pop()] if part not in found]
            found.update(new)
            open_ += new
        return found

    def add_person(self, person: Person, login: str, password_hash: str) -> None:
        """A new account with the person's seats; the login counts without regard to capitals. Raises LoginTaken."""
        if self._in.one(BY_LOGIN, as_login=login.casefold()):
            raise LoginTaken(login=login)
        row = {"id": person.id, "name": line(person.name), "email": person.email.casefold(), "login": login.casefold()}
        rest = {"rights": document(sorted(person.rights)), "is_active": int(person.is_active)}
        self._in.change(ADD, **row, **rest, password_hash=password_hash)
        for unit, lane in person.seats:
            self.seat(person.id, unit, lane)

    def find(self, id: str | None) -> Person | None:
        """The person; None for nobody, and for people of a host that keeps them elsewhere."""
        rows = self._in.all(ONE, of=id) if id else None
        return person_of(rows[0][:-2], tuple(Seat(*row[-2:]) for row in rows if row[-1] is not None)) if rows else None

    def person(self, id: str) -> Person:
        """Raises NotFound."""
        found = self.find(id)
        if found is None:
            raise errors.NotFound(what="person", name=id)
        return found

    def by_login(self, login: str) -> tuple[Person, str] | None:
        """The person, active or not, and the hash of the password."""
        row = self._in.one(BY_LOGIN, as_login=login.casefold())
        return (self._seated(row[:5]), row[5]) if row else None

    def by_email(self, email: str) -> Person | None:
        """The person with this address; "" is nobody's."""
        row = self._in.one(BY_EMAIL, at_email=email.casefold()) if email else None
        return self._seated(row) if row else None

    def everyone(self) -> list[Person]:
        """All people by name, also those who left."""
        return self._all(self._in.all(EVERYONE))

    def seat(self, person: str, unit: str, lane: str) -> None:
        self._in.change(SEAT, person=person, unit=unit, lane=lane)

    def unseat(self, person: str, unit: str, lane: str) -> None:
        self._in.change(UNSEAT, of=person, in_unit=unit, as_lane=lane)

    def set_password(self, person: str, password_hash: str) -> None:
        self._in.change(SET_PASSWORD, of=person, password_hash=password_hash)

    def set_rights(self, person: str, rights: Iterable[str]) -> None:
        self._in.change(SET_RIGHTS, of=person, rights=document(sorted(rights)))

    def deactivate(self, person: str) -> None:
        """The person cannot log in any more; the name stays in the record."""
        self._in.change(SET_ACTIVE, of=person, is_active=0)

    def activate(self, person: str) -> None:
        self._in.change(SET_ACTIVE, of=person, is_active=1)

    def holders(self, lane: str, unit: str) -> list[Person]:
        """Active people who hold the lane in this unit or in one above it."""
        parents = {row[0]: row[2] for row in self._in.all(UNITS)}
        above: set[str | None] = set()
        step: str | None = unit
        while step is not None and step not in above:
            above.add(step)
            step = parents.get(step)
        held = [p for p in self.everyone() if p.is_active]
        return [p for p in held if any(seat.lane == lane and seat.unit in above for seat in p.seats)]

    def _seated(self, row: Any) -> Person:
        return person_of(row, tuple(Seat(unit, lane) for _, unit, lane in self._in.all(SEATS_OF, of=row[0])))

    def _all(self, rows: Iterable[Any]) -> list[Person]:
        seats: dict[str, list[Seat]] = defaultdict(list)
        for person, unit, lane in self._in.all(SEATS):
            seats[person].append(Seat(unit, lane))
        return [person_of(row, tuple(seats[row[0]])) for row in rows]


def _units(state: str, transaction: Transaction) -> Units:
    """The units in a state that no other database has, nor this one at another time."""
    known = _KNOWN.get(state)
    if known is None:
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[state] = Units(_read_units(transaction))
    return known


def _read_units(transaction: Transaction) -> Iterator[Unit]:
    for id_, name, parent, calendar, packs in transaction.all(UNITS):
        named = tuple(packs.split(",")) if packs else ()
        yield Unit(id=id_, name=name, parent=parent, calendar=calendar, packs=named)


def person_of(row: Any, seats: tuple[Seat, ...]) -> Person:
    """Of the columns `PERSON` and the seats."""
    id_, name, email, rights, is_active = row
    held = frozenset(read(rights))
    return Person(id=id_, name=name, email=email, seats=seats, rights=held, is_active=bool(is_active))
