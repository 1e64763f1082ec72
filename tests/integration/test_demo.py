"""The demo's day: every desk has something on it, and what is made up says so."""

import pytest
from amends.engine.actions import PaymentRefused
from amends.engine.assembly import House
from amends.engine.demo import load
from amends.engine.demo.bank import CLOSED, SILENT, Bank, BankSilent
from amends.engine.demo.story import story


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    settings = {"AMENDS_DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite'}"}
    load(settings)
    house = House.open(settings)
    yield house
    house.close()


def test_every_desk_has_something_on_it(loaded):
    with loaded.store.reading() as work:
        waiting = {task.lane for task in work.tasks.all_open()}
        closed = work.cases.count(open=False)

    assert waiting >= {"front_line", "supervisor", "case_owner", "finance", "operations", "executive", "customer"}
    assert closed >= 2


def test_something_is_late_and_was_said_to_the_customer(loaded):
    seen = story(loaded.store, loaded.clock.now())
    with loaded.store.reading() as work:
        letters = {row.letter for case in work.cases.search(limit=100) for row in work.letters.of_case(case.number)}

    assert seen.missed
    assert seen.overdue_tasks
    assert "late" in letters


def test_one_payment_waits_for_the_operator_with_a_reason_that_says_it_is_made_up(loaded):
    problems = loaded.inquiry.problems(loaded.people.person("otto"))

    assert [problem.failed for problem in problems] == [True]
    assert "demonstration pretends" in problems[0].reason


def test_the_bank_of_the_demo_says_no_to_two_made_up_payees_only():
    bank = Bank()

    assert bank.pay("k", "5.00 USD", "Mina Farah").startswith("BOOK-")
    with pytest.raises(PaymentRefused, match="made up"):
        bank.pay("k", "5.00 USD", CLOSED)
    with pytest.raises(BankSilent):
        bank.pay("k", "5.00 USD", SILENT)
