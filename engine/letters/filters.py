"""How letters write days, times and money: as people say them, in the time zone of the customer's house."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context

LOCALE = "en"


@pass_context
def day(context: Context, value: Any) -> Any:
    """`2026-02-13` or an instant -> Friday 13 February 2026."""
    return _written(value, lambda: format_date(_local(context, value), "EEEE d MMMM y", locale=LOCALE), "a date")


@pass_context
def clock_time(context: Context, value: Any) -> Any:
    """An instant -> 14:30."""
    return _written(value, lambda: format_time(_instant(context, value), "HH:mm", locale=LOCALE), "a time")


@pass_context
def moment(context: Context, value: Any) -> Any:
    """An instant -> Friday 13 February 2026, 14:30 EST; the zone is named so that nobody waits an hour too long."""
    pattern = "EEEE d MMMM y, HH:mm z"
    return _written(value, lambda: format_datetime(_instant(context, value), pattern, locale=LOCALE), "a time")


def money(value: Any) -> Any:
    """`120.00 USD` -> $120.00."""
    return _written(value, lambda: _amount(str(value)), "an amount of money")


def listed(value: Any) -> Any:
    """["rebooking", "meals"] -> rebooking and meals; snake_case words are written with spaces."""
    if isinstance(value, str):
        return value.replace("_", " ")
    words = [str(item).replace("_", " ") for item in value] if isinstance(value, Sequence) else []
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _written(value: Any, write: Any, kind: str) -> Any:
    if isinstance(value, StrictUndefined):
        return value
    try:
        return write()
    except (ValueError, TypeError, AttributeError, InvalidOperation):
        raise TypeError(f"'{value}' is not {kind}") from None


def _amount(text: str) -> str:
    amount, currency = text.split()
    return format_currency(Decimal(amount), currency, locale=LOCALE)


def _local(context: Context, value: Any) -> date:
    if isinstance(value, datetime) or (isinstance(value, str) and "T" in value):
        return _instant(context, value).date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _instant(context: Context, value: Any) -> datetime:
    instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError("without a zone")
    return instant.astimezone(_zone(context))


def _zone(context: Context) -> ZoneInfo:
    try:
        return ZoneInfo(str(context.get("timezone") or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


OURS = {"day": day, "clock_time": clock_time, "moment": moment, "money": money, "listed": listed}
