"""Rank partners: who could take a customer that we cannot serve, the most fitting first (D12)."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..money import Money
from .desk import Desk

Row = Mapping[str, Any]
#: kilometres at which being near counts half
NEAR = 10
#: what of an agreement the process and the customer see
SHOWN = ("key", "name", "quality", "price", "distance_km", "rival", "bears_cost", "contact")


class RankPartners:
    """Left out, and said why: who cannot give it, is not there, is worse than promised, is not certified where that is
    needed, is full, or was struck off for bad deliveries. Price never comes before quality that was promised."""

    name = "rank_partners"
    #: done twice, nobody would notice
    only_reads = True
    title = "Rank the partners who could take a customer"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["need"],
        "additionalProperties": False,
        "properties": {
            "need": {"type": "string", "minLength": 1, "description": "seat, room, transport ..."},
            "where": {"type": "string", "default": "", "description": "where it is needed; empty: anywhere"},
            "quality": {"type": "integer", "minimum": 1, "maximum": 5, "description": "what was promised"},
            "quality_at_least": {"type": "integer", "minimum": 1, "maximum": 5, "default": 1},
            "certified": {"type": "boolean", "default": False, "description": "only those who are certified"},
            "weigh_quality": {"type": "number", "minimum": 0, "default": 1},
            "weigh_price": {"type": "number", "minimum": 0, "default": 1},
            "weigh_distance": {"type": "number", "minimum": 0, "default": 1},
            "limit": {"type": "integer", "minimum": 1, "maximum": 20, "default": 3},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"count", "shortlist": [{what of the agreement is shown, "score", "free"}], "left_out": [{"name", "why"}]}"""
        rows = [row for row in desk.partners.known() if parameters["need"] in row.get("needs", ())]
        found = [(row, next(_against(row, parameters, desk), "")) for row in rows]
        fitting = [row for row, why in found if not why]
        cheapest = min((Money.parse(row["price"]).amount for row in fitting), default=0)
        shortlist = sorted((_scored(row, parameters, float(cheapest), desk) for row in fitting), key=_order)
        return {
            "count": len(fitting),
            "shortlist": shortlist[: parameters["limit"]],
            "left_out": [{"name": row["name"], "why": why} for row, why in found if why],
        }


def _against(row: Row, asked: Mapping[str, Any], desk: Desk) -> Iterator[str]:
    """What speaks against a partner, in words."""
    least = max(asked.get("quality", 1), asked["quality_at_least"])
    if asked["where"] and row.get("where") and asked["where"] not in row["where"]:
        yield f"is not at {asked['where']}"
    if row["quality"] < least:
        yield f"gives quality {row['quality']}, and {least} was promised"
    if asked["certified"] and not row.get("certified"):
        yield "is not certified"
    if _free(row, desk) == 0:
        yield "has no place left"
    if any(claim.data.get("blacklisted") for claim in desk.claims_about(row["key"])):
        yield "was struck off"


def _free(row: Row, desk: Desk) -> int | None:
    """How many of the agreed places are free; None where somebody has to ask."""
    agreed = row.get("agreed_places")
    if agreed is None:
        return None
    taken = [p for p in desk.places.of_partner(row["key"]) if p.direction == "out" and p.is_taken(desk.now)]
    return max(0, agreed - len(taken))


def _scored(row: Row, asked: Mapping[str, Any], cheapest: float, desk: Desk) -> dict[str, Any]:
    price = float(Money.parse(row["price"]).amount)
    score = (
        asked["weigh_quality"] * row["quality"] / 5
        + asked["weigh_price"] * (cheapest / price if price else 1)
        + asked["weigh_distance"] * NEAR / (NEAR + row.get("distance_km", 0))
    )
    shown = {"bears_cost": "us"} | {name: row[name] for name in SHOWN if name in row}
    return {**shown, "free": _free(row, desk), "score": round(score, 4)}


def _order(row: Row) -> tuple[float, str]:
    return -row["score"], row["key"]
