"""The world of a scenario: a house with a database of its own, a clock that stands, and a worker that keeps up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from amends.engine.assembly import House
from amends.engine.case import Case
from amends.engine.clock import FixedClock
from amends.engine.jobs import work_off
from amends.engine.person import Customer, Person
from amends.engine.promise import Promise
from amends.engine.running import Running
from amends.engine.store import Breach
from amends.engine.task import Task
from amends.engine.views import CaseView, LetterView, RecordLine

from .actors import AT_THE_FORMS, Acting, TurnedAway, is_called
from .actors.at_the_engine import AtTheEngine
from .actors.at_the_forms import AtTheForms
from .cast import CUSTOMERS, STAFF, LetDown
from .outside import Bank, Mailbox
from .rooms import Rooms
from .words import said

#: so long ahead we look for what is due next
AHEAD = timedelta(days=400)
#: lines of the record that tell the way through the diagrams
WAY = ("element_passed", "element_cancelled")


@dataclass(kw_only=True)
class World:
    """What the steps of one scenario share."""

    open_house: Callable[[], House]
    rooms: Rooms
    database: Path
    clock: FixedClock
    depth: str
    bank: Bank
    postbox: Mailbox
    #: who was let down -> number and token of the case
    numbers: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    #: False while the house stands still: time passes and nobody works
    is_up: bool = True
    #: True: the house is closed and opened before every act
    opens_anew: bool = False
    house: House = field(init=False)
    acts: Acting = field(init=False)

    def __post_init__(self) -> None:
        self._enter(self.open_house())

    # ---- the house and its time

    def _enter(self, house: House) -> None:
        self.house = house
        self.acts = AtTheForms(house) if self.depth == AT_THE_FORMS else AtTheEngine(house)

    def open_anew(self) -> None:
        self.house.close()
        self._enter(self.open_house())

    def before_act(self) -> None:
        if self.opens_anew:
            self.open_anew()

    def now(self) -> datetime:
        return self.clock.now()

    def work_off(self) -> None:
        """Do what a worker would do now, until nothing is left to do."""
        while self.is_up:
            due = self.house.recovery.tick()
            done = work_off(self.house.store, self.house.recovery.perform, self.clock)
            if not due and not done:
                return

    def turn_to(self, moment: datetime) -> None:
        """Let time pass; whatever is due on the way is done when it is due, unless the house stands still."""
        while self.is_up and (due := self._next_due()) and due < moment:
            self.clock.turn_to(due)
            self.work_off()
        self.clock.turn_to(max(moment, self.now()))
        self.work_off()

    def pass_by(self, span: timedelta) -> None:
        self.turn_to(self.now() + span)

    def stand_still_until(self, moment: datetime, *, seconds: float = 0) -> None:
        """Nobody works until then; then everybody does."""
        self.is_up = False
        self.turn_to(moment + timedelta(seconds=seconds))
        self.is_up = True
        self.work_off()

    def _next_due(self) -> datetime | None:
        """A timer fires when it is due, a promise is missed just after it, a job is tried again when it says."""
        with self.house.store.reading() as work:
            promise, timer = work.promises.next_due(), work.timers.next_due()
            reminder = work.promises.next_reminder()
            found = [job.next_try_at for job in work.jobs.due(self.now() + AHEAD)]
        found += [timer] if timer else []
        found += [reminder] if reminder else []
        found += [promise + timedelta(seconds=1)] if promise else []
        return min((moment for moment in found if moment > self.now()), default=None)

    def after(self, span: str, start: datetime | None = None) -> datetime:
        """The end of a span of time, as the calendar of the station counts it."""
        if "working" not in span:
            count, unit = span.split()
            return (start or self.now()) + timedelta(**{unit.rstrip("s") + "s": int(count)})
        running = self.running(self.newest())
        return running.calendars.add(start or self.now(), span, "us_office")

    def timer(self, customer: LetDown, label: str) -> datetime:
        """When the time on a boundary of the diagram comes, found by its label."""
        with self.house.store.reading() as work:
            found = {timer.label: timer.due for timer in work.timers.of_case(self.number(customer))}
        assert label in found, f'nothing waits for "{label}", only for {sorted(found)}'
        return found[label]

    # ---- cases

    def opened(self, customer: LetDown, case: tuple[str, str]) -> None:
        self.numbers[customer.name], self.tokens[customer.name] = case
        self.work_off()

    def customers(self) -> list[LetDown]:
        return [CUSTOMERS[name] for name in self.numbers if name in CUSTOMERS]

    def only_customer(self) -> LetDown:
        (customer,) = self.customers()
        return customer

    def number(self, customer: LetDown) -> str:
        return self.numbers[customer.name]

    def link(self, customer: LetDown) -> Customer:
        return Customer(token=self.tokens[customer.name])

    def how_many_cases(self) -> int:
        return self.house.inquiry.cases(STAFF["Aude"])[1]

    def case(self, customer: LetDown) -> Case:
        with self.house.store.reading() as work:
            return work.cases.load(self.number(customer))

    def view(self, customer: LetDown) -> CaseView:
        """The case as the auditor sees it."""
        return self.house.inquiry.case(self.number(customer), STAFF["Aude"])

    def told(self, customer: LetDown, kind: str) -> list[RecordLine]:
        """Lines of one kind of the record."""
        return [line for line in self.view(customer).record if line.kind == kind]

    def breaches(self) -> list[Breach]:
        """What is not as it was written, in all records."""
        with self.house.store.reading() as work:
            return work.journal.verify(None)

    def promises(self, customer: LetDown) -> dict[str, Promise]:
        """The latest promise of each kind."""
        return {promise.key: promise for promise in self.view(customer).promises}

    def missed(self, customer: LetDown) -> list[tuple[str, datetime]]:
        """(promise, when it was due) of each time the record says that one was missed."""
        with self.house.store.reading() as work:
            lines = work.journal.of_case(self.number(customer))
        return [
            (line.facts["promise"], datetime.fromisoformat(line.facts["due"]))
            for line in lines
            if line.kind == "promise_missed"
        ]

    def letters(self, customer: LetDown) -> dict[str, LetterView]:
        """The last letter of each name to the customer."""
        return {letter.name: letter for letter in self.view(customer).letters if letter.to == "customer"}

    def paid(self, customer: LetDown) -> list[str]:
        """The amounts that have reached the customer, as the ledger has them."""
        return [payment.amount for payment in self.view(customer).payments if payment.state == "paid"]

    def labels_of(self, customer: LetDown, elements: tuple[str, ...]) -> list[str]:
        case = self.case(customer)
        known = self.running(case.edition).program(case.process).elements
        return [known[element].label for element in elements]

    # ---- tasks

    def task(self, customer: LetDown, label: str) -> Task:
        """The open task of this label; the first one, where there is one for each remedy."""
        found = [task for task in self.tasks(customer) if is_called(task.label, label)]
        if not found:
            raise TurnedAway(f'"{label}" is not open; open are {[task.label for task in self.tasks(customer)]}')
        return found[0]

    def tasks(self, customer: LetDown) -> list[Task]:
        """What is open in a case, for whomever."""
        with self.house.store.reading() as work:
            return sorted(work.tasks.of_case(self.number(customer)), key=lambda task: (task.opened_at, task.id))

    def asked_of(self, who: Person | Customer) -> list[str]:
        return [label.partition(": ")[0] for _, label in self.acts.tasks(who)]

    def turned_away(self, act: Callable[[], object]) -> TurnedAway | None:
        """How somebody was turned away who tried this; None if they were not."""
        try:
            act()
        except TurnedAway as refusal:
            return refusal
        return None

    # ---- the edition

    def running(self, edition: str) -> Running:
        return self.house.means.shelf.running(edition)

    def newest(self) -> str:
        with self.house.store.reading() as work:
            return max(work.editions.all(), key=lambda one: one.number).id

    def form_of(self, task: Task) -> Mapping[str, Any]:
        with self.house.store.reading() as work:
            edition = work.cases.load(task.id.case).edition
        return self.running(edition).form(task.form)

    def money(self, amount: float) -> str:
        """An amount in the currency of the house."""
        return f"{amount:.2f} {self.running(self.newest()).house['currency']}"

    def times(self, money: str, factor: float) -> str:
        """So many times an amount."""
        return self.money(factor * float(money.split()[0]))

    def left(self) -> dict[str, Any]:
        """What the scenario leaves behind: what a person would read of it, and the way through the diagrams."""
        record: list[dict[str, str]] = []
        elements: set[str] = set()
        with self.house.store.reading() as work:
            numbers = sorted(row.number for row in work.cases.search(limit=1000))
        for number in numbers:
            with self.house.store.reading() as work:
                elements |= {x.facts["element"] for x in work.journal.of_case(number) if x.kind == "element_passed"}
            lines = [x for x in self.house.inquiry.case(number, STAFF["Aude"]).record if x.kind not in WAY]
            record += [{"case": number, "when": said(x.at), "what": x.sentence, "by": x.by} for x in lines]
        with self.house.store.reading() as work:
            edition = min(work.editions.all(), key=lambda one: one.number)
        return {"record": record, "elements": sorted(elements), "edition": edition.id}
