"""Acting straight at the use cases."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from amends.engine.answers import writable
from amends.engine.assembly import House
from amends.engine.errors import AmendsError
from amends.engine.person import Actor, Customer, Person, acting
from amends.engine.task import TaskId

from . import Asked, TurnedAway, is_called


class AtTheEngine:
    """The acts as calls, with the same key when one sheet is sent twice."""

    def __init__(self, house: House) -> None:
        self._house = house

    def report(self, answers: Mapping[str, Any], *, by: Person | None, unit: str, times: int = 1) -> tuple[str, str]:
        who, key = acting(by) if by else Actor("customer", "", "the customer"), uuid4().hex
        with told():
            cases = [
                self._house.recovery.report(answers, by=who, unit=unit, channel="web", key=key) for _ in range(times)
            ]
        assert len({case.number for case in cases}) == 1
        return cases[0].number, cases[0].token

    def report_form(self, *, by: Person | None) -> Asked:
        return asked(self._house.inquiry.report_form(by_staff=by is not None))

    def tasks(self, who: Person | Customer) -> list[tuple[str, str]]:
        if isinstance(who, Customer):
            return [(task.id.case, task.label) for task in self._house.inquiry.status(who.token).tasks]
        return [(task.id.case, task.label) for task in self._house.inquiry.inbox(who)]

    def form(self, who: Person | Customer, case: str, label: str) -> Asked:
        with told():
            view = self._house.inquiry.task(task_of(self._house, case, label), who)
        found = asked(view.schema, view.instructions)
        return Asked(fields=found.fields, required=found.required, text=found.text, shown=view.values)

    def hand_in(
        self, who: Person | Customer, case: str, label: str, answers: Mapping[str, Any], *, times: int = 1
    ) -> None:
        send = self.open_sheet(who, case, label, answers)
        for _ in range(times):
            send()

    def open_sheet(
        self, who: Person | Customer, case: str, label: str, answers: Mapping[str, Any]
    ) -> Callable[[], None]:
        task, key = task_of(self._house, case, label), uuid4().hex

        def send() -> None:
            with told():
                self._house.recovery.complete(task, answers, by=who, key=key)

        return send

    def page(self, link: Customer) -> str:
        with told():
            seen = self._house.inquiry.status(link.token)
        letters = [f"{letter.subject} {letter.html}" for letter in seen.letters]
        tasks = [task.label for task in seen.tasks]
        promises = [promise.text for promise in seen.promises]
        return " ".join(
            [seen.number, seen.title, seen.state, seen.owner_first_name, seen.next_step, *promises, *letters, *tasks]
        )

    def record(self, who: Person, case: str) -> str:
        with told():
            view = self._house.inquiry.case(case, who)
        return "\n".join(f"{line.sentence} {line.by}" for line in view.record)


@contextmanager
def told() -> Iterator[None]:
    try:
        yield
    except AmendsError as refusal:
        raise TurnedAway(str(refusal), refusal.facts.get("problems")) from refusal  # type: ignore[arg-type]


def asked(schema: Mapping[str, Any], instructions: str = "") -> Asked:
    fields = writable(schema)
    hints = [str(text) for field in fields.values() for key in ("title", "description") if (text := field.get(key))]
    required = tuple(name for name in schema.get("required", ()) if name in fields)
    return Asked(fields=tuple(fields), required=required, text=" ".join([instructions, *hints]))


def task_of(house: House, case: str, label: str) -> TaskId:
    """The open task of this label, whoever may do it."""
    with house.store.reading() as work:
        tasks = work.tasks.of_case(case)
    found = [task.id for task in tasks if is_called(task.label, label)]
    if not found:
        raise TurnedAway(f'"{label}" is not open in {case}; open are {sorted(task.label for task in tasks)}')
    return found[0]
