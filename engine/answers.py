"""The answers to a form, judged by its schema: the same judge for pages, the API and Python callers."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

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


class _Plan(NamedTuple):
    """What a schema asks, worked out once for all answers."""

    #: held on to, so that no other schema gets its identity
    schema: Mapping[str, Any]
    writable: dict[str, Mapping[str, Any]]
    required: tuple[str, ...]
    money: tuple[str, ...]
    #: what tells that the value of a field is plainly fine; None: the judge is asked
    tests: Mapping[str, Callable[[Any], bool]] | None

    def is_plainly_fine(self, answers: Mapping[str, Any]) -> bool:
        """Most answers are, and most forms ask for nothing but texts, numbers and ticks: the judge, who takes ten times
        as long, is asked about all that is not so plain."""
        tests = self.tests
        if tests is None or not all(name in answers for name in self.required):
            return False
        return all(name in tests and tests[name](value) for name, value in answers.items())


_plans: dict[int, _Plan] = {}
MOST_PLANS = 500


def _plan(schema: Mapping[str, Any]) -> _Plan:
    found = _plans.get(id(schema))
    if found is None:
        if len(_plans) >= MOST_PLANS:
            _plans.clear()
        found = _plans[id(schema)] = _planned(schema)
    return found


def _planned(schema: Mapping[str, Any]) -> _Plan:
    fields = schema.get("properties", {})
    ours = {name: field for name, field in fields.items() if not field.get("readOnly")}
    is_plain = schema.keys() <= PLAIN_FORM and schema.get("type") == "object"
    return _Plan(
        schema=schema,
        writable=ours,
        required=tuple(name for name in schema.get("required", ()) if name in ours),
        money=tuple(name for name, field in ours.items() if kind_of(field) == "money"),
        tests={name: _test(field) for name, field in fields.items()} if is_plain else None,
    )


def writable(schema: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The fields a person may fill in; the others are shown only."""
    return _plan(schema).writable


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
    plan = _plan(schema)
    problems = {name: [SENTENCES["additionalProperties"]] for name in answers if name not in plan.writable}
    clean: dict[str, Any] = {}
    for name, value in answers.items():
        if name not in problems and value is not None:
            try:
                clean[name] = as_json(value, name)
            except NotJson as problem:
                problems[name] = [str(problem)]
    for name, sentence in () if plan.is_plainly_fine(clean) else _complaints(plan, clean):
        if sentence not in problems.setdefault(name, []):
            problems[name].append(sentence)
    for name in _foreign(plan, clean, currency):
        problems.setdefault(name, []).append(SENTENCES["currency"].format(limit=currency))
    return clean, problems


def _foreign(plan: _Plan, answers: Mapping[str, Any], currency: str) -> Iterator[str]:
    for name in plan.money if currency else ():
        value = answers.get(name)
        if isinstance(value, str) and _money(value) and not value.endswith(f" {currency}"):
            yield name


def _complaints(plan: _Plan, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    asked = {**plan.schema, "required": plan.required}
    for error in _validator(orjson.dumps(asked)).iter_errors(answers):
        yield from _told(error)


def _test(field: Mapping[str, Any]) -> Callable[[Any], bool]:
    """Whether a value is what this field asks for; never True of one that the judge would refuse."""
    kinds = PLAIN_TYPES.get(field.get("type", ""), ())
    if not (isinstance(kinds, tuple) and kinds and field.keys() <= PLAIN_FIELD):
        return lambda value: False
    return _text_test(field) if str in kinds else _value_test(field, kinds)


def _text_test(field: Mapping[str, Any]) -> Callable[[Any], bool]:
    offered, form = field.get("enum"), field.get("format", "")
    least, most = field.get("minLength", 0), field.get("maxLength", float("inf"))

    def test(value: Any) -> bool:
        if type(value) is not str or not least <= len(value) <= most or (offered is not None and value not in offered):
            return False
        return not form or FORMATS.conforms(value, form)

    return test


def _value_test(field: Mapping[str, Any], kinds: tuple[type, ...]) -> Callable[[Any], bool]:
    if field.keys() & {"enum", "format"}:
        return lambda value: False
    least, most = field.get("minimum"), field.get("maximum")
    if least is None and most is None:
        return lambda value: type(value) in kinds
    least, most = float("-inf") if least is None else least, float("inf") if most is None else most
    return lambda value: type(value) in kinds and least <= value <= most


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
