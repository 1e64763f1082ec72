"""What must hold is looked for over the whole database; what does not comes as a sentence that names it."""

import pytest
from amends.engine import invariants
from amends.engine.events import CaseEnded, JobDone, LetterSent, PaymentMade
from amends.engine.person import PROCESS
from amends.engine.task import TaskId
from small_house import MONDAY, RUTH, folder, open_house, report, task, work

WHOLE = """
    startEvent reported +starts=answer
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina') -> payment
    userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json +keeps=answer
    boundaryEvent late on=answer timer=PT2H soft label="Not answered"
    intermediateCatchEvent heard message=heard label="Heard of it"
    endEvent answered
    endEvent known
    flow reported write refund answer answered
    flow late heard known"""


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, WHOLE)
    yield house
    house.close()


def changed(house, change):
    with house.store.writing() as unit:
        change(unit)
    return invariants.broken(house.means)


def test_a_house_at_work_is_sound_at_every_moment(house):
    number = report(house, contact="mina@mail.example")
    assert invariants.broken(house.means) == []
    work(house)
    assert invariants.broken(house.means) == []
    house.clock.advance(hours=5)
    work(house)
    assert invariants.broken(house.means) == []
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)
    work(house)
    assert invariants.broken(house.means) == []


FORGED = {
    "a task that no row shows": (
        lambda unit, case: unit.tasks.close(TaskId(case, "answer", 1)),
        "it waits for the task answer 1, which no row shows",
    ),
    "a timer that no row shows": (
        lambda unit, case: unit.timers.clear(case, "late", 1),
        "it waits for the timer late 1 2026-03-02T11:00:00+00:00, which no row shows",
    ),
    "a wait that is none": (
        lambda unit, case: unit.waits.set(case, "heard", "heard", 1),
        "a row shows the message heard heard 1, for which it does not wait",
    ),
    "a letter on the record twice": (
        lambda unit, case: again(unit, case, "letter_sent", LetterSent),
        "stands on the record 2 times",
    ),
    "a payment on the record twice": (
        lambda unit, case: again(unit, case, "payment_made", PaymentMade),
        "is paid, and stands on the record 2 times",
    ),
    "a payment that is not in the ledger": (
        lambda unit, case: told(unit, case, PaymentMade(key="x", amount="1.00 USD", reference="r")),
        "tells of a payment x that is not in the ledger",
    ),
    "a job done twice": (
        lambda unit, case: again(unit, case, "job_done", JobDone),
        "was asked for 1 times and done 2 times",
    ),
    "an end that is none": (
        lambda unit, case: told(unit, case, CaseEnded(ends=("answered",))),
        "it is open, and the record ends it 1 times",
    ),
    "a payment that nobody asks about": (
        lambda unit, case: unit.payments.add(
            key="y", case=case, amount="1.00 USD", payee="M", reference="", state="intended", at=MONDAY
        ),
        "whether the payment y was made is not known, and nobody asks",
    ),
}


def told(unit, case, event):
    unit.journal.append(case, [event], at=MONDAY, wall=MONDAY, actor=PROCESS)


def again(unit, case, kind, event):
    facts = next(line.facts for line in unit.journal.of_case(case) if line.kind == kind)
    told(unit, case, event(**facts))


@pytest.mark.parametrize("forged", FORGED)
def test_what_does_not_hold_is_said(house, forged):
    number = report(house, contact="mina@mail.example")
    work(house)
    change, sentence = FORGED[forged]

    found = changed(house, lambda unit: change(unit, number))

    assert [s for s in found if s.startswith(f"Case {number}: ") and sentence in s], found
    assert len(found) == 1


def test_a_job_that_is_gone_is_said(house):
    number = report(house, contact="mina@mail.example")

    found = changed(house, lambda unit: unit.jobs.withdraw(f"{number}:write:1"))

    assert found == [f"Case {number}: it waits for the job write 1, which is withdrawn."]


def test_a_job_that_living_workers_leave_to_itself_is_said(house):
    report(house, contact="mina@mail.example")
    house.clock.advance(hours=1)
    assert invariants.broken(house.means) == []

    found = changed(house, lambda unit: unit.beats.beat("worker", house.means.wall.now()))

    assert len(found) == 1
    assert found[0].endswith("and no worker takes it.")


def test_a_failed_job_stands_in_the_operators_list_and_is_no_finding(tmp_path):
    folder(tmp_path / "processes", WHOLE)

    class Closed:
        def pay(self, key, amount, payee):
            from amends.engine.actions import PaymentRefused

            raise PaymentRefused(reason="the account is closed")

    house = open_house(tmp_path, WHOLE, gateway=Closed())
    report(house)
    work(house)
    assert invariants.broken(house.means) == []
    house.close()


def test_jobs_that_were_over_long_ago_may_be_forgotten(house):
    number = report(house, contact="mina@mail.example")
    work(house)
    house.clock.advance(hours=5)
    work(house)
    with house.store.writing() as unit:
        assert unit.jobs.forget(house.clock.now(), 100)

    assert invariants.broken(house.means) == []
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)
    assert invariants.broken(house.means) == []
