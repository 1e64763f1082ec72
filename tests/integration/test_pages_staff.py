"""The staff's pages on a real house: what is asked, what is refused, and that nothing typed is ever lost."""

import pytest
from pages_at_hand import HERE, Visitor, application, two_tasks
from small_house import BEN, RUTH, kinds, report, task


@pytest.fixture
def house(tmp_path):
    house = two_tasks(tmp_path)
    yield house
    house.close()


@pytest.fixture
def app(house):
    return application(house)


@pytest.fixture
def ruth(app):
    return Visitor(app, "ruth")


@pytest.fixture
def ben(app):
    return Visitor(app, "ben")


@pytest.fixture
def teo(app):
    return Visitor(app, "teo")


def address(task_id):
    return f"/tasks/{task_id.case}/{task_id.element}/{task_id.round}"


@pytest.fixture
def answer(house):
    return task(house, report(house), "answer")


def test_an_empty_inbox_says_what_to_do_next(ruth):
    page = ruth.open("/inbox")

    assert page.status == 200
    assert page.says("Nothing waits for you")
    assert page.all("//a[contains(@href, 'report-for-a-customer')]")


def test_the_inbox_shows_what_waits_with_counts_by_view(ruth, answer):
    page = ruth.open("/inbox")

    assert page.says("Answer the customer")
    assert page.says("Everything 1 Mine 0 Due soon 0 Overdue 0 Front line 1")
    assert ruth.open("/inbox?view=mine").says("You have taken no task")
    assert ruth.open("/inbox?view=nonsense").says("Answer the customer")


def test_a_task_is_handed_in_and_the_next_of_mine_is_shown(house, ruth, answer):
    mine = task(house, report(house, "The second."), "answer")
    house.recovery.claim(mine, RUTH)

    done = ruth.send(ruth.open(address(answer)), address(answer), words="We are sorry.", amount="5", follow=False)

    assert (done.status, done.headers["Location"]) == (303, address(mine))
    assert house.inquiry.case(answer.case, RUTH).case.data["amount"] == "5.00 USD"
    assert "task_completed" in kinds(house, answer.case)


def test_after_the_last_task_of_mine_the_inbox_is_shown(ruth, answer):
    done = ruth.send(ruth.open(address(answer)), address(answer), words="We are sorry.")

    assert done.address == "/inbox"
    assert done.says("Done. Thank you.")


def test_problems_stand_in_a_summary_and_at_the_field_and_nothing_typed_is_lost(ruth, answer):
    page = ruth.send(ruth.open(address(answer)), address(answer), words="", amount="a lot of money")

    assert page.status == 422
    assert page.all("//div[@role='alert']//a[@href='#field_words']")
    assert page.all("//input[@id='field_words'][@aria-invalid='true'][@aria-describedby='field_words_problems']")
    assert page.all("//input[@name='amount']/@value") == ["a lot of money"]
    assert page.says("such as 120.00 USD")


def test_what_the_schema_refuses_is_told_at_the_field_too(ruth, answer):
    page = ruth.send(ruth.open(address(answer)), address(answer), words="x" * 41)

    assert page.status == 422
    assert page.all("//p[@class='problem'][contains(., '40')]")
    assert page.all("//input[@name='words']/@value") == ["x" * 41]


def test_a_field_that_the_form_does_not_have_is_refused_by_name(ruth, answer):
    page = ruth.send(ruth.open(address(answer)), address(answer), words="Sorry.", severity="1")

    assert page.status == 422
    assert page.says("This form has no field “severity”")


def test_the_same_page_sent_twice_acts_once_and_both_are_thanked(house, ruth, answer):
    page = ruth.open(address(answer))
    first = ruth.send(page, address(answer), words="Sorry.")
    second = ruth.send(page, address(answer), words="Sorry.")

    assert (first.status, second.status) == (200, 200)
    assert second.says("Done. Thank you.")
    assert kinds(house, answer.case).count("task_completed") == 1


def test_other_words_from_a_page_that_was_sent_before_are_not_swallowed(ruth, answer):
    page = ruth.open(address(answer))
    ruth.send(page, address(answer), words="Sorry.")
    again = ruth.send(page, address(answer), words="Sorry, and more.")

    assert again.status == 409
    assert again.says("Sorry, and more.")


def test_who_is_too_late_sees_who_was_faster_and_everything_they_typed(ruth, ben, answer):
    mine = ruth.open(address(answer))
    ben.send(ben.open(address(answer)), address(answer), words="Done by Ben.")
    page = ruth.send(mine, address(answer), words="Typed by Ruth.")

    assert page.status == 409
    assert page.says("Ben Novak has done it")
    assert page.says("Typed by Ruth.")


