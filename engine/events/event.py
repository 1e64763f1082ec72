"""Event: one line of the record, a frozen fact in the past tense."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the record. Its fields are the facts: JSON types, tuples of them, and times in UTC."""

    sentence: ClassVar[str] = ""

    @classmethod
    def kind(cls) -> str:
        return _kind(cls)


@cache
def _kind(event: type[Event]) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in event.__name__).lstrip("_")
