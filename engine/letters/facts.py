"""What a letter is filled with: JSON, bounded, where empty means not known."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined

#: items a letter may go through in one list, and characters of one value
LONGEST_LIST = 500
LONGEST_TEXT = 20_000
#: every sign that Markdown could take for markup; all may stand behind a backslash
MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


class Unfilled(StrictUndefined):
    """A value nobody has filled in: `if` may ask for it, but a letter that shows it is not sent."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    @property
    def _undefined_message(self) -> str:
        return f"'{self._undefined_name}' is not filled in"


def known(value: Any) -> Any:
    """The facts without what is empty, and with lists and texts cut to a size a letter can have."""
    if isinstance(value, Mapping):
        return {str(k): known(v) for k, v in value.items() if not _is_empty(v)}
    if isinstance(value, list | tuple):
        return [known(v) for v in value[:LONGEST_LIST] if not _is_empty(v)]
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def shown(value: Any) -> str:
    """A value as people read it. Raises TypeError for what has parts: the author has to say which."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float | Decimal | date):
        return str(value)
    what = "a list" if isinstance(value, list | tuple) else "something with parts"
    raise TypeError(f"{what} cannot be shown as it is")


def as_markdown(value: Any) -> Any:
    """A value that Markdown shows letter by letter: what a customer typed never becomes a link or a heading of ours."""
    if isinstance(value, StrictUndefined):
        return value
    lines = (MARKUP.sub(r"\\\1", line.strip()) for line in shown(value).splitlines() if line.strip())
    return "\\\n".join(lines)


def as_line(value: Any) -> Any:
    """A value for the subject."""
    return value if isinstance(value, StrictUndefined) else shown(value)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