def test_a_task_that_somebody_took_meanwhile_keeps_what_i_typed_as_my_draft(house, ruth, ben, answer):
    mine = ruth.open(address(answer))
    house.recovery.claim(answer, BEN)
    page = ruth.send(mine, address(answer), words="Typed by Ruth.")

    assert page.status == 409
    assert page.says("taken by Ben Novak")
    assert page.says("Typed by Ruth.")
    later = ruth.open(address(answer))
    assert later.says("Ben Novak has taken it")
    assert later.says("Typed by Ruth.")
    assert not later.all("//button[contains(., 'Hand in')]")


def test_a_field_that_somebody_changed_meanwhile_is_shown_beside_mine_and_decided_by_me(house, ruth, answer):
    with house.store.writing() as work:
        case = work.cases.load(answer.case)
        case.data["words"] = "as it was"
        work.cases.save(case)
    mine = ruth.open(address(answer))
    with house.store.writing() as work:
        case = work.cases.load(answer.case)
        case.data["words"] = "as Ben has it"
        work.cases.save(case)

    page = ruth.send(mine, address(answer), words="as Ruth has it")

    assert page.status == 409
    assert page.says("Somebody wrote meanwhile: as Ben has it")
    assert page.all("//input[@name='words']/@value") == ["as Ruth has it"]
    assert house.inquiry.case(answer.case, RUTH).case.data["words"] == "as Ben has it"
    assert ruth.send(page, address(answer)).says("Done. Thank you.")
    assert house.inquiry.case(answer.case, RUTH).case.data["words"] == "as Ruth has it"


def test_a_draft_is_saved_complete_or_not_and_shown_again(ruth, ben, answer):
    saved = ruth.send(ruth.open(address(answer)), f"{address(answer)}/draft", words="half a sen", amount="five or so")

    assert saved.says("Saved for later")
    later = ruth.open(address(answer))
    assert later.says("What you saved for later is filled in below")
    assert later.all("//input[@name='words']/@value") == ["half a sen"]
    assert later.all("//input[@name='amount']/@value") == ["five or so"]
    assert not ben.open(address(answer)).says("half a sen")


def test_a_draft_shows_what_somebody_changed_since(house, ruth, answer):
    ruth.send(ruth.open(address(answer)), f"{address(answer)}/draft", words="mine")
    with house.store.writing() as work:
        case = work.cases.load(answer.case)
        case.data |= {"words": "theirs", "amount": "7.00 USD"}
        work.cases.save(case)

    later = ruth.open(address(answer))

    assert later.all("//input[@name='words']/@value") == ["mine"]
    assert later.all("//input[@name='amount']/@value") == ["7.00 USD"]


def test_a_sheet_that_was_tampered_with_is_shown_again_not_believed(ruth, answer):
    page = ruth.send(ruth.open(address(answer)), address(answer), words="Sorry.", _sheet="forged")

    assert page.status == 422
    assert page.says("too old to be compared")
    assert page.all("//input[@name='words']/@value") == ["Sorry."]
    assert ruth.send(page, address(answer)).says("Done. Thank you.")


def test_a_sheet_of_one_person_is_worth_nothing_to_another(ruth, ben, answer):
    theirs = ben.open(address(answer)).form(address(answer)).fields["_sheet"]

    assert ruth.send(ruth.open(address(answer)), address(answer), words="Sorry.", _sheet=theirs).status == 422


def test_a_task_is_taken_put_back_and_taken_over(house, ruth, teo, answer):
    taken = ruth.send(ruth.open(address(answer)), f"{address(answer)}/claim")
    assert taken.says("You have taken it")
    assert house.inquiry.counts(RUTH)["mine"] == 1

    over = teo.send(teo.open(address(answer)), f"{address(answer)}/take-over")
    assert over.says("You have taken it")
    assert ruth.open(address(answer)).says("Teo Marin has taken it")

    back = teo.send(over, f"{address(answer)}/release")
    assert back.says("back in the inbox")


def test_only_who_leads_is_offered_to_take_over_and_only_they_may(house, ruth, ben, answer):
    house.recovery.claim(answer, BEN)
    page = ruth.open(address(answer))

    assert not page.all("//form[contains(@action, 'take-over')]")
    token = page.all("//input[@name='csrf_token']/@value")[0]
    assert ruth.post(f"{address(answer)}/take-over", {"csrf_token": token}).status == 403


def test_who_did_the_first_part_may_not_approve_it(house, teo, answer):
    teo.send(teo.open(address(answer)), address(answer), words="By Teo.")
    approve = task(house, answer.case, "approve")
    page = teo.open(address(approve))

    assert page.says("You cannot hand this in")
    assert page.says("you did an earlier part of it")


def test_a_case_or_task_that_is_not_mine_to_see_is_not_there(app, answer):
    otto = Visitor(app, "otto")

    assert otto.open(f"/cases/{answer.case}").status == 404
    assert otto.open(address(answer)).status == 404
    assert otto.open("/cases/R-999999").text == otto.open(f"/cases/{answer.case}").text.replace(answer.case, "R-999999")


