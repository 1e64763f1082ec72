"""Interests: addresses of one's own and of one's family, so that nobody handles the case of somebody near to them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..access import lanes_by_unit
from ..case import customer_of
from ..edition import fingerprint
from ..errors import NotAllowed
from ..person import Person
from ..store import UnitOfWork
from .guarding import stand_aside
from .means import Means

#: addresses of one person
MOST = 50
WORD = re.compile(r"\w+")
WHY = "An address that they have declared as their own, or as one of their family."


def declare(means: Means, contacts: Sequence[str], by: Person) -> None:
    """These addresses and telephone numbers are theirs, and none but these; what is open for them they lose at once.

    Raises NotAllowed for what is neither, or for too many.
    """
    wanted = {contact.strip(): customer_of({"contact": contact}) for contact in contacts if contact.strip()}
    unread = [contact for contact, customer in wanted.items() if not customer]
    if unread or len(wanted) > MOST:
        why = f"“{unread[0]}” is neither an e-mail address nor a telephone number" if unread else f"{MOST} are enough"
        raise NotAllowed(who=by.name, why=why)
    with means.store.writing() as work:
        before = {customer_of({"contact": contact}) for contact in declared(work, by)}
        work.settings.save(_of(by), sorted(wanted))
        for customer in before | set(wanted.values()):
            near = set(near_to(work, customer)) - {by.id} | ({by.id} if customer in wanted.values() else set())
            work.settings.save(_near(customer), sorted(near))
        for customer in set(wanted.values()):
            for number, _ in work.cases.open_of(customer):
                stand_aside(means, work, number, by, WHY)


def declared(work: UnitOfWork, person: Person) -> list[str]:
    """What a person has declared, as they typed it."""
    return list(work.settings.load(_of(person), []))


def concerned_with(work: UnitOfWork, data: Mapping[str, Any]) -> list[str]:
    """Staff who are the customer of a case, or near to them."""
    contact, customer = str(data.get("contact") or "").strip(), customer_of(data)
    known = work.people.by_email(contact) if "@" in contact else None
    return [*([known.id] if known else []), *(near_to(work, customer) if customer else [])]


def named_in(work: UnitOfWork, data: Mapping[str, Any], unit: str) -> list[str]:
    """Staff of the unit whom whoever reported it named (`about_whom`): by all of their name, or by a part that only
    one of them has. Rather one too many: a supervisor can clear them."""
    words = set(WORD.findall(str(data.get("about_whom") or "").casefold()))
    if not words:
        return []
    units = work.people.units()
    here = [p for p in work.people.everyone() if p.is_active and unit in lanes_by_unit(p, units)]
    parts = {person.id: set(WORD.findall(person.name.casefold())) for person in here}
    whole = [id for id, name in parts.items() if name and name <= words]
    alone = [[id for id, name in parts.items() if word in name] for word in words if len(word) > 1]
    return [*whole, *(found[0] for found in alone if len(found) == 1)]


def near_to(work: UnitOfWork, customer: str) -> list[str]:
    return list(work.settings.load(_near(customer), []))


def _of(person: Person) -> str:
    return f"interests:{person.id}"


def _near(customer: str) -> str:
    """Settings are no place for addresses of customers: what is looked up is their digest."""
    return f"near:{fingerprint(customer.encode())}"
