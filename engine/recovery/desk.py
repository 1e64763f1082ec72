"""The desk of one job: the narrow view of the house that an action gets; what it does there is recorded at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from .. import faults
from ..access import is_open_to
from ..actions import Bookings, CaseFacts, Gateway, Partners, Postbox, Recipient
from ..actions.desk import ClosedCase, Entry, KnownProtocol, Written
from ..case import Case
from ..events import Event, LetterSent, PaymentMade
from ..job import Job
from ..letters import Letters
from ..person import PROCESS
from ..store import UnitOfWork
from . import families
from .looking_back import LookingBack
from .means import Means
from .opening import open_case
from .placing import CasePlaces, partners_of

CUSTOMER = "customer"


PAID = "paid"


def tell(means: Means, work: UnitOfWork, case: Case, event: Event) -> None:
    """In the transaction of the row it tells of: what happened in the world is on the record, whoever dies after."""
    work.journal.append(case.number, [event], at=means.now(), wall=means.wall.now(), actor=PROCESS)


class CaseDesk(LookingBack):
    """Handed to an action. Each writing method is a transaction of its own: what it notes has happened already."""

    def __init__(self, means: Means, case: Case, job: Job) -> None:
        self._means, self._case, self._job = means, case, job

    @property
    def now(self) -> datetime:
        return self._means.now()

    @property
    def case(self) -> CaseFacts:
        with self._means.store.reading() as work:
            owner = work.people.find(self._case.owner)
            promises = work.promises.of_case(self._case.number)
            organisation = self._means.called(work)
        case = self._case
        return CaseFacts(
            number=case.number,
            unit=case.unit,
            data=case.data,
            status_url=self._means.status_url(case.token),
            case_url=f"{self._means.public_url}/cases/{case.number}",
            owner_name=owner.name.split()[0] if owner else "",
            promises=promises,
            organisation=organisation,
            timezone=str(self._means.zone),
        )

    @property
    def letters(self) -> Letters:
        """The newest wording, whatever edition the case runs in."""
        with self._means.store.reading() as work:
            return self._means.newest(work)[1].letters

    @property
    def letter_book(self) -> "CaseDesk":
        return self

    @property
    def ledger(self) -> "_Ledger":
        return _Ledger(self._means, self._case)

    @property
    def postbox(self) -> Postbox:
        return self._means.postbox

    @property
    def gateway(self) -> Gateway:
        return self._means.gateway

    @property
    def bookings(self) -> Bookings:
        return self._means.bookings

    @property
    def partners(self) -> Partners:
        return partners_of(self._means)

    @property
    def places(self) -> CasePlaces:
        return CasePlaces(self._means, self._case)

    def has(self, key: str) -> bool:
        with self._means.store.reading() as work:
            return work.letters.by_key(key) is not None

    def add(self, key: str, letter: Written, *, to: str, how: str) -> None:
        """Note a letter. One to staff is noted with its address, one to the customer as such."""
        faults.here("letter_handed_over")
        reader = CUSTOMER if self._job.args["parameters"].get("to") in (None, CUSTOMER) else to
        with self._means.store.writing() as work:
            row, is_new = work.letters.add(
                key=key,
                case=self._case.number,
                letter=letter.name,
                to=reader,
                subject=letter.subject,
                body=letter.html,
                how=how,
                at=self.now,
                salt=self._means.secret(),
            )
            if is_new:
                to = CUSTOMER if reader == CUSTOMER else "staff"
                tell(self._means, work, self._case, LetterSent(letter=letter.name, to=to, how=how, digest=row.digest))
        faults.here("letter_noted")

    def people_in(self, lane: str) -> Sequence[Recipient]:
        with self._means.store.reading() as work:
            return [
                Recipient(p.id, p.name, p.email)
                for p in work.people.holders(lane, self._case.unit)
                if p.id not in self._case.about and is_open_to(self._case, p)
            ]

    def closed_like(
        self, failure_point: str, failure_type: str, severity: int | None, limit: int
    ) -> Sequence[ClosedCase]:
        with self._means.store.reading() as work:
            found = work.cases.closed_like(failure_point, failure_type, severity, limit + 1)
        return [
            ClosedCase(number=p.number, severity=p.severity, data=p.data)
            for p in found
            if p.number != self._case.number
        ][:limit]

    def protocols(self, failure_point: str) -> Sequence[KnownProtocol]:
        with self._means.store.reading() as work:
            found = work.cases.open_of_kind("protocol", failure_point)
        return [KnownProtocol(number=n, published=data["published"]) for n, data in found if data.get("published")]

    def claims_about(self, partner: str) -> Sequence[ClosedCase]:
        with self._means.store.reading() as work:
            return [ClosedCase(number=n, severity=s, data=d) for n, s, d in work.cases.claims_about(partner)]

    def open_case(self, process: str, data: Mapping[str, Any], key: str, unit: str | None = None) -> str:
        by, number = families.opener(self._case), self._case.number
        unit = unit or self._case.unit
        return open_case(self._means, process, data, by=by, unit=unit, key=key, parent=number).number

    def join_case(self, data: Mapping[str, Any]) -> str:
        return families.join(self._means, self._case, data)

    def note_opened(self, opened: int, joined: int) -> None:
        families.note_opened(self._means, self._case, opened, joined)

    def tell_cases(self, to: str, message: str, facts: Mapping[str, Any], key: str) -> int:
        return families.tell(self._means, self._case, to, message, facts, key)

    def same_failure(self, failure_point: str, since: datetime) -> Sequence[str]:
        with self._means.store.reading() as work:
            return work.cases.same_failure(failure_point, since)

    def lesson_about(self, failure_point: str) -> str:
        with self._means.store.reading() as work:
            return next((number for number, _ in work.cases.open_of_kind("lesson", failure_point)), "")

    def beside(self, number: str) -> "CaseDesk | None":
        with self._means.store.reading() as work:
            case = work.cases.find(number)
        return CaseDesk(self._means, case, self._job) if case and case.kind == "recovery" else None


class _Ledger:
    """The money of one case."""

    def __init__(self, means: Means, case: Case) -> None:
        self._means, self._case = means, case

    def entry(self, key: str) -> Entry | None:
        with self._means.store.reading() as work:
            row = work.payments.by_key(key)
        return (
            Entry(key=key, amount=row.amount, payee=row.payee, state=row.state, reference=row.reference, at=row.at)
            if row
            else None
        )

    def note(self, entry: Entry) -> None:
        if entry.state == PAID:
            faults.here("payment_made")
        with self._means.store.writing() as work:
            known, is_new = work.payments.add(
                key=entry.key,
                case=self._case.number,
                amount=entry.amount,
                payee=entry.payee,
                reference=entry.reference,
                state=entry.state,
                at=entry.at,
            )
            if not is_new and known.state != PAID:
                work.payments.settle(entry.key, state=entry.state, reference=entry.reference, at=entry.at)
            if entry.state == PAID and (is_new or known.state != PAID):
                paid = PaymentMade(key=entry.key, amount=entry.amount, reference=entry.reference)
                tell(self._means, work, self._case, paid)
        faults.here("payment_noted" if entry.state == PAID else "payment_intended")
