"""Who does not see a case: those it is about, from the moment they are named; and of a restricted one all but its handlers."""

import pytest
from amends.engine.errors import NotAllowed, NotFound, TaskNotOpen
from amends.engine.job import Job
from amends.engine.person import Person, Seat
from amends.engine.recovery.opening import open_case
from pages_at_hand import Visitor, application
from small_house import BEN, CUSTOMER, OTTO, RUTH, TEO, facts, kinds, open_house, report, task

AUDE = Person(id="aude", name="Aude Bonnet", rights=frozenset({"auditor"}), email="aude@house.example")
RISA = Person(id="risa", name="Risa Oda", seats=(Seat("house", "risk"),), email="risa@house.example")


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path)
    for person in (AUDE, RISA):
        house.people.add_person(person, person.id, "")
    yield house
    house.close()


def case(house, number):
    with house.store.reading() as unit:
        return unit.cases.load(number)


def sees(house, person, number) -> bool:
    """In whatever way one may come upon it; all ways agree."""
    listed = number in [line.number for line in house.inquiry.cases(person)[0]]
    counted = house.inquiry.cases(person)[1] > 0
    found = number in [line.number for line in house.inquiry.cases(person, text=number)[0]]
    waits = number in [t.id.case for t in house.inquiry.inbox(person)]
    asked = house.inquiry.counts(person)["all"] > 0
    try:
        opened = house.inquiry.case(number, person).case.number == number
    except NotFound:
        opened = False
    assert (listed, counted, found) == (opened, opened, opened)
    assert opened or not (waits or asked)
    return opened


def test_who_is_named_loses_the_case_at_once_with_its_tasks_and_its_ownership(house):
    number = report(house)
    answer = task(house, number, "answer")
    house.recovery.claim(answer, RUTH)
    assert case(house, number).owner == "ruth"

    house.recovery.name_concerned(number, "ruth", BEN, "The customer names her.")

    assert not sees(house, RUTH, number)
    assert sees(house, BEN, number)
    assert case(house, number).owner == "ben"
    for act in (
        lambda: house.recovery.complete(answer, {"words": "x"}, by=RUTH),
        lambda: house.recovery.claim(answer, RUTH),
        lambda: house.recovery.note(number, "x", RUTH),
        lambda: house.inquiry.task(answer, RUTH),
        lambda: house.inquiry.guard(number, RUTH),
    ):
        with pytest.raises(NotFound):
            act()
    house.recovery.complete(answer, {"words": "Sorry."}, by=BEN)
    assert [line["name"] for line in facts(house, number, "person_concerned")] == ["Ruth Adeyemi"]
    assert "task_released" in kinds(house, number)


def test_an_auditor_whom_it_is_about_does_not_see_it_either(house):
    number = report(house)
    assert sees(house, AUDE, number)
    house.recovery.name_concerned(number, "aude", TEO, "She is meant.")
    assert not sees(house, AUDE, number)


def test_only_a_supervisor_clears_somebody_and_then_they_see_it_again(house):
    number = report(house)
    house.recovery.name_concerned(number, "ruth", BEN, "A mix-up?")
    with pytest.raises(NotAllowed, match="supervisors, risk and executives"):
        house.recovery.clear(number, "ruth", BEN, "She was not there.")
    house.recovery.clear(number, "ruth", TEO, "She was not there.")
    assert sees(house, RUTH, number)


def test_staff_who_report_their_own_trouble_do_not_handle_it(house):
    number = report(house, contact="Ruth@House.example")
    assert case(house, number).about == ("ruth",)
    assert not sees(house, RUTH, number)


def test_a_restricted_case_is_seen_by_its_handlers_and_auditors_only(house):
    number = report(house)
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")

    assert [sees(house, person, number) for person in (BEN, TEO, AUDE, RUTH, RISA, OTTO)] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert house.inquiry.next_task_for(RUTH) is None
    assert case(house, number).handlers == ("teo", "ben")


def test_each_look_at_a_restricted_case_is_a_line_of_its_record(house):
    number = report(house)
    house.inquiry.case(number, BEN)
    assert "restricted_case_read" not in kinds(house, number)
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")

    house.inquiry.case(number, BEN)
    house.inquiry.task(task(house, number, "answer"), BEN)
    house.inquiry.case(number, AUDE)
    with pytest.raises(NotFound):
        house.inquiry.case(number, RUTH)

    assert [line["by"] for line in facts(house, number, "restricted_case_read")] == [
        "Ben Novak", "Ben Novak", "Aude Bonnet",
    ]  # fmt: skip
    with house.store.reading() as unit:
        assert unit.journal.verify(None) == []


def test_who_is_no_handler_does_nothing_in_it_and_hears_nothing_of_it(house):
    number = report(house)
    answer = task(house, number, "answer")
    house.recovery.claim(answer, RUTH)
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")

    for act in (
        lambda: house.recovery.complete(answer, {"words": "x"}, by=RUTH),
        lambda: house.recovery.note(number, "x", RUTH),
        lambda: house.recovery.restrict(number, ["ruth"], RISA, "I want to see it."),
    ):
        with pytest.raises(NotFound):
            act()
    assert case(house, number).owner == "teo"
    house.recovery.complete(answer, {"words": "Sorry."}, by=BEN)


