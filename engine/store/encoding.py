"""How values stand in the tables: instants as text of one width, documents as JSON text, the same on every database."""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson


@lru_cache(256)
def instant(at: datetime) -> str:
    """UTC with microseconds, always 32 characters, so that the order of texts is the order of times.

    Raises ValueError for a time without a zone: nobody could say when that was.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat(timespec="microseconds")


def instant_or_none(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def moment(text: str) -> datetime:
    """The aware UTC time that `instant` wrote."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def document(value: Any) -> str:
    """JSON text; keys stay in the order of the document."""
    return orjson.dumps(value).decode()


@lru_cache(1024)
def listed(names: tuple[str, ...]) -> str:
    """A few names, which most steps leave as they are, as JSON text."""
    return document(names)


@lru_cache(1024)
def names(text: str) -> tuple[str, ...]:
    """What `listed` wrote."""
    return tuple(read(text))


def names_or_none(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else names(text)


def canonical(value: Any) -> str:
    """JSON text with sorted keys and no blanks: equal values give equal text, which digests rely on."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def read(text: str | bytes) -> Any:
    return orjson.loads(text)


def digest(*parts: str) -> str:
    """SHA-256 over some texts one after the other, in hexadecimal."""
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def line(text: str, length: int = 400) -> str:
    """A text of people as the lists show it: bounded, and without the NUL that PostgreSQL refuses."""
    return text.replace("\0", "")[:length]
