"""The use cases on a real database: one effect for whatever is sent twice, a sentence for the other, nothing typed is lost."""

import threading

import pytest
from amends.engine.errors import (
    AnswersInvalid,
    FieldsChanged,
    NotAllowed,
    NotFound,
    TaskNotOpen,
    TaskTaken,
)
from amends.engine.person import Customer, Person, Seat
from small_house import BEN, CUSTOMER, OTTO, RUTH, TEO, facts, kinds, open_house, report, task


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path)
    yield house
    house.close()


def draft(house, task_id, person):
    with house.store.reading() as unit:
        return unit.drafts.load(task_id, person.id)


def data(house, case):
    with house.store.reading() as unit:
        return unit.cases.load(case).data


def test_a_report_opens_a_case_with_a_number_a_secret_link_and_a_record(house):
    number = report(house)

    with house.store.reading() as unit:
        case = unit.cases.load(number)
    assert number == "R-000001"
    assert len(case.token) >= 30
    assert number not in case.token
    assert kinds(house, number)[0] == "case_opened"
    assert [t.label for t in house.inquiry.inbox(RUTH)] == ["Answer the customer"]


def test_the_same_report_sent_twice_opens_one_case(house):
    first, second = (
        house.recovery.report({"what_happened": "Twice."}, by=CUSTOMER, unit="shop", channel="web", key="k1")
        for _ in "12"
    )

    assert first.number == second.number


def test_the_same_post_twice_has_one_effect(house):
    answer = task(house, report(house), "answer")

    for _ in range(2):
        house.recovery.complete(answer, {"words": "Sorry."}, by=RUTH, key="post-1")

    assert kinds(house, answer.case).count("task_completed") == 1


def test_two_browsers_on_one_task_one_effect_and_a_sentence_and_a_draft_for_the_other(house):
    answer = task(house, report(house), "answer")
    house.recovery.complete(answer, {"words": "From Ruth."}, by=RUTH, key="a")

    with pytest.raises(TaskNotOpen, match="Ruth Adeyemi has done it"):
        house.recovery.complete(answer, {"words": "From Ben, typed for minutes."}, by=BEN, key="b")

    assert data(house, answer.case)["words"] == "From Ruth."
    assert draft(house, answer, BEN) == {"words": "From Ben, typed for minutes."}


def test_many_at_the_same_moment_one_effect(house):
    answer = task(house, report(house), "answer")
    outcomes = []

    def post(number):
        try:
            house.recovery.complete(answer, {"words": f"Number {number}."}, by=RUTH, key=f"k{number}")
            outcomes.append("done")
        except TaskNotOpen:
            outcomes.append("refused")

    threads = [threading.Thread(target=post, args=(n,)) for n in range(6)]
    [t.start() for t in threads]
    [t.join() for t in threads]

    assert sorted(outcomes) == ["done"] + ["refused"] * 5
    assert kinds(house, answer.case).count("task_completed") == 1


def test_a_claimed_task_is_kept_for_whoever_claimed_it(house):
    answer = task(house, report(house), "answer")
    house.recovery.claim(answer, RUTH)

    with pytest.raises(TaskTaken, match="Ruth Adeyemi"):
        house.recovery.complete(answer, {"words": "Mine?"}, by=BEN)

    assert draft(house, answer, BEN) == {"words": "Mine?"}


def test_a_claim_taken_away_leaves_what_was_typed(house):
    answer = task(house, report(house), "answer")
    house.recovery.claim(answer, RUTH)
    house.recovery.take_over(answer, TEO)

    with pytest.raises(TaskTaken, match="Teo Marin"):
        house.recovery.complete(answer, {"words": "I had nearly finished."}, by=RUTH)

    assert draft(house, answer, RUTH) == {"words": "I had nearly finished."}
    assert kinds(house, answer.case).count("task_claimed") == 2


def test_only_who_leads_takes_over(house):
    answer = task(house, report(house), "answer")
    house.recovery.claim(answer, RUTH)

    with pytest.raises(NotAllowed, match="only a supervisor"):
        house.recovery.take_over(answer, BEN)


def test_a_stale_form_overwrites_nothing(house):
    answer = task(house, report(house, contact="mina@mail.example"), "answer")
    with house.store.writing() as unit:
        case = unit.cases.load(answer.case)
        case.data["words"] = "Changed meanwhile."
        unit.cases.save(case)

    with pytest.raises(FieldsChanged, match="words") as refusal:
        house.recovery.complete(answer, {"words": "From the old form."}, by=RUTH, shown={"words": "As it was."})

    assert refusal.value.facts["current"] == {"words": "Changed meanwhile."}
    assert data(house, answer.case)["words"] == "Changed meanwhile."


