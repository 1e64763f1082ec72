"""Clocks: promises that a step makes and keeps, by the rows of the policy pack.

An element names clocks in its properties: `starts` when it is done, `starts_on_open` when it opens, `keeps` when it is
done. A clock that runs is not started again; an element that keeps and starts the same clock keeps it first.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import CaseStuck
from .language import whose
from .step import PromiseStart
from .timers import due_time, instant


class Clocks:
    """The clocks of one case during a step. `running` comes from, and goes to, the notes."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self._rows = rows
        self.running: list[str] = []
        self.made: list[PromiseStart] = []
        self.kept: list[str] = []

    def begin(self, task: Any, keys: Iterable[str]) -> None:
        """Start what does not run yet. Raises CaseStuck if a due time cannot be worked out."""
        for key in keys:
            if key not in self.running:
                self.made.append(self._promise(task, key))
                self.running.append(key)

    def keep(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key in self.running:
                self.running.remove(key)
                self.kept.append(key)

    def _promise(self, task: Any, key: str) -> PromiseStart:
        row = self._rows.get(key)
        if row is None:
            raise CaseStuck(reason=f"{whose(task)} starts the clock '{key}', which the policy pack does not have.")
        try:
            due = due_time(task, row["within"], row.get("calendar") or "", self._start(task, row))
        except CaseStuck as problem:
            raise CaseStuck(reason=f"The clock '{key}' cannot be started. {problem}") from problem
        return PromiseStart(key=key, text=row["text"], to=row["to"], kind=row["kind"], due=due)

    def _start(self, task: Any, row: Mapping[str, Any]) -> Any:
        name = row.get("from")
        if not name:
            return None
        try:
            return instant(task.data[name])
        except (KeyError, ValueError):
            raise CaseStuck(
                reason=f"{whose(task)}: it counts from '{name}', which is not a time in this case yet."
            ) from None
