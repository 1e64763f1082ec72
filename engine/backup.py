"""Backup: the house in one file, while it works; and back, so that nothing it did since then is done again."""

import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .clock import SystemClock
from .errors import AmendsError
from .moving import AtWork, NotEmpty, stand_still
from .recovery.reconciling import BACKUP
from .store import Store
from .store.copying import copy, is_empty
from .store.snapshots import lay, look, put_aside, take


class HouseStands(AmendsError):
    """A restore never overwrites."""

    sentence = (
        "A house with {cases} cases stands in '{where}'. '--force' moves it aside and puts the backup in its place; "
        "nothing was changed."
    )


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is in a backup."""

    cases: int
    #: the first line of each record that is not as it was written
    breaches: int


def back_up(store: Store, file: Path) -> Kept:
    """The house as it is now, in a file. Raises SnapshotUnusable if the file is there already."""
    made_at, kept = SystemClock().now(), []

    def finish(copied: Store) -> None:
        _mark(copied, made_at)
        with copied.reading() as work:
            kept.append(Kept(cases=work.cases.count(), breaches=len(work.journal.verify())))

    take(store, file, finish)
    return kept[0]


def _mark(store: Store, made_at: datetime | None) -> None:
    """From now on it is not the house but a copy of it: whoever opens it has to reconcile it with the world first."""
    store.migrate()
    with store.writing() as work:
        known = work.settings.load(BACKUP) or {}
        at = known.get("made_at", "") if made_at is None else made_at.isoformat()
        work.settings.save(BACKUP, {"made_at": at})


def restore(url: str, file: Path, *, force: bool = False) -> Path | None:
    """Put a backup where the house is to stand. Gives where the house went that stood there before.

    Whoever opens the house then reconciles it with the world before anything is done (`recovery.reconciling`).
    Raises SnapshotUnusable, HouseStands, AtWork, and on PostgreSQL NotEmpty.
    """
    look(file)
    return _into_file(Store(url), file, force) if Store(url).is_sqlite else _into_server(Store(url), file)


def _into_file(store: Store, file: Path, force: bool) -> Path | None:
    """The house that stands there goes last, when all that can fail is done."""
    place, aside = store.file, None
    if place.exists():
        _may_go(store, force)
    coming = place.with_name(f".{place.name}.coming")
    coming.unlink(missing_ok=True)
    _laid_out(file, coming).close()
    if place.exists():
        aside = put_aside(place, f"{place.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    put_aside(coming, place.name)
    return aside


def _laid_out(file: Path, at: Path) -> Store:
    """The backup as a database of this version, marked as one; the caller closes it."""
    lay(file, at)
    laid = Store(f"sqlite:///{at}")
    _mark(laid, None)
    return laid


def _may_go(store: Store, force: bool) -> None:
    """A house goes only by force, and then also one that cannot be read any more. Raises HouseStands, AtWork."""
    try:
        cases = _standing(store)
    except AmendsError as problem:
        if not force or isinstance(problem, AtWork):
            raise
        return
    if cases is not None and not force:
        raise HouseStands(cases=cases, where=store.file)


def _standing(store: Store) -> int | None:
    """How many cases are in the house that stands there; None if nothing does."""
    try:
        store.migrate()
        stand_still(store)
        with store.reading() as work:
            return None if is_empty(work) else work.cases.count()
    finally:
        store.close()


def _into_server(store: Store, file: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(store),
        closing(_laid_out(file, Path(folder) / "laid")) as laid,
    ):
        store.migrate()
        with laid.reading() as here, store.writing() as there:
            if not is_empty(there):
                raise NotEmpty(where=store.named)
            copy(here, there)