def test_a_post_writes_only_what_the_person_changed(house):
    answer = task(house, report(house), "answer")
    with house.store.writing() as unit:
        case = unit.cases.load(answer.case)
        case.data["amount"] = "12.00 USD"
        unit.cases.save(case)

    house.recovery.complete(answer, {"words": "Hello", "amount": "10.00 USD"}, by=RUTH, shown={"amount": "10.00 USD"})

    assert data(house, answer.case)["amount"] == "12.00 USD"


def test_a_field_that_was_emptied_is_empty(house):
    answer = task(house, report(house), "answer")
    with house.store.writing() as unit:
        case = unit.cases.load(answer.case)
        case.data["amount"] = "12.00 USD"
        unit.cases.save(case)

    house.recovery.complete(
        answer, {"words": "No money."}, by=RUTH, shown={"amount": "12.00 USD", "what_happened": "shown only"}
    )

    assert data(house, answer.case)["amount"] is None
    assert data(house, answer.case)["what_happened"] == "The lid is broken."


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({}, "words", "fill in"),
        ({"words": "x" * 41}, "words", "at most 40"),
        ({"words": 5}, "words", "kind"),
        ({"words": "ok", "amount": "much"}, "amount", "120.00 USD"),
        ({"words": "ok", "settled": True}, "settled", "no such field"),
        ({"words": "ok", "__class__": "x"}, "__class__", "no such field"),
    ],
)
def test_bad_answers_get_a_sentence_and_write_nothing(house, answers, field, sentence):
    answer = task(house, report(house), "answer")
    before = data(house, answer.case)

    with pytest.raises(AnswersInvalid) as refusal:
        house.recovery.complete(answer, answers, by=RUTH)

    assert sentence in refusal.value.facts["problems"][field][0]
    assert data(house, answer.case) == before
    assert kinds(house, answer.case).count("task_completed") == 0


def test_who_lacks_the_lane_or_the_unit_sees_and_does_nothing(house):
    answer = task(house, report(house), "answer")
    stranger = Person(id="stranger", name="A Stranger", seats=(Seat("elsewhere", "front_line"),))

    assert house.inquiry.inbox(stranger) == []
    with pytest.raises(NotFound):
        house.recovery.complete(answer, {"words": "Hello"}, by=stranger)
    with pytest.raises(NotFound):
        house.inquiry.case(answer.case, OTTO)


def test_nobody_handles_a_case_about_themselves(house):
    case = house.recovery.open(
        "case_by_case", {"what_happened": "Ruth was rude."}, by=CUSTOMER, unit="shop", about=["ruth"]
    )

    assert house.inquiry.inbox(RUTH) == []
    assert len(house.inquiry.inbox(BEN)) == 1
    with pytest.raises(NotFound):
        house.inquiry.case(case.number, RUTH)
    with pytest.raises(NotFound):
        house.recovery.complete(task(house, case.number, "answer"), {"words": "It was nothing."}, by=RUTH)


def test_a_wrong_token_opens_nothing(house):
    number = report(house)

    with pytest.raises(NotFound):
        house.inquiry.status("wrong")
    with pytest.raises(NotFound):
        house.recovery.complete(task(house, number, "answer"), {"words": "Hello"}, by=Customer(token="wrong"))


def test_the_record_verifies_and_a_changed_line_is_named(house):
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)
    with house.store.reading() as unit:
        assert unit.journal.verify(None) == []


def test_a_note_is_kept_and_an_empty_one_refused(house):
    number = report(house)
    house.recovery.note(number, "Please call after six.", RUTH)

    with pytest.raises(NotAllowed):
        house.recovery.note(number, "   ", RUTH)
    assert any(("Note", "Please call after six.") in line.details for line in house.inquiry.case(number, RUTH).record)


def test_the_first_of_the_staff_owns_the_case(house):
    number = report(house)
    house.recovery.claim(task(house, number, "answer"), BEN)

    assert house.inquiry.case(number, RUTH).owner_name == "Ben Novak"
    assert facts(house, number, "owner_named") == [{"person": "ben", "name": "Ben Novak"}]
