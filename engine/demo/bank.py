"""The bank of the demo: it pays by writing down, and for two made-up people it shows what a bank can do to a case."""

from ..actions import BookGateway, PaymentRefused
from ..errors import AmendsError

#: passengers who are part of the show: one has closed the account, the bank of the other is out of order
CLOSED, SILENT = "Bruno Keller", "Mara Lind"


class BankSilent(AmendsError):
    """The bank cannot be reached; trying again later may help."""

    sentence = (
        "The bank did not answer. (The demonstration pretends this for one payee; try again now, and it answers.)"
    )


class Bank(BookGateway):
    """Stands in while the demo is loaded. Served, the demo has the ordinary books: a second try goes through."""

    def pay(self, key: str, amount: str, payee: str) -> str:
        if payee == CLOSED:
            raise PaymentRefused(reason="the account is closed (made up for the demonstration)")
        if payee == SILENT:
            raise BankSilent
        return super().pay(key, amount, payee)
