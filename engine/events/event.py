"""Event: one line of the record, a frozen fact in the past tense."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the record."""

    sentence: ClassVar[str] = ""

    def facts(self) -> dict[str, Any]:
        """The event as JSON types; times as ISO text in UTC."""
        return {name: value if type(value) in _PLAIN else _json(value) for name, value in vars(self).items()}

    @classmethod
    def kind(cls) -> str:
        return _kind(cls)


_PLAIN = (str, int, bool, type(None))


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value


@cache
def _kind(event: type[Event]) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in event.__name__).lstrip("_")
