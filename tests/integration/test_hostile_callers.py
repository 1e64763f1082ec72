"""Hostile callers: odd numbers in addresses, keys of others, drafts without end, and whoever may look but not touch."""

import pytest
from amends.engine.errors import AnswersInvalid, NotAllowed, NotFound, TaskNotOpen
from amends.engine.person import Customer, Person, Seat, Unit
from amends.engine.recovery import claiming
from amends.engine.task import TaskId
from amends.engine.values import NotJson
from pages_at_hand import Visitor, application
from small_house import BEN, CUSTOMER, OTTO, RUTH, TEO, open_house, report, task

WORDS = "+formJsonSchemaFilename=words.schema.json"
ASKED_BACK = f"""
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" {WORDS} +keeps=answer
    userTask choose lane=customer label="Choose" {WORDS}
    endEvent answered
    flow reported answer choose answered"""
ADA = Person(id="ada", name="Ada Weiss", rights=frozenset({"auditor"}))
LEO = Person(id="leo", name="Leo Park", seats=(Seat("bar", "front_line"), Seat("bar", "supervisor")))
HUGE = 10**30


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, ASKED_BACK)
    with house.store.writing() as work:
        work.people.add_unit(Unit(id="bar", name="The Bar", parent="house"))
        work.people.add_person(ADA, "ada", "")
        work.people.add_person(LEO, "leo", "")
    yield house
    house.close()


@pytest.fixture
def app(house):
    return application(house)


def customer(house, number):
    with house.store.reading() as work:
        return Customer(token=work.cases.load(number).token)


def rows(house, table):
    with house.store.reading() as work:
        return work.connection.exec_driver_sql(f"select count(*) from amends_{table}").scalar()


@pytest.mark.parametrize("address", [
    f"/tasks/R-000001/answer/{HUGE}", "/cases/%00", f"/cases/{'x' * 5000}", "/tasks/R-000001/..%2f..%2fetc/1",
    "/static/%2e%2e/%2e%2e/app.py", "/cases/R-%F0%9F%92%A9",
])  # fmt: skip
def test_an_address_of_nothing_leads_nowhere(house, app, address):
    report(house)

    assert Visitor(app, "ruth").open(address).status == 404


@pytest.mark.parametrize("address", ["/cases?page=", "/inbox?page=", "/cases?q=%00", "/inbox?view=%00"])
def test_an_odd_question_is_answered(house, app, address):
    assert Visitor(app, "ruth").open(f"{address}{HUGE}").status == 200


def test_a_link_with_an_odd_number_behind_it_is_a_wrong_link(house, app):
    token = customer(house, report(house)).token

    assert Visitor(app).open(f"/status/{token}/choose/{HUGE}").status == 404


@pytest.mark.parametrize("number", [HUGE, 2**63, 2**31, 0])
def test_numbers_that_no_row_has_are_told_in_a_sentence(house, number):
    case = report(house)

    with pytest.raises((NotFound, TaskNotOpen)):
        house.recovery.complete(TaskId(case, "answer", number), {"words": "x"}, by=RUTH)
    with pytest.raises(NotFound):
        house.recovery.retry(number, OTTO)


def test_an_auditor_looks_and_changes_nothing(house):
    number = report(house)
    answer = task(house, number, "answer")

    view = house.inquiry.case(number, ADA)
    house.recovery.draft(answer, ADA, {"words": "Let me."})

    assert (view.token, view.may_add, rows(house, "drafts")) == ("", False, 0)
    with pytest.raises(NotAllowed):
        house.recovery.note(number, "I was here.", ADA)
    for touch in (house.recovery.claim, house.recovery.release, house.recovery.take_over):
        with pytest.raises(NotAllowed):
            touch(answer, ADA)
    with pytest.raises(NotAllowed):
        house.recovery.complete(answer, {"words": "Done."}, by=ADA)


def test_an_auditor_is_not_shown_the_key_to_the_customers_page(house, app):
    number = report(house)
    page = Visitor(app, "ada").open(f"/cases/{number}")

    assert page.status == 200
    assert not [a for a in page.all("//@href | //@action") if "/status/" in a or a.endswith("/notes")]


def test_staff_of_another_unit_see_and_do_nothing(house):
    number = report(house)
    answer = task(house, number, "answer")

    for touch in (
        lambda: house.inquiry.case(number, LEO),
        lambda: house.inquiry.task(answer, LEO),
        lambda: house.recovery.claim(answer, LEO),
        lambda: house.recovery.take_over(answer, LEO),
        lambda: house.recovery.complete(answer, {"words": "x"}, by=LEO),
        lambda: house.recovery.note(number, "x", LEO),
    ):
        with pytest.raises(NotFound):
            touch()
    assert rows(house, "drafts") == 0


def test_a_customer_completes_no_task_of_the_staff_and_learns_no_surname(house):
    number = report(house)
    answer, mine = task(house, number, "answer"), customer(house, number)

    with pytest.raises(NotFound):
        house.recovery.complete(answer, {"words": "All is forgiven."}, by=mine)
    house.recovery.complete(answer, {"words": "Sorry."}, by=RUTH)
    with pytest.raises(TaskNotOpen) as refused:
        house.recovery.complete(answer, {"words": "Again."}, by=mine)

    assert "Ruth" not in str(refused.value)
    assert rows(house, "drafts") == 0


