"""Story: one complaint of twenty fields, about 1.5 KB of JSON, and what people type into its forms."""

import json
from typing import Any

CASE: dict[str, Any] = {
    "case_name": "C-2026-000123",
    "channel": "web",
    "reported_at": "2026-03-01T09:30:00+01:00",
    "customer": 884213,
    "customer_name": "Henriette van der Meulen-Schmidt",
    "customer_email": "henriette.vandermeulen@example.org",
    "customer_phone": "+31 20 555 01 23",
    "address": {"street": "Prinsengracht 263", "zip": "1016 GV", "city": "Amsterdam", "country": "NL"},
    "loyalty": "gold",
    "product": "Cabin suitcase 55 cm, graphite",
    "order": "O-7781-22219",
    "order_lines": [{"sku": "SC-55-GR", "pieces": 1, "price": 189.0}, {"sku": "TAG-LTH", "pieces": 2, "price": 12.5}],
    "amount": 214,
    "currency": "EUR",
    "category": "damaged_on_arrival",
    "what_happened": (
        "The suitcase came with a broken wheel and a long scratch over the front shell. The box was open on one side "
        "and had been taped again by the carrier. I need the suitcase for a trip on Friday, so a replacement next week "
        "is of no use to me. I have called twice and was told both times that somebody would call me back on the same "
        "day, which nobody did. The photographs are below. Please tell me today what you can do about it; if you "
        "cannot, I shall send back the whole order and buy elsewhere."
    ),
    "photographs": [
        {"name": "IMG_2213.jpg", "size": 2214412, "kept_as": "blob/4f2a9c1177"},
        {"name": "IMG_2214.jpg", "size": 1998213, "kept_as": "blob/8812ab77c0"},
    ],
    "told_before": [{"what": "call back", "due": "2026-03-01T17:00:00+01:00", "kept": False}],
    "team": "service-recovery-nl",
    #: how long the timer beside `inform` waits; the library as it comes knows the clock on the wall only
    "pause_for": "PT0S",
}
TYPED: dict[str, dict[str, Any]] = {
    "acknowledge": {"acknowledged_by": "m.jansen", "acknowledged": "Called the customer, apologised, said what next."},
    "approve": {"approved_it": True, "approved_by": "t.lead"},
    "deliver": {"remedy": "replacement by courier", "remedy_cost": 31.5},
    "inform": {"informed_by": "phone", "informed_at": "2026-03-01T15:12:00+01:00"},
    "follow_up": {"is_satisfied": True, "would_recommend": 9},
}
ORDER = tuple(TYPED)
WORK: dict[str, Any] = {"worked_by": "agent-7", "worked": "next contact logged", "work_count": 0, "more_work": True}


def forms() -> dict[str, bytes]:
    """A JSON schema for every form: file name -> content."""
    return {f"{name}.schema.json": _schema(fields) for name, fields in {**TYPED, "work": WORK}.items()}


def _schema(fields: dict[str, Any]) -> bytes:
    kinds = {bool: {"type": "boolean"}, str: {"type": "string", "maxLength": 400}}
    properties = {
        name: {"title": name.replace("_", " ").capitalize(), **kinds.get(type(value), {"type": "number"})}
        for name, value in fields.items()
    }
    required = [name for name, value in fields.items() if isinstance(value, str)]
    schema = {"type": "object", "required": required, "additionalProperties": False, "properties": properties}
    return json.dumps(schema).encode()
