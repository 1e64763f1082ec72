"""The shelf: editions in use, each read once a process; cases stay with the edition they began in."""

import logging
import threading
from collections.abc import Callable, Mapping

from .actions import Registry
from .running import Running, read_running

log = logging.getLogger("amends.engine")


class Shelf:
    """Editions by their content hash. Reading one takes a good part of a second: once a process is enough."""

    def __init__(self, files_of: Callable[[str], Mapping[str, bytes]], registry: Registry) -> None:
        self._files_of, self._registry = files_of, registry
        self._read: dict[str, Running] = {}
        self._lock = threading.Lock()

    def running(self, edition: str) -> Running:
        found = self._read.get(edition)
        if found is None:
            with self._lock:
                found = self._read.get(edition) or self._take(edition)
        return found

    def share(self, read: dict[str, Running]) -> None:
        """Use and add to what others have read: editions are content, whichever database they came from."""
        self._read = read

    def _take(self, edition: str) -> Running:
        """An edition was checked before it was published. A later check may be stricter, or an action may be gone:
        that stops what needs it, not all the cases that run in this edition."""
        found = read_running(self._files_of(edition), self._registry)
        if found.errors():
            log.warning("an edition would not be published any more", extra={"problems": len(found.errors())})
        self._read[edition] = found
        return found
