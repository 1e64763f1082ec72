"""Affected customers: who will feel a failure, found in the bookings before they notice, hardest hit first."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from .desk import Desk

#: as many as `open_cases` opens
MOST = 20_000
#: what makes it worse to be struck, the worst first
HARMS = ("vulnerable", "last_service_missed", "travels_on")


class AffectedCustomers:
    name = "affected_customers"
    #: done twice, nobody would notice
    only_reads = True
    title = "Find who is affected"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["failure_point"],
        "additionalProperties": False,
        "properties": {
            "failure_point": {"type": "string", "description": "where in the service, such as cancelled_flight"},
            "occasion": {"type": "string", "default": "", "description": "which service, such as a flight on a day"},
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"count", "customers"}: each with their place in the order of harm (`harm_rank`, from 1). Changes nothing."""
        booked = desk.bookings.on(
            parameters["occasion"], failure_point=parameters["failure_point"], unit=desk.case.unit, at=desk.now
        )
        found = {str(one["key"]): dict(one) for one in islice(booked, MOST)}
        ranked = sorted(found.values(), key=harm)
        customers = [{**customer, "harm_rank": place} for place, customer in enumerate(ranked, 1)]
        return {"count": len(customers), "customers": customers}


def harm(customer: Mapping[str, Any]) -> tuple[bool, ...]:
    """Sorts those who are struck hardest first; who is struck alike stays in the order of the bookings."""
    return tuple(not customer.get(sign) for sign in HARMS)
