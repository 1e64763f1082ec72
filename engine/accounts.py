"""Accounts: who has one, in which units, with which lanes and rights. The engine never sees a password."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from .clock import Clock
from .errors import AmendsError
from .pack_book import PackUnknown
from .packs import names_in
from .person import Person, Unit
from .store import Store, UnitOfWork
from .token import Token, digest, fresh

#: days that a token may be good for
MOST_DAYS = 3_660


class TokenNotMade(AmendsError):
    """A token for nobody, for too long, or of a name that another one has."""

    sentence = "No token was made: {problem}."


class TokenUnknown(AmendsError):
    """There is nothing to revoke."""

    sentence = "'{login}' has no token '{name}' that is still good; 'amends token list' shows those there are."


class Accounts:
    """Reading people and units, and adding them; nothing is ever deleted, only deactivated."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """`clock` is the wall's: tokens end in the world's time, also in a demo that turns its own."""
        self._store, self._clock = store, clock

    def by_login(self, login: str) -> tuple[Person, str] | None:
        """The active person with this login and the hash of their password."""
        with self._store.reading() as work:
            return work.people.by_login(login)

    def person(self, id: str) -> Person | None:
        with self._store.asking() as work:
            return work.people.find(id)

    def everyone(self) -> list[Person]:
        with self._store.reading() as work:
            return work.people.everyone()

    def units(self) -> Sequence[Unit]:
        with self._store.reading() as work:
            return work.people.units()

    def add_person(self, person: Person, login: str, password_hash: str) -> None:
        """Add a person with an account. Raises NotAllowed for a login that is taken."""
        with self._store.writing() as work:
            work.people.add_person(person, login, password_hash)

    def add_unit(self, unit: Unit) -> None:
        """Add a unit, or change the one with this id. Raises PackUnknown for a pack that the last edition lacks."""
        with self._store.writing() as work:
            latest = work.editions.latest() if unit.packs else None
            known = names_in(work.editions.files(latest.id)) if latest else ()
            for name in unit.packs if latest else ():
                if name not in known:
                    raise PackUnknown(name=name, known=", ".join(known) or "none")
            work.people.add_unit(unit)

    def by_token(self, token: str) -> Person | None:
        """The active person for whom this token speaks; None for one that nobody has, is over or was revoked."""
        known, now = digest(token), self._clock.now()
        with self._store.asking() as work:
            found = work.tokens.who(known, now)
        if found is None:
            return None
        person, used_on = found
        today = now.date().isoformat()
        if used_on != today:
            with self._store.writing() as work:
                work.tokens.used(known, today)
        return person

    def add_token(self, login: str, name: str, days: int) -> tuple[str, Token]:
        """A new token and what is known of it; nobody can be told it again. Raises TokenNotMade."""
        if not 0 < days <= MOST_DAYS:
            raise TokenNotMade(problem=f"it has to be good for 1 to {MOST_DAYS} days, not {days}")
        if not name.strip() or len(name) > 100:
            raise TokenNotMade(problem="it needs a name of at most 100 characters, such as what will use it")
        secret, now = fresh(), self._clock.now()
        with self._store.writing() as work:
            person, _ = work.people.by_login(login) or (None, "")
            if person is None or not person.is_active:
                raise TokenNotMade(problem=f"nobody who is active has the login '{login}'")
            if _good(work, person.id, name.strip(), now):
                raise TokenNotMade(problem=f"'{login}' has one of the name '{name.strip()}', which is still good")
            until = now + timedelta(days=days)
            token = Token(digest=digest(secret), person=person.id, name=name.strip(), made_at=now, until=until)
            work.tokens.add(token)
        return secret, token

    def tokens(self) -> list[Token]:
        """Every token there ever was; none of them can be read."""
        with self._store.reading() as work:
            return work.tokens.all()

    def revoke_token(self, login: str, name: str) -> None:
        """From now on it is refused. Raises TokenUnknown."""
        now = self._clock.now()
        with self._store.writing() as work:
            person, _ = work.people.by_login(login) or (None, "")
            good = _good(work, person.id, name, now) if person else []
            if not good:
                raise TokenUnknown(login=login, name=name)
            for token in good:
                work.tokens.revoke(token.digest, now)


def _good(work: UnitOfWork, person: str, name: str, now: datetime) -> list[Token]:
    """The tokens of this name that are still good."""
    return [token for token in work.tokens.of_person(person) if token.name == name and token.is_good(now)]