def test_the_case_page_tells_facts_tasks_promises_people_and_the_sealed_record(house, ruth, answer):
    ruth.send(ruth.open(address(answer)), address(answer), words="We are sorry.")
    page = ruth.open(f"/cases/{answer.case}")

    assert page.status == 200
    told = ("The lid is broken.", "Approve the amount", "Ruth Adeyemi", "was done by Ruth Adeyemi", "We are sorry.")
    for words in told:
        assert page.says(words), words
    assert all(len(code.get("title")) == 64 for code in page.all("//table[contains(@class, 'record')]//code"))
    assert page.all("//figure[@data-diagram]//ul[@class='outline']/li")


def test_a_note_is_added_and_an_empty_one_is_not(ruth, answer):
    page = ruth.open(f"/cases/{answer.case}")

    assert ruth.send(page, "/notes", text="   ").status == 422
    assert ruth.send(page, "/notes", text="She called again.").says("She called again.")


def test_cases_are_found_by_words_and_an_empty_search_helps(house, ruth):
    report(house, "The lid is broken.")
    report(house, "The parcel is late.")

    assert ruth.open("/cases?q=parcel").says("One case")
    nothing = ruth.open("/cases?q=elephant")
    assert nothing.says("No case that you may see has “elephant”")
    assert nothing.all("//a[contains(@href, 'state=all')]")


def test_many_cases_come_in_pages(house, ruth):
    for number in range(30):
        report(house, f"Failure {number}.")

    first, second = ruth.open("/cases"), ruth.open("/cases?page=2")
    assert first.says("Page 1 of 2")
    assert (len(first.all("//tbody/tr")), len(second.all("//tbody/tr"))) == (25, 5)
    assert ruth.open("/cases?page=x").says("Page 1 of 2")


def test_staff_report_for_a_customer_once_however_often_they_click(house, ruth):
    page = ruth.open("/report-for-a-customer")
    form = {"what_happened": "Told at the counter.", "channel": "counter"}
    first = ruth.send(page, "/report-for-a-customer", follow=False, **form)
    second = ruth.send(page, "/report-for-a-customer", follow=False, **form)

    assert first.status == 303
    assert first.headers["Location"] == second.headers["Location"] == "/cases/R-000001"
    assert ruth.open("/cases/R-000001").says("Told at the counter.")


def test_a_report_that_is_not_complete_is_shown_again_with_what_was_typed(ruth):
    page = ruth.send(ruth.open("/report-for-a-customer"), "/report-for-a-customer", what_happened="", channel="phone")

    assert page.status == 422
    assert page.all("//input[@name='channel'][@value='phone'][@checked]")


def test_without_signing_in_one_is_sent_to_sign_in_and_back(app, answer):
    stranger = Visitor(app)
    page = stranger.open(address(answer))

    assert page.address == "/sign-in"
    assert page.all("//input[@name='next']/@value") == [address(answer)]


def test_a_post_of_somebody_signed_out_meanwhile_loses_nothing(app, ruth, answer):
    mine = ruth.open(address(answer))
    token = mine.all("//input[@name='csrf_token']/@value")[0]
    with ruth.client.session_transaction() as session:
        session.pop("_user_id")
    page = ruth.send(mine, address(answer), words="Typed before lunch.", csrf_token=token)

    assert page.status == 401
    assert page.says("Typed before lunch.")
    with ruth.client.session_transaction() as session:
        session["_user_id"] = "ruth"
    assert ruth.send(page, address(answer)).says("Done. Thank you.")


def test_a_post_without_our_token_does_nothing_but_loses_nothing(house, ruth, answer):
    page = ruth.send(ruth.open(address(answer)), address(answer), words="Sorry.", csrf_token="stale")

    assert page.status == 400
    assert "task_completed" not in kinds(house, answer.case)
    assert ruth.send(page, address(answer)).says("Done. Thank you.")


def test_no_other_site_may_post_and_what_it_sent_is_not_repeated(house, ruth, answer):
    form = dict(ruth.open(address(answer)).form(address(answer)).form_values()) | {"words": "From elsewhere."}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        page = ruth.post(address(answer), form, headers=headers)
        assert page.status == 403
        assert not page.says("From elsewhere.")
    assert ruth.post(address(answer), form, headers=HERE).says("Done. Thank you.")


def test_what_is_too_large_gets_a_sentence(ruth, answer):
    page = ruth.send(ruth.open(address(answer)), address(answer), words="x" * 300_000)

    assert page.status == 413
    assert page.says("larger than we can take")


def test_everything_typed_or_told_is_escaped(house, ruth):
    evil = "<script>alert(1)</script>"
    number = report(house, evil)
    found = task(house, number, "answer")

    for where in ("/inbox", f"/cases/{number}", address(found), f"/cases?q={evil}"):
        page = ruth.open(where)
        assert page.status == 200
        assert not page.all("//script[contains(., 'alert(1)')][not(@type='application/json')]"), where
