"""The operator's page on a real house: what stopped, why, and that trying again or leaving out moves the case on."""

import pytest
from amends.engine.actions.gateway import PaymentRefused
from pages_at_hand import Visitor, application
from small_house import RUTH, facts, folder, kinds, open_house, report, task, work

PAYING = """
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json +keeps=answer
    serviceTask pay_it : pay(amount=amount, payee='Mina') -> receipt
    endEvent answered
    flow reported answer pay_it answered"""


class MoodyBank:
    """A bank that refuses until it opens."""

    is_open = False

    def pay(self, key, amount, payee):
        if not self.is_open:
            raise PaymentRefused(reason="the account is closed")
        return "REF-1"


@pytest.fixture
def bank():
    return MoodyBank()


@pytest.fixture
def house(tmp_path, bank):
    house = open_house(tmp_path, PAYING, gateway=bank)
    yield house
    house.close()


@pytest.fixture
def otto(house):
    return Visitor(application(house), "otto")


@pytest.fixture
def stopped(house):
    """The number of a case whose payment does not go through."""
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry.", "amount": "120.00 USD"}, by=RUTH)
    work(house)
    return number


def job_of(page):
    return page.all("//article[starts-with(@id, 'job_')]/@id")[0].removeprefix("job_")


def test_where_nothing_stopped_that_is_said_and_a_missing_worker_too(otto):
    page = otto.open("/operator")

    assert page.says("Nothing has stopped, but nobody is at work")
    assert page.says("amends worker")


def test_where_workers_are_alive_all_is_well(house, otto):
    with house.store.writing() as unit:
        unit.beats.beat("worker-1", house.means.wall.now())

    assert otto.open("/operator").says("All is well")


def test_what_stopped_stands_there_with_a_plain_reason_and_its_tries(stopped, otto):
    page = otto.open("/operator")

    assert page.says(stopped)
    assert page.says("The payment was refused: the account is closed")
    assert page.says("tries: 1")
    assert page.says("stopped")


def test_trying_again_moves_the_case_on(house, bank, stopped, otto):
    bank.is_open = True
    page = otto.open("/operator")

    told = otto.send(page, f"/operator/jobs/{job_of(page)}/retry")
    work(house)

    assert told.says("It is being tried again")
    assert "case_ended" in kinds(house, stopped)
    assert otto.open("/operator").says("Nothing has stopped")


def test_leaving_out_needs_a_reason_that_stands_on_the_record(house, stopped, otto):
    page = otto.open("/operator")
    skip = f"/operator/jobs/{job_of(page)}/skip"

    refused = otto.send(page, skip, reason="  ")
    assert refused.status == 422
    assert refused.says("Please give a reason.")

    done = otto.send(refused, skip, reason="Paid in cash at the desk.")
    assert done.says("It is left out, and the case goes on.")
    assert facts(house, stopped, "job_skipped")[0]["reason"] == "Paid in cash at the desk."


def test_a_broken_draft_is_told_with_what_is_wrong_and_the_edition_keeps_running(tmp_path, house, bank):
    house.close()
    folder(tmp_path / "processes", PAYING.replace("lane=front_line ", ""))
    house = open_house(tmp_path, PAYING, gateway=bank)

    page = Visitor(application(house), "otto").open("/operator")

    assert page.says("The draft offered cannot be published")
    assert page.says("case_by_case.bpmn")
    assert page.says("New cases run by edition 1")
    house.close()


def test_others_have_no_business_here(house):
    app = application(house)

    assert Visitor(app, "ruth").open("/operator").status == 403
    assert Visitor(app).open("/operator").says("Sign in")
    assert not Visitor(app, "ruth").open("/inbox").all("//nav//a[contains(@href, '/operator')]")
