"""Find protocol: what was thought out beforehand for a failure, and whether somebody still looks after it."""

from collections.abc import Mapping
from typing import Any

from .desk import Desk, KnownProtocol

#: what is said of the protocol that was found; of none, the same with nothing in it
NOTHING: Mapping[str, Any] = {
    "found": False, "fresh": False, "stale": False, "number": "", "version": 0, "trigger": "", "exceptions_told": "",
    "steps": [], "apology_script": "", "entitlements_told": "", "valid_from": "", "review_by": "",
}  # fmt: skip


class FindProtocol:
    """The newest that is valid; one past its review day is found too, and says so: it may still run."""

    name = "find_protocol"
    #: done twice, nobody would notice
    only_reads = True
    title = "Look up the protocol for a failure"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["failure_point"],
        "additionalProperties": False,
        "properties": {
            "failure_point": {"type": "string", "description": "where in the service, such as cancelled_flight"}
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"found", "fresh", "stale", "number" of its case, "version", "steps", "apology_script", ...}."""
        today = desk.now.date().isoformat()
        valid = [p for p in desk.protocols(parameters["failure_point"]) if str(p.published["valid_from"]) <= today]
        if not valid:
            return dict(NOTHING)
        best = max(valid, key=_newest)
        stale = str(best.published["review_by"]) <= today
        said = {name: best.published[name] for name in NOTHING if name in best.published}
        return {**NOTHING, **said, "found": True, "fresh": not stale, "stale": stale, "number": best.number}


def _newest(protocol: KnownProtocol) -> tuple[str, int, str]:
    return str(protocol.published["valid_from"]), int(protocol.published["version"]), protocol.number
