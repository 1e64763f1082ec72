"""Open cases: one failure that struck many customers becomes one case for each; a lesson, a claim, an alarm one."""

from collections.abc import Mapping
from typing import Any

from ..errors import ActionRefused
from .action import PARAMETERS_WRONG
from .desk import Desk


class OpenCases:
    """Each case is a transaction of its own under a key of its own, so that whoever dies midway goes on there.

    A key that is given holds for the process and for as long as the opening case lives: an incident that is told twice
    whom it struck opens their cases once, also when the first ones are closed by then.
    """

    name = "open_cases"
    #: done twice, nobody would notice: all of it is in our own database
    only_reads = True
    title = "Open cases"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["process", "cases"],
        "additionalProperties": False,
        "properties": {
            "process": {"type": "string", "minLength": 1, "description": "id of the process they run"},
            "cases": {
                "type": "array",
                "maxItems": 20_000,
                "items": {"type": "object"},
                "description": "the data of each; its `key` says which is which, such as a booking number",
            },
            "common": {"type": "object", "default": {}, "description": "data that all of them begin with"},
            "unit": {"type": "string", "description": "id of the unit; left out: the unit of this case"},
            "merge": {
                "type": "boolean",
                "default": False,
                "description": "an open case of the same customer and occasion joins instead of a second one",
            },
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"count", "opened", "joined", "numbers"}. Raises ActionRefused if two cases have one key."""
        common, cases = parameters["common"], list(parameters["cases"])
        keys = [str(data.get("key", place)) for place, data in enumerate(cases, 1)]
        twice = sorted({name for name in keys if keys.count(name) > 1}) if len(set(keys)) < len(keys) else []
        if twice:
            raise ActionRefused(PARAMETERS_WRONG, f"'open_cases': two cases have the key '{twice[0]}'")
        opened, joined = [], []
        for name, data in zip(keys, cases, strict=True):
            known = {**common, **{field: value for field, value in data.items() if field != "key"}}
            other = desk.join_case(known) if parameters["merge"] else ""
            if other:
                joined.append(other)
            else:
                once = f"{desk.case.number}:{parameters['process']}:{name}" if "key" in data else f"{key}:{name}"
                opened.append(desk.open_case(parameters["process"], known, once, parameters.get("unit")))
        desk.note_opened(len(opened), len(joined))
        return {"count": len(cases), "opened": len(opened), "joined": len(joined), "numbers": [*opened, *joined]}
