"""Moving: a house goes with everything it holds to another database, such as from a SQLite file to PostgreSQL."""

from dataclasses import dataclass
from datetime import timedelta

from .clock import SystemClock
from .errors import AmendsError, SettingWrong
from .store import Store
from .store.copying import copy, is_empty, keep_still

#: who has beaten so lately is at work
LATELY = timedelta(seconds=15)
#: the setting of a database that was left
MOVED = "moved"


class NotEmpty(AmendsError):
    """Something stands where something else is to be put."""

    sentence = "The database '{where}' is not empty. Make a new one; nothing was changed."


class AtWork(AmendsError):
    """Workers are alive on a database that has to stand still."""

    sentence = (
        "{count} workers are at work on '{where}'. Stop them, and the pages too, wait {seconds} seconds and try again; "
        "nothing was changed."
    )


class RecordBroken(AmendsError):
    """A record that is not whole is looked at before it is carried anywhere."""

    sentence = "Line {line} of the record {stream} is not as it was written ({why}). Nothing was moved."


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What was carried."""

    cases: int
    records: int


def move(source: Store, target: Store) -> Moved:
    """All or nothing, in one transaction of each; then the first database opens to nobody any more.

    Raises AtWork, NotEmpty, RecordBroken, and CopyDiffers if what arrived is not what was sent.
    """
    stand_still(source)
    target.migrate()
    with source.writing() as here:
        keep_still(here)
        for breach in here.journal.verify():
            raise RecordBroken(line=breach.number, stream=breach.stream, why=breach.why)
        with target.writing() as there:
            if not is_empty(there):
                raise NotEmpty(where=target.named)
            moved = Moved(cases=copy(here, there), records=len(there.journal.streams()))
        here.settings.save(MOVED, {"to": target.named, "at": SystemClock().now().isoformat()})
    return moved


def stand_still(store: Store) -> None:
    """Raises AtWork."""
    with store.reading() as work:
        alive = work.beats.alive(SystemClock().now() - LATELY)
    if alive:
        raise AtWork(count=len(alive), where=store.named, seconds=int(LATELY.total_seconds()))


def lives_here(store: Store) -> None:
    """Two houses on two copies would send everything twice. Raises SettingWrong for a database that was left."""
    with store.reading() as work:
        left = work.settings.load(MOVED)
    if left:
        problem = f"names a database that the house left at {left['at'][:16]} for '{left['to']}'"
        raise SettingWrong(name="AMENDS_DATABASE_URL", problem=problem)
