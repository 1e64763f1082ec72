"""Accounts: who has one, in which units, with which lanes and rights. The engine never sees a password."""

from collections.abc import Sequence

from .pack_book import PackUnknown
from .packs import names_in
from .person import Person, Unit
from .store import Store


class Accounts:
    """Reading people and units, and adding them; nothing is ever deleted, only deactivated."""

    def __init__(self, store: Store) -> None:
        self._store = store

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
