"""The papers of a case: letters that went out, payments that were made."""

from ..store import UnitOfWork
from ..views import LetterView, PaymentView


def letters_of(work: UnitOfWork, number: str) -> list[LetterView]:
    """Letters in the order they were sent."""
    return [
        LetterView(name=row.letter, to=row.to, subject=row.subject, html=row.body, how=row.how, at=row.at)
        for row in work.letters.of_case(number)
    ]


def payments_of(work: UnitOfWork, number: str) -> list[PaymentView]:
    """Rows of the ledger. The customer sees those of their own."""
    return [
        PaymentView(amount=row.amount, payee=row.payee, reference=row.reference, state=row.state, at=row.at)
        for row in work.payments.of_case(number)
    ]
