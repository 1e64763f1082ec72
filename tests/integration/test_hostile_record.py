"""A hostile owner of the database: a record without its case, and a case without its record, are both told."""

import pytest
from amends.engine.events import CaseOpened
from amends.engine.person import Actor

CUSTOMER = Actor("customer", "", "the customer")


@pytest.fixture
def opened(store, case, now):
    number = case()
    with store.writing() as work:
        told = work.texts.keep(number, "answers", {"what_happened": "The lid is broken."})
        first = CaseOpened(digest=told, process="case_by_case", edition="first", unit="shop")
        work.journal.append(number, [first], at=now, wall=now, actor=CUSTOMER)
    return number


def breaches(store):
    with store.reading() as work:
        return [(breach.stream, breach.number, breach.why) for breach in work.journal.verify(None)]


def test_a_record_whose_case_was_taken_away_is_told(store, opened, tamper):
    assert breaches(store) == []

    tamper(f"delete from amends_cases where number = '{opened}'")

    assert (opened, 1, "the case that it tells of is not there any more") in breaches(store)


def test_a_case_whose_record_was_taken_away_is_told(store, opened, tamper):
    tamper("delete from amends_journal", "update amends_cases set recorded = 0, head = ''")

    assert breaches(store) == [(opened, 1, "there is no record of it")]


def test_a_record_that_was_emptied_is_told(store, opened, tamper):
    tamper("delete from amends_journal")

    why = "the record had come to line 1, the lines from 1 on are missing"
    assert breaches(store) == [(opened, 1, why)]


@pytest.mark.parametrize("told", ["", "{", "null", "[]", "[1]"])
def test_a_line_that_is_no_json_any_more_is_told(store, opened, tamper, told):
    tamper(f"update amends_journal set told = '{told}' where number = 1")

    assert breaches(store) == [(opened, 1, "line 1 was changed after it was written")]
