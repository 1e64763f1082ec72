"""Schemas: what the schema of a form may say - a list of fields, judged without the network and in bounded time."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
from jsonschema.exceptions import best_match

from .patterns import complaint

#: of one form
MOST_FIELDS, DEEPEST = 200, 20
#: characters of an answer whose schema names no bound, as pages take them
LONGEST = 10_000
#: keywords that fetch another schema, or lead a schema back into itself
ELSEWHERE = ("$ref", "$dynamicRef", "$recursiveRef")
#: what stands behind these is a value, not a schema
VALUES = ("const", "enum", "default", "examples")
#: keywords that say yes or no; elsewhere pages want a schema written out, not `true`
YES_OR_NO = ("readOnly", "writeOnly", "deprecated", "uniqueItems", "additionalProperties", "unevaluatedProperties")
FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}")


def complaints_about(schema: Any) -> list[str]:
    """Why a form cannot be asked or judged by this schema; nothing if it can."""
    if not isinstance(schema, Mapping) or not isinstance(schema.get("properties", {}), Mapping):
        return ["it is no JSON Schema of an object with properties"]
    found = list(dict.fromkeys(_deep(schema, 0))) or list(_wrong(schema))
    return found[:10]


def is_form(schema: Any) -> bool:
    """Whether fields can be read from it at all."""
    fields = schema.get("properties", {}) if isinstance(schema, Mapping) else None
    described = isinstance(fields, Mapping) and all(isinstance(field, Mapping) for field in fields.values())
    return described and _JUDGE.is_valid(schema)


def _wrong(schema: Mapping[str, Any]) -> Iterator[str]:
    """As JSON Schema sees it, then as we do."""
    fields = schema.get("properties", {})
    if len(fields) > MOST_FIELDS:
        yield f"it has {len(fields)} fields; nobody fills in more than {MOST_FIELDS}. Make two forms of it"
        return
    error = best_match(_JUDGE.iter_errors(schema))
    if error is not None:
        place = ".".join(map(str, error.absolute_path)) or "it"
        yield f"{place}: {error.message[:200]}"
        return
    for name, field in fields.items():
        if not FIELD.fullmatch(name):
            yield f"the field '{name[:80]}' is not named in snake_case, such as what_happened"
        if not isinstance(field, Mapping):
            yield f"the field '{name[:80]}' is not described"


def _deep(schema: Any, depth: int) -> Iterator[str]:
    """Every part, and the parts of each."""
    if depth > DEEPEST:
        yield f"it is nested more than {DEEPEST} deep"
        return
    if isinstance(schema, Mapping):
        yield from _part(schema)
    parts = schema.items() if isinstance(schema, Mapping) else enumerate(schema) if isinstance(schema, list) else ()
    for name, part in parts:
        if name in VALUES or str(name).startswith(("x-", "ui:")):
            continue
        if isinstance(part, bool) and name not in YES_OR_NO:
            yield f"'{name}' is {str(part).lower()}; write what it has to be"
        yield from _deep(part, depth + 1)


def _part(schema: Mapping[str, Any]) -> Iterator[str]:
    for keyword in ELSEWHERE:
        if isinstance(schema.get(keyword), str):
            yield f"'{keyword}' leads to another schema, which is not followed. Write here what the field has to be"
    if isinstance(schema.get("patternProperties"), Mapping):
        yield "'patternProperties' is not for forms: name each field under 'properties'"
    pattern, longest = schema.get("pattern"), schema.get("maxLength", LONGEST)
    if isinstance(pattern, str):
        why = complaint(pattern, longest if isinstance(longest, int) else LONGEST)
        if why:
            yield f"the pattern '{pattern[:60]}' {why}"


_JUDGE = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
