"""The world outside the house: a bank and a mail server that do as a scenario tells them."""

from dataclasses import dataclass, field

from amends.engine.actions.gateway import PaymentRefused
from amends.engine.actions.postbox import Mail, MailDelayed


class LineBroke(Exception):
    """Nobody knows whether the bank has paid."""


@dataclass
class Bank:
    """Pays one intent once, as banks do; may refuse, and the line to it may break after it has paid."""

    #: (key, amount, payee) of every payment that left
    paid: list[tuple[str, str, str]] = field(default_factory=list)
    refuses: bool = False
    #: so many answers are lost on their way back
    breaks: int = 0

    def pay(self, key: str, amount: str, payee: str) -> str:
        if self.refuses:
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
    sends: bool = True

    @property
    def reached(self) -> set[str]:
        return {mail.to for mail in self.mails}

    def send(self, mail: Mail) -> None:
        if mail.to in self.full:
            raise MailDelayed(why="the mailbox is full")
        self.mails.append(mail)
