"""Action: something a service task can have done - a name, what it has to be told, and how it is done."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Protocol

import jsonschema

from ..errors import ActionRefused
from .desk import Desk

#: code of the refusal when a diagram tells an action the wrong things
PARAMETERS_WRONG = "parameters_wrong"
MONEY = re.compile(r"-?\d{1,12}(\.\d{1,2})? [A-Z]{3}")
FORMATS = jsonschema.FormatChecker(formats=())


class Action(Protocol):
    """What a plugin offers under the entry point group `amends.actions`.

    `run` is called at least once for a job, perhaps twice when a server dies at the wrong moment, always with the same
    `key`: what it does in the world has to carry that key, so that the second time changes nothing. It returns JSON,
    which the process may keep. It raises `errors.ActionRefused(code, text)` when trying again is useless; its code
    finds the error event in the diagram. Whatever else it raises is tried again later.
    """

    #: how diagrams call it, in snake_case
    name: str
    #: how people call it
    title: str
    #: JSON Schema of the parameters
    schema: Mapping[str, Any]

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]: ...


def validated(action: Action, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters, defaults filled in, unknown values (None) left out.

    Raises ActionRefused(`parameters_wrong`) naming each parameter that does not fit: that is a fault of the diagram,
    and trying again would not mend it.
    """
    fields = action.schema.get("properties", {})
    given = {name: field["default"] for name, field in fields.items() if "default" in field}
    given |= {name: value for name, value in parameters.items() if value is not None}
    judge = jsonschema.Draft202012Validator(action.schema, format_checker=FORMATS)
    problems = sorted({sentence for error in judge.iter_errors(given) for sentence in _told(error)})
    if problems:
        raise ActionRefused(PARAMETERS_WRONG, f"'{action.name}' cannot be done: {'; '.join(problems)}")
    return given


def _told(error: Any) -> Iterator[str]:
    path = ".".join(str(part) for part in error.absolute_path)
    match error.validator:
        case "required":
            yield from (f"it lacks '{name}'" for name in error.validator_value if name not in error.instance)
        case "additionalProperties":
            unknown = set(error.instance) - set(error.schema.get("properties", {}))
            yield from (f"it does not know '{name}'" for name in sorted(unknown))
        case "format":
            yield f"'{path}' is not {WORDS.get(error.validator_value, error.validator_value)}"
        case "type":
            yield f"'{path}' is not of the kind {error.validator_value}"
        case "enum":
            yield f"'{path}' is none of {', '.join(map(str, error.validator_value))}"
        case _:
            yield f"'{path}' does not fit ({error.validator})"


WORDS = {
    "money": "an amount such as 120.00 USD",
    "date": "a date such as 2026-02-08",
    "date-time": "a time with its zone",
}


@FORMATS.checks("money")
def _money(value: object) -> bool:
    return not isinstance(value, str) or MONEY.fullmatch(value) is not None


@FORMATS.checks("date", raises=ValueError)
def _date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@FORMATS.checks("date-time", raises=ValueError)
def _instant(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None
