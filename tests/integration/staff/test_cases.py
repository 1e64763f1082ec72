"""The pages of the staff: cases, reports, and whoever is not signed in."""

from pages_at_hand import HERE, Visitor, address
from small_house import kinds, report, task


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
