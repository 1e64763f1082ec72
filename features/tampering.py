"""Somebody with the database in their hands: what they can do to the record, and how it is found."""

from pathlib import Path

from .rooms import Rooms

#: what stands first and second in a record
TWO = "SELECT number FROM amends_journal WHERE stream = '{}' ORDER BY number LIMIT 2"
CHANGE = "UPDATE amends_journal SET told = replace(told, 'e', 'a') WHERE stream = '{}' AND number = {}"


def is_stopped(rooms: Rooms, database: Path, stream: str) -> bool:
    """Whether the database itself refuses to change a line of the record, in our words."""
    try:
        _change(rooms, database, stream)
    except Exception as refusal:  # each driver has its own
        return "append-only" in str(refusal)
    return False


def change_all_the_same(rooms: Rooms, database: Path, stream: str) -> int:
    """Take the locks away and change what stands second; the number of its first line."""
    with rooms.hands(database) as hands:
        rooms.unlock(hands)
    return _change(rooms, database, stream)


def _change(rooms: Rooms, database: Path, stream: str) -> int:
    with rooms.hands(database) as hands:
        first, second = (row[0] for row in hands.execute(TWO.format(stream)).fetchall())
        hands.execute(CHANGE.format(stream, second))
    return int(first) + 1
