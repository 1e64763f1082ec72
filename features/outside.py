"""The world outside the house: a bank and a mail server that do as a scenario tells them, and who is booked on what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from amends.engine.actions.gateway import PaymentRefused
from amends.engine.actions.postbox import UNDELIVERABLE, Mail, MailDelayed
from amends.engine.errors import ActionRefused

from .cast import CUSTOMERS

#: a flight that the house knows who is booked on: Omar travels on, Ines has given a telephone number
BOOKED, ON_THE_PHONE = "UA 1532 on 8 February", "UA 7 on 8 February"


class LineBroke(Exception):
    """Nobody knows whether the bank has paid."""


@dataclass
class Bank:
    """Pays one intent once, as banks do; may refuse, and the line to it may break after it has paid."""

    #: (key, amount, payee) of every payment that left
    paid: list[tuple[str, str, str]] = field(default_factory=list)
    refuses: bool = False
    #: payees that it does not pay
    strangers: set[str] = field(default_factory=set)
    #: so many answers are lost on their way back
    breaks: int = 0

    def pay(self, key: str, amount: str, payee: str) -> str:
        if self.refuses or payee in self.strangers:
            raise PaymentRefused(reason="the account is closed")
        if key not in [known for known, _, _ in self.paid]:
            self.paid.append((key, amount, payee))
        if self.breaks:
            self.breaks -= 1
            raise LineBroke("the line broke")
        return f"BANK-{len(self.paid)}"


@dataclass
class Mailbox:
    """Takes every mail."""

    mails: list[Mail] = field(default_factory=list)
    #: addresses that take no mail for now
    full: set[str] = field(default_factory=set)
    #: addresses that there are no more
    gone: set[str] = field(default_factory=set)
    sends: bool = True

    @property
    def reached(self) -> set[str]:
        return {mail.to for mail in self.mails}

    def send(self, mail: Mail) -> None:
        if mail.to in self.gone:
            raise ActionRefused(UNDELIVERABLE, "there is no such mailbox")
        if mail.to in self.full:
            raise MailDelayed(why="the mailbox is full")
        self.mails.append(mail)


class Bookings:
    """Knows who is on two flights, in the order in which they booked."""

    def on(self, occasion: str, *, failure_point: str, unit: str, at: datetime) -> Sequence[dict[str, Any]]:
        booked = {BOOKED: ("Mina", "Omar"), ON_THE_PHONE: ("Ines",)}.get(occasion, ())
        return [booking(name, occasion) for name in booked]


def booking(name: str, occasion: str) -> dict[str, Any]:
    known = CUSTOMERS[name]
    return {
        "key": f"{occasion}/{name}",
        "reporter_name": name,
        "contact": known.contact,
        "other_contact": f"{name.lower()}@work.example",
        "service_occasion": occasion,
        "price": "80.00 USD",
        "travels_on": name == "Omar",
    } | ({"other_contact": ""} if name == "Ines" else {})
