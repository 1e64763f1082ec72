"""What a browser posts, read as answers: strings become values, only declared writable fields are let in. No Flask."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, TypeVar

from .declared import Declared, declared
from .typed import as_typed, is_known, plainly

Say = Callable[..., str]
Day = TypeVar("Day", bound=date)
NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,9})?")
MONEY = re.compile(r"(?P<before>[A-Za-z]{3})? ?(?P<amount>\d{1,12}(\.\d{1,2})?) ?(?P<after>[A-Za-z]{3})?")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(\D|$))")
#: chosen boxes, lines, fields of one post
MANY = 100
#: names that begin like this are the page's own, not answers
OURS = ("_", "csrf_token")


class MultiDict(Protocol):
    """As a web framework gives a form: several values a name."""

    def keys(self) -> Iterable[str]: ...
    def getlist(self, key: str) -> list[str]: ...


class Posted(NamedTuple):
    """What came in: `answers` are values, `problems` sentences by field, `typed` everything as it was typed."""

    answers: dict[str, Any]
    problems: dict[str, list[str]]
    typed: dict[str, Any]


class Unreadable(ValueError):
    """An answer that is no value of its kind; the text is a message id."""


def read(
    schema: Mapping[str, Any], posted: MultiDict, *, shown: Mapping[str, Any] | None = None, say: Say = plainly,
    zone: tzinfo = UTC, currency: str = "USD",
) -> Posted:  # fmt: skip
    """Read a post by its schema. An emptied field that `shown` knew a value of is answered with None.

    `zone` is where times without one are meant, `currency` is meant where an amount names none.
    """
    asked = {name: d for name, d in declared(schema).items() if d.is_asked}
    result = Posted({}, {}, {})
    for name in sorted(set(posted.keys()) - set(asked)):
        if not name.startswith(OURS):
            result.problems[name[:100]] = [say("This form has no field “%(name)s”; it was left out.", name=name[:100])]
    for d in asked.values():
        _take(d, posted.getlist(d.name), result, (shown or {}).get(d.name), say, zone, currency)
    return result


def _take(d: Declared, texts: list[str], result: Posted, known: Any, say: Say, zone: tzinfo, currency: str) -> None:
    result.typed[d.name] = _typed(d, texts)
    if _is_as_shown(d, texts, known, zone):
        result.answers[d.name] = known
        return
    try:
        value = _value(d, [_clean(text) for text in texts], zone, currency)
    except Unreadable as problem:
        result.problems[d.name] = [say(str(problem), limit=d.longest)]
        return
    if is_known(value):
        result.answers[d.name] = value
    elif d.required:
        result.problems[d.name] = [say("Please answer this question.")]
    elif is_known(known):
        result.answers[d.name] = None


def _is_as_shown(d: Declared, texts: list[str], known: Any, zone: tzinfo) -> bool:
    """Who left a field as it was shown changed nothing, even where an input cannot hold all of a value (seconds)."""
    if not is_known(known):
        return False
    if d.kind == "choices":
        return sorted(texts) == sorted(as_typed(one, d) for one in known)
    return bool(texts) and _clean(texts[0]) == _clean(as_typed(known, d, zone))


def _typed(d: Declared, texts: list[str]) -> Any:
    """What to show again, all of it. A list stays a list; an unticked box is a no."""
    if d.kind == "choices":
        return texts
    if d.kind == "yes_no" and not d.required:
        return bool(texts)
    return texts[0] if texts else ""


def _clean(text: str) -> str:
    """Browsers send CRLF; control characters are nobody's answer."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _value(d: Declared, texts: list[str], zone: tzinfo, currency: str) -> Any:
    if d.kind == "choices":
        return [_option(d, text) for text in _few(texts)]
    if d.kind == "yes_no":
        return _yes_no(d, texts)
    text = texts[0] if texts else ""
    if len(text) > d.longest:
        raise Unreadable("This is too long: %(limit)s characters are possible.")
    if not text:
        return None
    if d.kind == "lines":
        return _few([line.strip() for line in text.split("\n") if line.strip()])
    if d.kind == "money":
        return _currency(text, currency)
    return _instant(text, zone) if d.kind == "instant" else READ[d.kind](d, text)


def _few(texts: list[str]) -> list[str]:
    if len(texts) > MANY:
        raise Unreadable("These are too many.")
    return texts


def _yes_no(d: Declared, texts: list[str]) -> bool | None:
    """A box that is not ticked says no; a question with yes and no that nobody answered says nothing."""
    if not texts or not texts[0]:
        return None if d.required else False
    if texts[0] not in ("yes", "no", "on", "true", "false"):
        raise Unreadable("Please answer with yes or no.")
    return texts[0] in ("yes", "on", "true")


def _option(d: Declared, text: str) -> Any:
    for value, _ in d.options:
        if as_typed(value, d) == text:
            return value
    raise Unreadable("Please choose one of the answers offered.")


def _number(d: Declared, text: str) -> int | float:
    plain = THOUSANDS.sub("", text)
    if not NUMBER.fullmatch(plain):
        raise Unreadable("Please write a number, such as 12.5.")
    amount = Decimal(plain)
    if amount == int(amount):
        return int(amount)
    if d.kind == "integer":
        raise Unreadable("Please write a whole number, such as 12.")
    return float(amount)


def _currency(text: str, currency: str) -> str:
    found = MONEY.fullmatch(THOUSANDS.sub("", text))
    if not found or (found["before"] and found["after"]):
        raise Unreadable("Please write an amount with its currency, such as 120.00 USD.")
    return f"{Decimal(found['amount']):.2f} {(found['before'] or found['after'] or currency).upper()}"


def _date(d: Declared, text: str) -> str:
    try:
        return _sane(date.fromisoformat(text)).isoformat()
    except ValueError:
        raise Unreadable("Please write a date like this: 2026-02-08.") from None


def _instant(text: str, zone: tzinfo) -> str:
    try:
        moment = _sane(datetime.fromisoformat(text))
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat(timespec="minutes")
    except ValueError:
        raise Unreadable("Please write a date and time like this: 2026-02-08 14:30.") from None


def _sane(day: Day) -> Day:
    """A slip of the keyboard such as the year 0208 is refused here, not by a clock that overflows later."""
    if not 1900 <= day.year < 2200:
        raise ValueError(day)
    return day


def _email(d: Declared, text: str) -> str:
    if not re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+", text):
        raise Unreadable("Please write an e-mail address, such as name@example.com.")
    return text


READ: dict[str, Callable[[Declared, str], Any]] = {
    "text": lambda d, text: text, "long_text": lambda d, text: text, "number": _number, "integer": _number,
    "date": _date, "email": _email, "choice": _option,
}  # fmt: skip
