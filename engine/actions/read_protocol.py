"""Read protocol: the steps that people wrote, one a line - who, within which time: what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..calendars import is_duration
from .desk import Desk

#: as it is written in a line -> the lane it means; the care team works on a pathway of care
WHO = {"front line": "front_line", "operations": "operations", "supervisor": "supervisor", "care team": "care_team"}
_LINE = re.compile(r"(?P<who>[^,:]+),(?P<within>[^:]+):(?P<what>.+)")
_TIME = re.compile(r"(?:within +)?(?P<count>\d{1,4}) +(?P<unit>minute|hour|day)s?", re.IGNORECASE)
_ISO = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D"}
HOW = "Write: who, within which time: what - such as 'front line, 10 minutes: Tell everybody at the gate'."


class ReadProtocol:
    """What cannot be read is said, line by line, so that whoever wrote it can put it right."""

    name = "read_protocol"
    #: done twice, nobody would notice
    only_reads = True
    title = "Read the steps of a protocol"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["lines"],
        "additionalProperties": False,
        "properties": {
            "lines": {
                "type": "array",
                "maxItems": 40,
                "items": {"type": "string"},
                "description": "one step each, such as: front line, 10 minutes: Tell everybody at the gate",
            }
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"steps": [{"who", "within", "what"}], "gap": "" or what is wrong with which line}. Changes nothing."""
        lines = [line for line in parameters["lines"] if line.strip()]
        gap = " ".join(_problems(lines)) or ("" if lines else f"There is no step. {HOW}")
        return {"steps": [] if gap else [_step(line) for line in lines], "gap": gap}


def _problems(lines: Sequence[str]) -> Iterator[str]:
    for place, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line.strip())
        if found is None:
            yield f"Line {place} says not who does it and by when. {HOW}"
        elif found["who"].strip().casefold() not in WHO:
            yield f"Line {place}: nobody is called '{found['who'].strip()}'; say {', '.join(WHO)}."
        elif not is_duration(_within(found["within"])):
            yield f"Line {place}: '{found['within'].strip()}' is no time; say 10 minutes, 2 hours or 1 working day."


def _step(line: str) -> dict[str, str]:
    found = _LINE.fullmatch(line.strip())
    assert found  # noqa: S101 - `_problems` has looked at it
    who = WHO[found["who"].strip().casefold()]
    return {"who": who, "within": _within(found["within"]), "what": found["what"].strip()}


def _within(words: str) -> str:
    """A duration that calendars count; as it was written, if it is none."""
    words = " ".join(words.split())
    found = _TIME.fullmatch(words)
    return _ISO[found["unit"].casefold()].format(found["count"]) if found else words.removeprefix("within ")
