"""Who acts: a person with lanes in units, a customer with a link, the process, or the clock."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

#: lanes a diagram may use (design: one list for diagrams, people and pages)
LANES = (
    "customer",
    "front_line",
    "supervisor",
    "case_owner",
    "finance",
    "operations",
    "quality",
    "risk",
    "executive",
    "partner",
)
#: tasks of this lane are done on the customer's page
CUSTOMER_LANE = "customer"

#: what a person may do beside working in lanes
RIGHTS = ("designer", "policy_owner", "auditor", "operator", "administrator")


class Seat(NamedTuple):
    """A lane held in a unit; it counts for all units below as well."""

    unit: str
    lane: str


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A part of the organisation; units form a tree."""

    id: str
    name: str
    #: None for the root
    parent: str | None = None
    #: the business calendar its clocks count in
    calendar: str = "everyday"
    #: the policy packs that its cases are under; none: those of the unit above
    packs: tuple[str, ...] = ()


class Units(tuple[Unit, ...]):
    """All units. What is asked of them several times a step is worked out once, and units hardly ever change."""

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self}

    @cached_property
    def below(self) -> dict[str, frozenset[str]]:
        """Unit -> itself and all units under it."""
        children: dict[str | None, list[str]] = {}
        for unit in self:
            children.setdefault(unit.parent, []).append(unit.id)
        found: dict[str, frozenset[str]] = {}

        def collect(unit: str) -> frozenset[str]:
            found[unit] = frozenset({unit}).union(*(collect(child) for child in children.get(unit, ())))
            return found[unit]

        for root in children.get(None, ()):
            collect(root)
        return found

    @cached_property
    def held(self) -> dict[tuple[Seat, ...], dict[str, set[str]]]:
        """Seats -> the lanes they give in each unit; filled by who asks, never changed after that."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account. The engine never sees a password."""

    id: str
    name: str
    email: str = ""
    seats: tuple[Seat, ...] = ()
    rights: frozenset[str] = frozenset()
    is_active: bool = True

    def may(self, right: str) -> bool:
        return right in self.rights


class Actor(NamedTuple):
    """Who did something, as the record names them. kind: person, customer, process, clock, operator."""

    kind: str
    id: str = ""
    name: str = ""


PROCESS = Actor("process", "", "the process")
CLOCK = Actor("clock", "", "the clock")


def acting(person: Person) -> Actor:
    return Actor("person", person.id, person.name)


@dataclass(frozen=True, kw_only=True)
class Customer:
    """Whoever holds the link to a case. The token is the only proof that is asked for."""

    token: str
