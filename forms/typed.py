"""A value and how people type and read it: one answer between JSON, an input and a sentence. No Flask."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from .declared import Declared

Say = Callable[..., str]


def plainly(text: str, /, **facts: object) -> str:
    """A sentence in English, with its facts: what `say` is where nobody translates."""
    return text % facts if facts else text


def is_known(value: Any) -> bool:
    return value is not None and value != "" and value != []


def as_typed(value: Any, d: Declared, zone: tzinfo = UTC) -> str:
    """What stands in the input for a value; what was typed and could not be read stays as it was typed."""
    if not is_known(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "\n".join(str(one) for one in value)
    return _local(str(value), zone) if d.kind == "instant" else str(value)


def in_words(value: Any, d: Declared, say: Say = plainly, zone: tzinfo = UTC) -> str:
    """A value as one reads it: the title of a choice, yes or no, a date and time where the reader is."""
    if not is_known(value):
        return ""
    titles = {as_typed(option, d): title for option, title in d.options}
    if isinstance(value, (list, tuple)):
        return ", ".join(say(titles.get(str(one), str(one))) for one in value)
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {one}" for name, one in value.items())
    text = as_typed(value, d, zone)
    return say(titles[text]) if text in titles else _plain(value, text, d)


def _plain(value: Any, text: str, d: Declared) -> str:
    if d.kind == "instant":
        return text.replace("T", " ")
    if d.kind == "number" and isinstance(value, int | float):
        return f"{value:.0%}" if d.rules.get("x-percent") else f"{round(value, 2):g}"
    return _day(text) if d.kind == "date" else text


def _day(text: str) -> str:
    """A date with its weekday, which is what people plan by."""
    try:
        return f"{date.fromisoformat(text):%a %-d %b %Y}"
    except ValueError:
        return text


def _local(text: str, zone: tzinfo) -> str:
    """An instant as a browser's field for date and time wants it: minutes, without zone."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(zone) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M")
    except (ValueError, OverflowError):
        return text
