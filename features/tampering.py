"""Somebody with the database in their hands: what they can do to the record, and how it is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

#: the line of a record that they are after
LINE = 2
CHANGE = f"UPDATE amends_journal SET actor_name = 'somebody else' WHERE stream = ? AND number = {LINE}"  # noqa: S608
LOCKS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'amends_journal'"


def is_stopped(database: Path, stream: str) -> bool:
    """Whether the database itself refuses to change a line of the record."""
    try:
        change(database, stream)
    except sqlite3.DatabaseError:
        return True
    return False


def change_all_the_same(database: Path, stream: str) -> int:
    """Take the locks away and change a line; its number."""
    with closing(sqlite3.connect(database)) as hands:
        for (lock,) in hands.execute(LOCKS).fetchall():
            hands.execute(f'DROP TRIGGER "{lock}"')
        hands.commit()
    change(database, stream)
    return LINE


def change(database: Path, stream: str) -> None:
    with closing(sqlite3.connect(database)) as hands:
        hands.execute(CHANGE, [stream])
        hands.commit()
