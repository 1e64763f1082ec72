"""Looking back: what actions may ask about earlier cases, earlier gifts and the money of this case."""

from collections.abc import Collection, Sequence
from datetime import datetime

from ..actions.desk import Entry, Gift, PastCase
from ..case import Case
from .means import Means


class LookingBack:
    """The part of a desk that reads what was before. It writes nothing."""

    _means: Means
    _case: Case

    def history(self, since: datetime) -> Sequence[PastCase]:
        with self._means.store.reading() as work:
            found = work.cases.of_customer(self._case.customer, since)
        return [
            PastCase(number=past.number, is_open=past.is_open, opened_at=past.opened_at, data=past.data)
            for past in found
            if past.number != self._case.number
        ]

    def gifts(self, decided_in: Collection[str], paid_by: Collection[str], since: datetime) -> Sequence[Gift]:
        person = _last(self._case.doers, decided_in)
        with self._means.store.reading() as work:
            found = work.cases.given(person, self._case.customer, since)
        return [
            Gift(
                amount=given.amount,
                at=given.at.astimezone(self._means.zone),
                by_same=bool(person) and person in {given.doers.get(element) for element in decided_in},
                to_same=given.case == self._case.number
                or bool(self._case.customer and given.customer == self._case.customer),
            )
            for given in found
            if given.key.split(":")[1:2] and given.key.split(":")[1] in paid_by
        ]

    def money(self) -> Sequence[Entry]:
        with self._means.store.reading() as work:
            rows = work.payments.of_case(self._case.number)
        return [
            Entry(key=row.key, amount=row.amount, payee=row.payee, state=row.state, reference=row.reference, at=row.at)
            for row in rows
        ]


def _last(doers: dict[str, str], elements: Collection[str]) -> str:
    """Who did the first of the elements that anybody did; "" if nobody did any."""
    return next((doers[element] for element in elements if element in doers), "")
