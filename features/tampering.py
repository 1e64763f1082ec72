"""Somebody with the database in their hands: what they can do to the record, and how it is found."""

from typing import Any

import sqlalchemy as sa
from amends.engine.store import Store
from amends.engine.store.verification import Breach

CHANGE = sa.text("UPDATE amends_journal SET actor_name = 'somebody else' WHERE stream = :of AND number = 2")
TRIGGERS = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'amends_journal'")


def is_stopped(store: Store, stream: str) -> bool:
    """Whether the database itself refuses to change a line of the record."""
    try:
        _execute(store, CHANGE, of=stream)
    except sa.exc.DBAPIError:
        return True
    return False


def change_all_the_same(store: Store, stream: str) -> int:
    """Take the lock away and change a line; its number."""
    with store.reading() as work:
        locks = [row[0] for row in work.connection.execute(TRIGGERS)]
    for lock in locks:
        _execute(store, sa.text(f'DROP TRIGGER "{lock}"'))
    _execute(store, CHANGE, of=stream)
    return 2


def breaches(store: Store) -> list[Breach]:
    with store.reading() as work:
        return work.journal.verify(None)


def _execute(store: Store, statement: Any, **values: Any) -> None:
    with store.writing() as work:
        work.connection.execute(statement, values)
