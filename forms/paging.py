"""A long list in pages. No Flask."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
#: as many as `inquiry` gives at once
SIZE = 25


@dataclass(frozen=True, kw_only=True)
class Page:
    """Which page of how many."""

    number: int
    total: int
    size: int = SIZE

    @classmethod
    def asked(cls, text: str | None, total: int, size: int = SIZE) -> "Page":
        """The page that was asked for, or the nearest there is."""
        return cls(number=min(number_of(text), max(1, -(-total // size))), total=total, size=size)

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    def part(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items on this page."""
        return items[self.size * (self.number - 1) : self.size * self.number]


def number_of(text: str | None) -> int:
    """The number of a page in an address; 1 for what is no number."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 7 else 1
