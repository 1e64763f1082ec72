"""Reviews: what can only be seen over many cases - how people use their discretion, and what being late costs."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from ..access import LEADING, lanes_by_unit
from ..errors import NotAllowed
from ..person import Person
from ..recovery.means import Means
from ..store import UnitOfWork
from ..values import Money, WrongKind, plain, typed

#: so far back is looked
LATELY = timedelta(days=90)
#: where goodwill is decided; the last decision counts
DECIDED_IN = ("compose_offer", "give_first_response")
#: whoever decided about so many cases, and gave something in so large a share of them, is listed for review
ENOUGH, OFTEN = 10, 0.9


@dataclass(frozen=True, kw_only=True)
class Discretion:
    """How one of us used their discretion. To give is right; to give always is looked at, and takes nothing back."""

    person: str
    name: str
    #: cases they decided about, and those of them in which they gave something
    cases: int
    gave: int
    #: currency -> what they gave
    total: Mapping[str, str]
    to_review: bool


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What putting things right has cost."""

    cases: int
    #: currency -> stage (1, 10, 100) -> money
    stages: Mapping[str, Mapping[str, str]]
    #: currency -> what the rule of thumb says would have been saved, had all of it been on the spot
    saving: Mapping[str, str]


def discretion(means: Means, person: Person) -> list[Discretion]:
    """Those who gave the largest share first. Raises NotAllowed for whoever neither leads a unit nor audits."""
    with means.store.reading() as work:
        given: dict[str, list[Money]] = defaultdict(list)
        for doers, data in work.cases.recent(_units(work, person), means.now() - LATELY):
            decider = next((doers[element] for element in DECIDED_IN if element in doers), None)
            if decider and (goodwill := _money(data.get("goodwill"))):
                given[decider].append(goodwill)
        found = [_used(work, who, amounts) for who, amounts in given.items()]
    return sorted(found, key=lambda one: (not one.to_review, -one.gave / one.cases, one.name))


def costs(means: Means, person: Person) -> Spent:
    """Added up over the cases that were settled. Raises NotAllowed for whoever neither leads a unit nor audits."""
    with means.store.reading() as work:
        recent = work.cases.recent(_units(work, person), means.now() - LATELY)
    settled = [data["costs"] for _, data in recent if data.get("costs")]
    stages: dict[str, dict[str, Money]] = {}
    saving: dict[str, Money] = {}
    for told in settled:
        for currency, by_stage in told.get("stages", {}).items():
            stages[currency] = _added(stages.get(currency, {}), by_stage)
        saving = _added(saving, told.get("saving", {}))
    return Spent(cases=len(settled), stages={name: plain(sums) for name, sums in stages.items()}, saving=plain(saving))


def _units(work: UnitOfWork, person: Person) -> set[str] | None:
    """The units a person leads; None, which is all of them, for an auditor."""
    if person.may("auditor"):
        return None
    held = lanes_by_unit(person, work.people.units())
    led = {unit for unit, lanes in held.items() if lanes & LEADING}
    if not led:
        raise NotAllowed(who=person.name, why="this is looked at by those who lead a unit, and by auditors")
    return led


def _used(work: UnitOfWork, who: str, amounts: list[Money]) -> Discretion:
    person = work.people.find(who)
    gave = [money for money in amounts if money.amount > 0]
    total: dict[str, Money] = {}
    for money in gave:
        total = _added(total, {money.currency: str(plain(money))})
    often = len(amounts) >= ENOUGH and len(gave) / len(amounts) >= OFTEN
    name = person.name if person else "somebody who has left"
    return Discretion(person=who, name=name, cases=len(amounts), gave=len(gave), total=plain(total), to_review=often)


def _added(sums: Mapping[str, Money], more: Mapping[str, Any]) -> dict[str, Money]:
    found = dict(sums)
    for name, text in more.items():
        money = typed(text, "money")
        known = found.get(name, Money(Decimal(0), money.currency))
        found[name] = Money(known.amount + money.amount, money.currency)
    return found


def _money(value: Any) -> Money | None:
    try:
        return typed(value, "money")
    except WrongKind:
        return None
