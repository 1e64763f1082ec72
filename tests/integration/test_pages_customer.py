"""The customer's pages on a real house: two questions are enough, the link is the key, promises are told plainly."""

import pytest
from amends.engine.person import Unit
from pages_at_hand import Visitor
from small_house import RUTH, open_house, pass_time, report, task

WORDS = "+formJsonSchemaFilename=words.schema.json"
ASKED_BACK = f"""
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" {WORDS} +keeps=answer +starts_on_open=answer
    userTask choose lane=customer label="Choose what is right for you" {WORDS}
    endEvent answered
    flow reported answer choose answered"""


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, ASKED_BACK)
    yield house
    house.close()


@pytest.fixture
def mina(app):
    return Visitor(app)


def token_of(house, number):
    with house.store.reading() as work:
        return work.cases.load(number).token


def cases(house):
    with house.store.reading() as work:
        return work.cases.search()


@pytest.fixture
def asked(house):
    """The token of a case in which the customer is asked something."""
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "We are sorry."}, by=RUTH)
    return token_of(house, number)


def test_own_words_are_enough_to_open_a_case(house, mina):
    page = mina.send(mina.open("/report"), "/report", what_happened="The lid is broken.")

    assert page.says("Thank you for telling us")
    [case] = cases(house)
    assert page.says(case.number)
    assert token_of(house, case.number) in page.all("//input[@id='link']/@value")[0]
    assert case.unit == "shop"


def test_where_there_are_several_places_a_code_on_the_door_names_one_and_not_knowing_is_fine(house, mina):
    with house.store.writing() as work:
        work.people.add_unit(Unit(id="bar", name="The Bar", parent="house"))

    assert mina.open("/report?unit=bar").all("//select[@name='unit']/option[@selected]/@value") == ["bar"]
    assert mina.open("/report?unit=<nonsense>").all("//select[@name='unit']/option[@selected]") == []
    mina.send(mina.open("/report?unit=bar"), "/report", what_happened="No ice.")
    mina.send(mina.open("/report"), "/report", what_happened="No light in the yard.")

    assert {case.unit for case in cases(house)} == {"bar", "house"}


def test_what_is_missing_is_said_and_what_was_typed_is_kept(house, mina):
    page = mina.send(mina.open("/report"), "/report", what_happened="", contact="mina@example.net")

    assert page.status == 422
    assert page.says("Please answer this question.")
    assert page.all("//input[@name='contact']/@value") == ["mina@example.net"]
    assert cases(house) == []


def test_a_double_click_opens_one_case_and_other_words_from_the_same_page_another(house, mina):
    empty = mina.open("/report")
    first = mina.send(empty, "/report", what_happened="The lid is broken.", follow=False)
    again = mina.send(empty, "/report", what_happened="The lid is broken.", follow=False)
    other = mina.send(empty, "/report", what_happened="The handle too.", follow=False)

    assert first.headers["Location"] == again.headers["Location"] != other.headers["Location"]
    assert len(cases(house)) == 2


def test_a_filled_trap_loses_nothing_and_one_more_press_is_enough(house, mina):
    caught = mina.send(
        mina.open("/report"), "/report", what_happened="The lid is broken.", website="http://spam.example"
    )

    assert caught.status == 422
    assert cases(house) == []
    assert mina.send(caught, "/report").says("Thank you for telling us")


def test_hostile_words_are_shown_as_words(house, mina):
    mina.send(mina.open("/report"), "/report", what_happened="<script>alert(1)</script>")

    page = mina.open(f"/status/{token_of(house, cases(house)[0].number)}")

    assert page.says("<script>alert(1)</script>")
    assert not page.all("//script[contains(text(), 'alert')]")


def test_pages_behind_a_link_are_neither_kept_nor_found_nor_passed_on(house, mina):
    for address in ("/report", f"/status/{token_of(house, report(house))}", "/status/wrong"):
        headers = mina.open(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]


