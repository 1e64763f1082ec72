"""Scope: a few declared names that are local to a loop item or a call, laid over the one document of the case.

`task.data` of every task IS the case's document (the same dict, never a copy) or a Scope over it. Parallel branches
cannot overwrite each other, because nobody has a copy.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any


class Scope(MutableMapping[str, Any]):
    """Declared names are local; every other name is read from, and written to, what lies behind."""

    __slots__ = ("local", "names", "outer")

    def __init__(
        self, names: Iterable[str], outer: MutableMapping[str, Any], local: dict[str, Any] | None = None
    ) -> None:
        self.names, self.outer, self.local = frozenset(names), outer, {} if local is None else local

    def __getitem__(self, name: str) -> Any:
        return (self.local if name in self.names else self.outer)[name]

    def __setitem__(self, name: str, value: Any) -> None:
        (self.local if name in self.names else self.outer)[name] = value

    def __delitem__(self, name: str) -> None:
        del (self.local if name in self.names else self.outer)[name]

    def __contains__(self, name: object) -> bool:
        return name in (self.local if name in self.names else self.outer)

    def __iter__(self) -> Iterator[str]:
        yield from self.local
        yield from (name for name in self.outer if name not in self.names)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def update(self, *others: Any, **more: Any) -> None:
        """The library updates a workflow's data from a task's data; here both are one, and nothing is to be done."""
        if not (others and others[0] is self):
            super().update(*others, **more)


def local_names(data: MutableMapping[str, Any]) -> dict[str, Any]:
    """All local names in force with their values; inner ones hide outer ones."""
    found: dict[str, Any] = {}
    while type(data) is Scope:
        found = {**data.local, **found}
        data = data.outer
    return found
