"""Event: one line of the record, a frozen fact in the past tense."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar, TypeVar, dataclass_transform

C = TypeVar("C")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def fact(event: type[C]) -> type[C]:
    """A data class that is frozen where types are checked: frozen at run time, making one takes three times as long."""
    return dataclass(kw_only=True)(event)


@fact
class Event:
    """One line of the record. Its fields are the facts: JSON types, tuples of them, and times in UTC."""

    sentence: ClassVar[str] = ""

    @classmethod
    def kind(cls) -> str:
        return _kind(cls)


@cache
def _kind(event: type[Event]) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in event.__name__).lstrip("_")