def test_a_link_that_is_wrong_opens_nothing_and_says_what_to_do(house, mina):
    token = token_of(house, report(house, "Nobody else may read this."))

    for wrong in (token[:-1], token.swapcase(), "R-000001"):
        page = mina.open(f"/status/{wrong}")
        assert page.status == 404
        assert page.says("This link opens no case")
        assert not page.says("Nobody else may read this.")


def test_the_page_tells_who_what_next_and_by_when_and_no_surname(house, mina):
    number = report(house)
    house.recovery.claim(task(house, number, "answer"), RUTH)

    page = mina.open(f"/status/{token_of(house, number)}")

    assert page.says("Looks after your case Ruth")
    assert not page.says("Adeyemi")
    assert page.says("You hear from us by today, 13:00")
    assert page.says("Somebody answers you By today, 13:00 (in 4 hours)")


def test_a_promise_in_arrears_is_admitted_and_one_kept_late_is_not_called_kept(house, mina):
    number = report(house)
    address = f"/status/{token_of(house, number)}"
    pass_time(house, hours=5)

    late = mina.open(address)
    assert late.says("We are late, and we are sorry.")
    assert late.says("Late. We promised this by today, 13:00 and have not done it yet. We are sorry.")
    assert not late.says("You hear from us by today, 13:00")
    house.recovery.complete(task(house, number, "answer"), {"words": "At last."}, by=RUTH)
    page = mina.open(address)

    assert page.says("Done too late: today, 14:00. Promised by today, 13:00")
    assert not page.says("Kept:")


def test_a_question_is_asked_on_the_page_and_answered_there(house, mina, asked):
    page = mina.open(f"/status/{asked}")
    assert page.says("A question for you")

    done = mina.send(page, "/choose/1", words="A new lid.")

    assert done.says("Thank you. Your answer has arrived.")
    assert done.says("Your case is closed")
    assert not done.all("//section[@id='questions']")


def test_an_answer_that_does_not_fit_is_shown_again_with_its_reason(mina, asked):
    page = mina.send(mina.open(f"/status/{asked}"), "/choose/1", words="too long " * 20)

    assert page.status == 422
    assert page.all("//*[@name='words']")
    assert page.says("too long")


def test_the_same_answer_twice_is_one_and_another_comes_too_late_but_is_not_lost(house, mina, asked):
    page = mina.open(f"/status/{asked}")
    stale = mina.open(f"/status/{asked}")
    mina.send(page, "/choose/1", words="A new lid.")

    assert mina.send(page, "/choose/1", words="A new lid.").status == 200
    late = mina.send(stale, "/choose/1", words="My money back.")

    assert late.status == 409
    assert late.says("This question is not open any more")
    assert late.all("//textarea")[0].value.strip() == "My money back."


def test_nobody_answers_in_another_case_or_another_lane(house, mina, asked):
    other = token_of(house, report(house, "Another one."))

    assert mina.open(f"/status/{other}/choose/1").status in (404, 409)
    assert mina.open(f"/status/{other}/answer/1").status == 404


def test_something_can_be_added_and_nothing_cannot(house, mina):
    address = f"/status/{token_of(house, report(house))}"

    page = mina.send(mina.open(address), "/note", text="I also lost the spoon.")
    assert page.says("What you wrote is now part of your case")
    assert page.says("I also lost the spoon.")

    empty = mina.send(page, "/note", text="   ")
    assert empty.status == 422
    assert empty.says("Please write something")


def test_what_staff_note_among_themselves_is_not_shown(house, mina):
    number = report(house)
    house.recovery.note(number, "Between us: she is right.", RUTH)

    assert not mina.open(f"/status/{token_of(house, number)}").says("Between us")


def test_another_site_cannot_post_for_a_customer(house, mina):
    address = f"/status/{token_of(house, report(house))}/note"

    refused = mina.post(address, {"text": "Not mine."}, headers={"Sec-Fetch-Site": "cross-site"})

    assert refused.status in (400, 403)
