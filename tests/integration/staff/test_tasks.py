"""The pages of the staff: inbox and tasks."""

from pages_at_hand import address
from small_house import BEN, RUTH, kinds, report, task


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


def test_who_lost_the_task_is_told_so_before_what_else_is_missing(house, ruth, answer):
    mine = ruth.open(address(answer))
    house.recovery.claim(answer, BEN)
    page = ruth.send(mine, address(answer), words="", more="Typed for minutes.", amount="not money")

    assert page.status == 409
    assert page.says("taken by Ben Novak")
    assert page.says("not money")
    assert ruth.open(address(answer)).says("not money")


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