def test_nobody_takes_over_what_the_customer_is_asked(house):
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)
    choose = task(house, number, "choose")

    for person in (TEO, RUTH):
        with pytest.raises(NotAllowed):
            house.recovery.take_over(choose, person)
    with pytest.raises(NotAllowed):
        house.recovery.complete(choose, {"words": "Accepted."}, by=TEO)


def test_a_key_is_of_one_person_and_one_task(house):
    first, second = task(house, report(house), "answer"), task(house, report(house), "answer")
    house.recovery.complete(first, {"words": "Sorry."}, by=RUTH, key="one")
    house.recovery.complete(second, {"words": "Sorry."}, by=BEN, key="one")
    again = house.recovery.report({"what_happened": "x"}, by=CUSTOMER, unit="shop", channel="web", key="one")

    assert task(house, second.case, "choose")
    assert again.number not in (first.case, second.case)


def test_the_same_key_twice_is_one_effect_however_long_it_is(house):
    answer = task(house, report(house), "answer")
    for _ in range(2):
        house.recovery.complete(answer, {"words": "Sorry."}, by=RUTH, key="k" * 100_000)

    with house.store.reading() as work:
        kept = [text for text in work.texts.of_case(answer.case).values() if text.value.get("element") == "answer"]
    assert [len(text.value["key"]) for text in kept] == [64]
    assert rows(house, "drafts") == 0


def test_drafts_do_not_grow_without_end(house):
    number = report(house)
    for round in range(1, 40):
        house.recovery.draft(TaskId(number, "answer", round), RUTH, {"words": f"the {round}."})
    house.recovery.draft(TaskId(number, "nonsense", 1), RUTH, {"words": "x"})
    house.recovery.draft(TaskId(number, "answer", 1), RUTH, {"words": "x" * 400_000})
    house.recovery.draft(TaskId(number, "answer", 1), customer(house, number), {"words": "x"})

    assert rows(house, "drafts") == 20
    assert house.inquiry.task(task(house, number, "answer"), RUTH).draft is None


def test_notes_of_a_customer_have_an_end_and_no_control_characters(house, monkeypatch):
    monkeypatch.setattr(claiming, "NOTES", 2)
    number = report(house)
    mine = customer(house, number)
    house.recovery.note(number, "a\0b\x1b[31m", mine)
    house.recovery.note(number, "c", mine)

    with pytest.raises(NotAllowed, match="2 notes"):
        house.recovery.note(number, "d", mine)
    house.recovery.note(number, "Staff may.", RUTH)
    assert [text for _, text in house.inquiry.status(mine.token).notes] == ["ab[31m", "c"]


@pytest.mark.parametrize("answers", [
    None, "text", [("words", "x")], 7, {"words": float("nan")}, {"words": {1, 2}}, {"words": "\ud800"}, {"words": 7},
    {"words": "a\0b"}, {"words": b"x"}, {"words": object()}, {"words": "x" * 10**6}, {7: "x"}, {"word": "x"}, {},
    {"words": "x", "amount": "-5.00 USD"}, {"words": "x", "amount": 5}, {"words": "x", "amount": "NaN USD"},
    {"words": "x", "amount": "1e9 USD"}, {"words": "x", "amount": "5.00 usd"},
    {"words": "x", "amount": "5.00 EUR"}, {"words": "x", "amount": "5.00 USD\n"},
], ids=lambda answers: repr(answers)[:30])  # fmt: skip
def test_answers_of_the_wrong_kind_are_refused_field_by_field(house, answers):
    answer = task(house, report(house), "answer")

    with pytest.raises(AnswersInvalid) as refused:
        house.recovery.complete(answer, answers, by=RUTH)

    assert refused.value.facts["problems"]
    assert house.inquiry.task(answer, RUTH).may_complete


def deep(levels):
    value = "bottom"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("value", [float("nan"), {1}, deep(100), deep(10_000), ["x"] * 200_000, b"x", 10**400, object()],
                         ids=lambda value: repr(type(value)))  # fmt: skip
def test_a_case_is_not_opened_with_what_it_cannot_hold(house, value):
    with pytest.raises(NotJson):
        house.recovery.open("case_by_case", {"odd": value}, by=CUSTOMER, unit="shop")

    assert rows(house, "cases") == 0


@pytest.mark.parametrize(
    ("process", "unit"), [("case_by_case", "nowhere"), ("no_such", "shop"), ("", ""), ("x\0", "\0")]
)
def test_a_case_is_not_opened_nowhere(house, process, unit):
    with pytest.raises(NotFound):
        house.recovery.open(process, {}, by=CUSTOMER, unit=unit)

    assert rows(house, "cases") == rows(house, "journal") - 1 == 0


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_nothing_is_skipped_without_a_reason(house, reason):
    with pytest.raises(NotAllowed, match="reason"):
        house.recovery.skip(1, OTTO, reason)
