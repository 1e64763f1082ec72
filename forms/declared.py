"""What a form's JSON Schema declares: its fields, each of a kind that a page can ask for. No Flask, no wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: whole numbers with so few possible values are offered as a row of choices
SCALE = 7
#: longer texts get several lines
ONE_LINE = 200
#: characters of one answer, where the schema names no bound
LONGEST = 10_000

#: (field, values): the field is asked for if that field has one of these values
Condition = tuple[str, tuple[Any, ...]]

FORMATS = {"money": "money", "date": "date", "date-time": "instant", "email": "email"}


@dataclass(frozen=True, kw_only=True)
class Declared:
    """One field of a schema. kind: text, long_text, email, money, date, instant, number, integer, yes_no, choice,
    choices, lines, or other (shown, never asked)."""

    name: str
    kind: str
    title: str
    help: str = ""
    required: bool = False
    read_only: bool = False
    #: (value, title) of what may be chosen
    options: tuple[tuple[Any, str], ...] = ()
    default: Any = None
    #: required only under one of these
    conditions: tuple[Condition, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        """How many characters an answer may have."""
        return min(int(self.rules.get("maxLength", LONGEST)), LONGEST)

    @property
    def is_asked(self) -> bool:
        return not self.read_only and self.kind != "other"


def declared(schema: Mapping[str, Any]) -> dict[str, Declared]:
    """Every field of a schema by name, in the order of the file."""
    required, conditions = set(schema.get("required", ())), _conditions(schema)
    return {
        name: _field(name, rules, name in required, tuple(conditions.get(name, ())))
        for name, rules in schema.get("properties", {}).items()
    }


def humanised(name: str) -> str:
    """A snake_case name as people would write it."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _field(name: str, rules: Mapping[str, Any], required: bool, conditions: tuple[Condition, ...]) -> Declared:
    kind, options = _kind(rules)
    return Declared(
        name=name, kind=kind, options=options, required=required, conditions=conditions, rules=rules,
        title=str(rules.get("title", humanised(name))), help=str(rules.get("description", "")),
        read_only=bool(rules.get("readOnly")), default=rules.get("default"),
    )  # fmt: skip


def _branches(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [b for b in (schema, *schema.get("allOf", ())) if "if" in b]


def _conditions(schema: Mapping[str, Any]) -> dict[str, list[Condition]]:
    """Which fields an `if` over one field's value makes necessary; other conditions are left to the schema."""
    found: dict[str, list[Condition]] = {}
    for branch in _branches(schema):
        tests = branch["if"].get("properties", {})
        if len(tests) != 1:
            continue
        [(name, test)] = tests.items()
        values = tuple(test["enum"]) if "enum" in test else (test["const"],) if "const" in test else ()
        for needed in branch.get("then", {}).get("required", ()) if values else ():
            found.setdefault(needed, []).append((name, values))
    return found


def _kind(rules: Mapping[str, Any]) -> tuple[str, tuple[tuple[Any, str], ...]]:
    options = _options(rules)
    if options:
        return "choice", options
    kind = _type(rules)
    if kind == "array":
        return _array(rules.get("items", {}))
    if kind == "integer":
        return _integer(rules)
    if kind == "string":
        return _string(rules), ()
    return {"boolean": "yes_no", "number": "number"}.get(kind, "other"), ()


def _type(rules: Mapping[str, Any]) -> str:
    kinds = rules.get("type", "string")
    return kinds if isinstance(kinds, str) else next((k for k in kinds if k != "null"), "string")


def _options(rules: Mapping[str, Any]) -> tuple[tuple[Any, str], ...]:
    if "oneOf" in rules and all("const" in o for o in rules["oneOf"]):
        return tuple((o["const"], str(o.get("title", humanised(str(o["const"]))))) for o in rules["oneOf"])
    return tuple((value, humanised(str(value))) for value in rules.get("enum", ()) if value is not None)


def _array(items: Mapping[str, Any]) -> tuple[str, tuple[tuple[Any, str], ...]]:
    options = _options(items)
    if options:
        return "choices", options
    return ("lines" if _type(items) == "string" else "other"), ()


def _integer(rules: Mapping[str, Any]) -> tuple[str, tuple[tuple[Any, str], ...]]:
    low, high = rules.get("minimum"), rules.get("maximum")
    if low is None or high is None or high - low >= SCALE:
        return "integer", ()
    return "choice", tuple((value, str(value)) for value in range(low, high + 1))


def _string(rules: Mapping[str, Any]) -> str:
    known = FORMATS.get(rules.get("format", ""))
    return known or ("text" if rules.get("maxLength", ONE_LINE) <= ONE_LINE else "long_text")
