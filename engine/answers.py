"""The answers to a form, judged by its schema: the same judge for pages, the API and Python callers."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

import jsonschema
import orjson
from jsonschema.protocols import Validator
from referencing import Registry

from .values import NotJson, as_json, kind_of

FORMATS = jsonschema.FormatChecker(formats=())

#: keyword of JSON Schema -> what to tell the person; {limit} is the keyword's value
SENTENCES = {
    "required": "Please fill in this field.",
    "maxLength": "Please use at most {limit} characters.",
    "minLength": "Please use at least {limit} characters.",
    "minimum": "Please give {limit} or more.",
    "maximum": "Please give {limit} or less.",
    "exclusiveMinimum": "Please give more than {limit}.",
    "enum": "Please choose one of the answers offered.",
    "oneOf": "Please choose one of the answers offered.",
    "const": "This has to be ticked.",
    "minItems": "Please choose at least {limit}.",
    "maxItems": "Please choose at most {limit}.",
    "uniqueItems": "Please choose each answer only once.",
    "format": "This is not {limit} as we understand it.",
    "pattern": "This is not written as we expect it.",
    "type": "This is not of the kind we expect ({limit}).",
    "currency": "Please give the amount in {limit}.",
    "additionalProperties": "This form has no such field.",
}
#: what a form and a field may say and still be plain; the judge knows the rest
PLAIN_FORM = frozenset({"type", "title", "description", "properties", "required", "additionalProperties", "$schema"})
PLAIN_FIELD = frozenset(
    {"type", "title", "description", "default", "examples", "enum", "format", "readOnly"}
    | {"minLength", "maxLength", "minimum", "maximum"}
)
PLAIN_TYPES = {"string": (str,), "boolean": (bool,), "number": (int, float), "integer": (int,)}
FORMAT_WORDS = {
    "money": "an amount such as 120.00 USD",
    "date": "a date such as 2026-02-08",
    "date-time": "a date and time with its zone",
    "email": "an e-mail address",
}


@FORMATS.checks("money")
def _money(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"\d{1,12}(\.\d{1,2})? [A-Z]{3}", value) is not None


@FORMATS.checks("date", raises=ValueError)
def _date(value: object) -> bool:
    return not isinstance(value, str) or _is_of_our_time(date.fromisoformat(value))


@FORMATS.checks("date-time", raises=ValueError)
def _instant(value: object) -> bool:
    if not isinstance(value, str):
        return True
    moment = datetime.fromisoformat(value)
    return moment.tzinfo is not None and _is_of_our_time(moment)


def _is_of_our_time(day: date) -> bool:
    """A clock that counts from the year 1, or to the year 9999, overflows later and elsewhere."""
    return 1900 <= day.year < 2200


@FORMATS.checks("email")
def _email(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+", value) is not None


def writable(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The fields a person may fill in; the others are shown only."""
    return {name: field for name, field in schema.get("properties", {}).items() if not field.get("readOnly")}


def types_of(schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Field -> kind over all forms; the first form that declares a field counts."""
    found: dict[str, str] = {}
    for schema in schemas.values():
        for name, field in schema.get("properties", {}).items():
            found.setdefault(name, kind_of(field))
    return found


def checked(
    schema: Mapping[str, Any], answers: Mapping[str, Any], *, currency: str = ""
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The answers as plain JSON, and what is wrong with them by field ('' is the form as a whole).

    `currency` is that of the house: amounts in several could neither be compared nor added later.
    """
    if not isinstance(answers, Mapping):
        return {}, {"": [SENTENCES["type"].format(limit="an object")]}
    problems: dict[str, list[str]] = {}
    for name in set(answers) - set(writable(schema)):
        problems.setdefault(name, []).append(SENTENCES["additionalProperties"])
    clean: dict[str, Any] = {}
    for name, value in answers.items():
        if name not in problems and value is not None:
            try:
                clean[name] = as_json(value, name)
            except NotJson as problem:
                problems[name] = [str(problem)]
    for name, sentence in _complaints(schema, clean):
        if sentence not in problems.setdefault(name, []):
            problems[name].append(sentence)
    for name in _foreign(schema, clean, currency):
        problems.setdefault(name, []).append(SENTENCES["currency"].format(limit=currency))
    return clean, problems


def _foreign(schema: Mapping[str, Any], answers: Mapping[str, Any], currency: str) -> Iterator[str]:
    for name, field in writable(schema).items():
        value = answers.get(name)
        is_money = kind_of(field) == "money" and isinstance(value, str) and _money(value)
        if currency and is_money and not str(value).endswith(f" {currency}"):
            yield name


def _complaints(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    asked = {**schema, "required": [n for n in schema.get("required", ()) if n in writable(schema)]}
    if _is_plainly_fine(asked, answers):
        return
    for error in _validator(orjson.dumps(asked)).iter_errors(answers):
        yield from _told(error)


def _is_plainly_fine(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """Most answers are, and most forms ask for nothing but texts, numbers and ticks: the judge, who takes ten times as
    long, is asked about all that is not so plain."""
    fields = schema.get("properties", {})
    return (
        schema.keys() <= PLAIN_FORM
        and schema.get("type") == "object"
        and all(name in answers for name in schema["required"])
        and all(name in fields and _is_plain(fields[name], value) for name, value in answers.items())
    )


def _is_plain(field: Mapping[str, Any], value: Any) -> bool:
    if field.keys() <= PLAIN_FIELD and type(value) in PLAIN_TYPES.get(field.get("type", ""), ()):
        if isinstance(value, str):
            is_offered = "enum" not in field or value in field["enum"]
            is_long_enough = field.get("minLength", 0) <= len(value) <= field.get("maxLength", len(value))
            return is_offered and is_long_enough and FORMATS.conforms(value, field.get("format", ""))
        bounds = field.get("minimum", value), field.get("maximum", value)
        return not field.keys() & {"enum", "format"} and bounds[0] <= value <= bounds[1]
    return False


def _told(error: jsonschema.ValidationError) -> Iterator[tuple[str, str]]:
    keyword, limit = str(error.validator), cast(Any, error.validator_value)
    if keyword == "required":
        yield from ((name, SENTENCES["required"]) for name in limit if name not in cast(Any, error.instance))
    elif keyword in ("if", "allOf", "anyOf") and error.context:
        for inner in error.context:
            yield from _told(inner)
    else:
        keyword = "required" if keyword == "minLength" and not error.instance else keyword
        limit = FORMAT_WORDS.get(limit, limit) if keyword == "format" else limit
        text = SENTENCES.get(keyword, "This answer does not fit.").format(limit=limit)
        yield str(error.absolute_path[0]) if error.absolute_path else "", text


@lru_cache(256)
def _validator(schema: bytes) -> Validator:
    """An empty registry: no schema makes the judge fetch another one, from the network or from a file."""
    return jsonschema.Draft202012Validator(orjson.loads(schema), format_checker=FORMATS, registry=Registry())


def changed_fields(
    answers: Mapping[str, Any], shown: Mapping[str, Any], current: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what the person changed, of that what somebody else changed meanwhile): a post writes only the former.

    A field that was shown with a value and comes back without one was emptied, and becomes null.
    """
    given = {**dict.fromkeys(shown), **answers}
    mine = {name: value for name, value in given.items() if value != shown.get(name) or name not in current}
    theirs = {
        name: current.get(name)
        for name, value in mine.items()
        if name in shown and current.get(name, shown[name]) != shown[name] and current.get(name) != value
    }
    return {name: value for name, value in mine.items() if value is not None or name in current}, theirs