@pytest.mark.parametrize(
    ("handlers", "by", "why"),
    [
        (["ben"], RUTH, "supervisors, risk and executives"),
        (["otto"], TEO, "a handler works where the case is"),
        ([], RISA, "may do the open task “Answer the customer”"),
    ],
)
def test_nobody_restricts_a_case_so_that_nobody_can_go_on(house, handlers, by, why):
    number = report(house)
    with pytest.raises(NotAllowed, match=why):
        house.recovery.restrict(number, handlers, by, "Because.")
    assert case(house, number).handlers is None


def test_a_reason_is_needed_and_kept(house):
    number = report(house)
    with pytest.raises(NotAllowed, match="a reason has between"):
        house.recovery.restrict(number, ["ben"], TEO, "  ")
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")
    told = [line for line in house.inquiry.case(number, BEN).record if line.kind == "case_restricted"]
    assert told[0].details == [("Note", "A colleague is accused.")]


def test_a_restriction_is_lifted_with_a_reason(house):
    number = report(house)
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")
    with pytest.raises(NotAllowed):
        house.recovery.lift(number, BEN, "Enough.")
    house.recovery.lift(number, TEO, "It was a mix-up.")
    assert sees(house, RUTH, number)


def test_the_last_handler_is_not_named_as_concerned(house):
    number = report(house)
    house.recovery.restrict(number, [], TEO, "A colleague is accused.")
    with pytest.raises(NotAllowed, match="the last who handles it"):
        house.recovery.name_concerned(number, "teo", TEO, "It was me.")


def test_what_comes_of_a_case_is_not_seen_by_those_it_is_about(house):
    number = report(house)
    house.recovery.name_concerned(number, "ruth", BEN, "The customer names her.")
    child = open_case(
        house.means, "case_by_case", {"what_happened": "More of it."}, by=CUSTOMER, unit="shop", parent=number
    )
    assert child.about == ("ruth",)
    assert not sees(house, RUTH, child.number)


def test_an_operator_learns_that_something_of_a_restricted_case_stopped_and_not_what(house):
    number = report(house)
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")
    with house.store.writing() as unit:
        now = house.clock.now()
        job, _ = unit.jobs.add(
            Job(key="k", case=number, kind="action", name="pay", created_at=now, next_try_at=now, args={})
        )
        unit.jobs.start(job.id, now)
        unit.jobs.give_up(job.id, "Ann's account is closed.")
    [problem] = house.inquiry.problems(OTTO)
    assert (problem.case, problem.title) == ("", "A restricted case")
    assert "Ann" not in problem.reason


def test_a_task_that_was_done_meanwhile_is_told_to_those_who_may_know(house):
    number = report(house)
    answer = task(house, number, "answer")
    house.recovery.complete(answer, {"words": "Sorry."}, by=RUTH)
    with pytest.raises(TaskNotOpen, match="Ruth Adeyemi has done it"):
        house.recovery.claim(answer, BEN)
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")
    with pytest.raises(NotFound):
        house.recovery.claim(answer, RUTH)


def test_an_auditor_who_leads_looks_at_a_restricted_case_and_changes_nothing_in_it(house):
    both = Person(
        id="both", name="Bo Both", seats=(Seat("house", "supervisor"), Seat("house", "front_line")),
        rights=frozenset({"auditor"}), email="both@house.example",
    )  # fmt: skip
    house.people.add_person(both, "both", "")
    number = report(house)
    answer = task(house, number, "answer")
    house.recovery.restrict(number, ["ben"], TEO, "A colleague is accused.")
    house.recovery.claim(answer, BEN)
    assert sees(house, both, number)
    for act in (
        lambda: house.recovery.release(answer, both),
        lambda: house.recovery.take_over(answer, both),
        lambda: house.recovery.complete(answer, {"words": "x"}, by=both),
        lambda: house.recovery.note(number, "x", both),
        lambda: house.recovery.lift(number, both, "I say so."),
        lambda: house.recovery.name_concerned(number, "ben", both, "I say so."),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_customer_goes_on_as_before(house):
    filed = house.recovery.report({"what_happened": "He shouted."}, by=CUSTOMER, unit="shop", channel="web")
    house.recovery.restrict(filed.number, ["ben"], TEO, "A colleague is accused.")
    assert house.inquiry.status(filed.token).number == filed.number


WHISPERED = """
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json
    endEvent answered
    flow reported answer answered
    process whisper +kind=support +start_form=words.schema.json +restricted_to=supervisor {
      startEvent begun
      userTask listen lane=supervisor label="Listen" +formJsonSchemaFilename=more.schema.json
      endEvent heard
      flow begun listen heard
    }"""


def test_what_a_process_restricts_is_restricted_from_the_beginning_also_for_whoever_started_it(tmp_path):
    house = open_house(tmp_path, WHISPERED)
    number = house.recovery.start("whisper", {"words": "It was awful."}, by=RUTH, unit="shop").number
    assert case(house, number).handlers == ("teo",)
    assert sees(house, TEO, number)
    assert not sees(house, RUTH, number)
    assert not house.inquiry.sees(number, RUTH)
    ruth = Visitor(application(house), "ruth")
    page = ruth.send(ruth.open("/start/whisper"), "/start/whisper", words="Again.")
    assert page.status == 200
    assert page.says("is open")
    house.close()
