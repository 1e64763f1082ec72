"""Interests: addresses of one's own and of one's family, so that nobody handles the case of somebody near to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..case import customer_of
from ..edition import fingerprint
from ..errors import NotAllowed
from ..person import Person
from ..store import UnitOfWork
from .guarding import stand_aside
from .means import Means

#: addresses of one person
MOST = 50
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


def near_to(work: UnitOfWork, customer: str) -> list[str]:
    return list(work.settings.load(_near(customer), []))


def _of(person: Person) -> str:
    return f"interests:{person.id}"


def _near(customer: str) -> str:
    """Settings are no place for addresses of customers: what is looked up is their digest."""
    return f"near:{fingerprint(customer.encode())}"
