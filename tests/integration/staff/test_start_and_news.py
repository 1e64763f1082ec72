"""The pages on which staff start something, and on which staff and customers tell a case what it waits to hear."""

import json

import pytest
from pages_at_hand import Visitor, application
from small_house import RUTH, folder, open_house, report, task, work

DIAGRAM = """
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json
    boundaryEvent regretted label="Withdraw the report" on=answer message=regret into=regret +told_by=customer,front_line +formJsonSchemaFilename=more.schema.json
    endEvent answered
    endEvent withdrawn
    flow reported answer answered
    flow regretted withdrawn
    process warn +kind=incident +start_form=words.schema.json +started_by=front_line {
      startEvent begun
      scriptTask count_them : two = [{'key': 1}] + [{'key': 2}]
      serviceTask spread : open_cases(process='case_by_case', cases=two)
      userTask look label="Look" lane=front_line +formJsonSchemaFilename=more.schema.json
      endEvent looked
      flow begun count_them spread look looked
    }"""


@pytest.fixture
def house(tmp_path):
    folder(tmp_path / "processes", DIAGRAM, **{"forms/report_by_staff.schema.json": json.dumps({}).encode()})
    house = open_house(tmp_path, DIAGRAM)
    yield house
    house.close()


@pytest.fixture
def ruth(house):
    return Visitor(application(house), "ruth")


def state(house, number):
    with house.store.reading() as unit:
        return unit.cases.load(number)


def test_what_may_be_started_is_started_once_and_has_its_family_on_its_page(house, ruth):
    assert ruth.open("/start").says("warn")
    page = ruth.open("/start/warn")
    assert ruth.send(page, "/start/warn", words="").status == 422
    first = ruth.send(page, "/start/warn", words="A pipe leaks")
    again = ruth.send(page, "/start/warn", words="A pipe leaks")
    work(house)

    assert first.says("case I-000001 is open")
    assert again.says("I-000001")
    page = ruth.open("/cases/I-000001")
    assert page.says("2 in all, 2 open")
    assert ruth.open("/cases/R-000001").says("belongs to I-000001")
    assert ruth.open("/cases").says("Incident")


def test_who_may_start_nothing_is_told_so(house):
    teo = Visitor(application(house), "teo")
    assert teo.open("/start/nothing").status == 404
    assert Visitor(application(house), "otto").open("/start").says("No process is open to your lanes")


def test_staff_tell_a_case_its_news(house, ruth):
    number = report(house)
    page = ruth.open(f"/cases/{number}")
    assert page.says("Withdraw the report")
    page = ruth.open(f"/cases/{number}/news/regretted")
    assert ruth.send(page, "/news/regretted", more="x" * 99).status == 422
    assert ruth.send(page, "/news/regretted", more="They rang").says("The case knows it now")
    assert state(house, number).ends == ("withdrawn",)
    assert ruth.send(page, "/news/regretted", more="Again").status in (404, 409)


def test_a_customer_withdraws_by_the_link(house):
    number = report(house)
    token = state(house, number).token
    mina = Visitor(application(house))
    assert mina.open(f"/status/{token}").says("Withdraw the report")
    page = mina.open(f"/status/{token}/news/regretted")
    assert mina.send(page, "/news/regretted", more="It is fine").says("Thank you. We have it")
    assert state(house, number).data["regret"] == {"more": "It is fine"}
    assert mina.open(f"/status/wrong{token}/news/regretted").status == 404


def test_a_case_without_a_customer_has_no_page_for_one(house):
    number = house.recovery.start("warn", {"words": "A pipe leaks"}, by=RUTH, unit="shop").number
    work(house)
    assert task(house, number, "look")
    assert Visitor(application(house)).open(f"/status/{state(house, number).token}").status == 404
