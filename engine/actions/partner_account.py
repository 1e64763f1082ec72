"""Partner account: what was given and taken with a partner in a span of time, what is owed, and how it has done."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import ActionRefused
from ..money import Money
from ..place import Place
from .action import PARAMETERS_WRONG
from .desk import Desk

#: settled: the customer had the place, or it was kept for them
SETTLED = ("booked", "used")
#: so many claims and settlements show how a partner has done
MOST_GRADES = 6


class PartnerAccount:
    """Worked out from the book of places and from earlier claims: nobody has to collect it."""

    name = "partner_account"
    #: done twice, nobody would notice
    only_reads = True
    title = "Work out the account of a partner"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["partner"],
        "additionalProperties": False,
        "properties": {
            "partner": {"type": "string", "minLength": 1, "description": "key of the partner"},
            "since": {"type": "string", "format": "date", "description": "first day; left out: from the beginning"},
            "until": {"type": "string", "format": "date", "description": "last day; left out: until today"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"name", "we_owe", "they_owe", "asked", "settled", "refused", "kept_share", "grades", "claims",
        "blacklisted"}. `kept_share` is 1 if nothing was asked. Raises ActionRefused for a partner without an agreement.
        """
        row = next((row for row in desk.partners.known() if row["key"] == parameters["partner"]), None)
        if row is None:
            raise ActionRefused(PARAMETERS_WRONG, f"There is no agreement with a partner '{parameters['partner']}'")
        zone = ZoneInfo(desk.case.timezone)
        since, until = (_day(parameters.get(name), zone) for name in ("since", "until"))
        places = [p for p in desk.places.of_partner(row["key"]) if _within(p.at.astimezone(zone).date(), since, until)]
        asked = [p for p in places if p.direction == "out" and p.state != "asked"]
        settled = [p for p in places if p.state in SETTLED]
        kept = sum(p.state in SETTLED for p in asked)
        refused = sum(p.state == "refused" for p in asked)
        return {
            "name": row["name"],
            "we_owe": _sum((p for p in settled if p.direction == "out"), row),
            "they_owe": _sum((p for p in settled if p.direction == "in"), row),
            "asked": len(asked),
            "settled": len(settled),
            "refused": refused,
            "kept_share": round(kept / (kept + refused), 4) if kept + refused else 1,
            **_past(row["key"], desk),
        }


def _past(partner: str, desk: Desk) -> dict[str, Any]:
    """Grades and claims of before, the newest first."""
    claims = [claim for claim in desk.claims_about(partner) if claim.number != desk.case.number]
    grades = [claim.data["grade"] for claim in claims if claim.data.get("grade")]
    return {
        "grades": grades[:MOST_GRADES],
        "claims": len(claims),
        "blacklisted": any(claim.data.get("blacklisted") for claim in claims),
    }


def _day(text: str | None, zone: ZoneInfo) -> date | None:
    return datetime.combine(date.fromisoformat(text), time(), zone).date() if text else None


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def _sum(places: Iterable[Place], row: Mapping[str, Any]) -> str:
    """In the currency of the agreement; a place that nothing is owed for counts nothing."""
    _, _, currency = str(row.get("price", "0 USD")).partition(" ")
    total = Money.parse(f"0 {currency}")
    for place in places:
        total = total + Money.parse(place.amount) if place.amount else total
    return str(total)
