"""Somebody with the database in their hands: what they can do to the record, and how it is found."""

from pathlib import Path

from .rooms import Rooms

#: the line of a record that they are after
LINE = 2
CHANGE = f"UPDATE amends_journal SET actor_name = 'somebody else' WHERE stream = '{{}}' AND number = {LINE}"  # noqa: S608


def is_stopped(rooms: Rooms, database: Path, stream: str) -> bool:
    """Whether the database itself refuses to change a line of the record, in our words."""
    try:
        _change(rooms, database, stream)
    except Exception as refusal:  # each driver has its own
        return "append-only" in str(refusal)
    return False


def change_all_the_same(rooms: Rooms, database: Path, stream: str) -> int:
    """Take the locks away and change a line; its number."""
    with rooms.hands(database) as hands:
        rooms.unlock(hands)
    _change(rooms, database, stream)
    return LINE


def _change(rooms: Rooms, database: Path, stream: str) -> None:
    with rooms.hands(database) as hands:
        hands.execute(CHANGE.format(stream))
