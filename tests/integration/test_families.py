"""Cases that open cases: once each, told together, and the parent hears when the last of them is closed."""

import pytest
from amends.engine.actions import Registry
from amends.engine.errors import AnswersInvalid, NotAllowed, NotFound, TaskNotOpen
from amends.engine.person import Customer
from amends.engine.publishing import read_folder
from amends.engine.recovery import performing
from amends.engine.running import read_running
from small_house import RUTH, TEO, facts, folder, kinds, open_house, report, task, work

INCIDENT = """
    startEvent struck
    serviceTask tell_everybody label="Open their cases" : open_cases(process='child', cases=customers, merge=merged) -> family
    serviceTask say_it label="Say what is known" : tell_cases(to='children', message='news', facts={'words': 'soon'})
    intermediateCatchEvent all_closed label="All are closed" message=all_cases_closed into=closed
    endEvent over label="It is over"
    flow struck tell_everybody say_it all_closed over
    process child +kind=incident {
      startEvent begun
      userTask look label="Look after them" lane=front_line +formJsonSchemaFilename=words.schema.json
      boundaryEvent heard label="News came" on=look message=news into=heard_words soft
      endEvent noted label="News noted"
      endEvent looked label="Looked after"
      flow begun look looked
      flow heard noted
    }"""
CUSTOMERS = [{"key": f"b{n}", "contact": f"c{n}@mail.example", "service_occasion": "UA 1"} for n in (1, 2, 3)]


def incident(house, customers=CUSTOMERS, merged=False):
    data = {"customers": customers, "merged": merged}
    return house.recovery.open("case_by_case", data, by=performing.PROCESS, unit="shop").number


def close(house, case):
    house.recovery.complete(task(house, case, "look"), {"words": "done"}, by=RUTH)
    work(house)


def case_of(house, number):
    with house.store.reading() as unit:
        return unit.cases.load(number)


def test_each_customer_gets_a_case_and_the_last_that_closes_ends_the_incident(tmp_path):
    house = open_house(tmp_path, INCIDENT)
    number = incident(house)
    work(house)

    family = case_of(house, number).data["family"]
    assert (family["opened"], family["joined"], family["numbers"]) == (3, 0, ["I-000001", "I-000002", "I-000003"])
    child = case_of(house, "I-000002")
    assert (child.parent, child.kind, child.customer) == (number, "incident", "c2@mail.example")
    assert "key" not in child.data
    for one in family["numbers"][:2]:
        close(house, one)
        assert case_of(house, number).is_open
    close(house, "I-000003")
    assert case_of(house, number).ends == ("over",)
    assert case_of(house, number).data["closed"] == {"cases": 3}


def test_the_same_job_done_twice_opens_nothing_twice(tmp_path):
    house = open_house(tmp_path, INCIDENT)
    number = incident(house)
    with house.store.reading() as unit:
        [job] = unit.jobs.of_case(number)
    desk = performing.CaseDesk(house.means, case_of(house, number), job)
    action = house.means.registry.action("open_cases")
    parameters = performing.validated(action, job.args["parameters"])
    for _ in range(2):
        found = action.run(parameters, key=job.key, desk=desk)
    work(house)

    assert found["numbers"] == ["I-000001", "I-000002", "I-000003"]
    with house.store.reading() as unit:
        assert unit.cases.count() == 4


def test_an_incident_without_customers_does_not_wait(tmp_path):
    house = open_house(tmp_path, INCIDENT)
    number = incident(house, [])
    work(house)

    assert case_of(house, number).ends == ("over",)


def test_children_hear_what_their_parent_says(tmp_path):
    house = open_house(tmp_path, INCIDENT)
    number = incident(house)
    work(house)

    assert facts(house, number, "case_told") == [{"name": "news", "to": "children", "cases": 3}]
    assert case_of(house, "I-000001").data["heard_words"] == {"words": "soon"}


def test_two_of_one_key_are_refused_before_anything_is_opened(tmp_path):
    house = open_house(tmp_path, INCIDENT)
    number = incident(house, [CUSTOMERS[0], CUSTOMERS[0]])
    work(house)

    assert "two cases have the key 'b1'" in facts(house, number, "job_failed")[-1]["reason"]
    with house.store.reading() as unit:
        assert unit.cases.count() == 1


MERGING = INCIDENT.replace("+kind=incident", "")


def test_an_open_case_of_the_same_customer_and_occasion_joins(tmp_path):
    house = open_house(tmp_path, MERGING)
    told = {"contact": " C1@Mail.example ", "service_occasion": "ua 1", "customers": [], "merged": False}
    first = house.recovery.open("child", told, by=performing.PROCESS, unit="shop").number
    number = incident(house, merged=True)
    work(house)

    assert case_of(house, number).data["family"] | {"numbers": None} == {
        "count": 3,
        "opened": 2,
        "joined": 1,
        "numbers": None,
    }
    assert case_of(house, first).parent == number
    assert "case_joined" in kinds(house, first)


STARTED = """
    startEvent reported
    userTask answer lane=front_line +formJsonSchemaFilename=words.schema.json
    boundaryEvent regretted label="They think better of it" on=answer message=regret into=regret +told_by=customer,supervisor +formJsonSchemaFilename=more.schema.json
    endEvent answered
    endEvent withdrawn
    flow reported answer answered
    flow regretted withdrawn
    process warn +kind=alarm +start_form=words.schema.json +started_by=front_line {
      startEvent begun
      userTask look label="Look" lane=front_line +formJsonSchemaFilename=more.schema.json
      endEvent looked
      flow begun look looked
    }"""


def test_people_start_what_has_a_form_and_is_open_to_their_lanes(tmp_path):
    house = open_house(tmp_path, STARTED)
    case = house.recovery.start("warn", {"words": "It smells of gas"}, by=RUTH, unit="shop", key="k")
    again = house.recovery.start("warn", {"words": "It smells of gas"}, by=RUTH, unit="shop", key="k")

    assert (case.number, case.kind, again.number) == ("A-000001", "alarm", "A-000001")
    for process, unit in (("case_by_case", "shop"), ("warn", "house"), ("nothing", "shop")):
        with pytest.raises(NotFound):
            house.recovery.start(process, {"words": "x"}, by=RUTH, unit=unit)
    with pytest.raises(AnswersInvalid):
        house.recovery.start("warn", {"nonsense": 1}, by=RUTH, unit="shop")


def test_news_are_told_by_whom_the_diagram_names(tmp_path):
    house = open_house(tmp_path, STARTED)
    number = report(house)
    with pytest.raises(TaskNotOpen):
        house.recovery.tell(number, "regretted", {"more": "x"}, by=RUTH)
    with pytest.raises(NotAllowed):
        house.recovery.tell(number, "answer", {"more": "x"}, by=TEO)
    with pytest.raises(AnswersInvalid):
        house.recovery.tell(number, "regretted", {"more": "x" * 50}, by=TEO)
    customer = Customer(token=case_of(house, number).token)
    for _ in range(2):
        house.recovery.tell(number, "regretted", {"more": "It is fine"}, by=customer, key="once")

    assert case_of(house, number).ends == ("withdrawn",)
    assert case_of(house, number).data["regret"] == {"more": "It is fine"}
    with pytest.raises(TaskNotOpen):
        house.recovery.tell(number, "regretted", {"more": "again"}, by=customer)


def test_nobody_else_tells_anything(tmp_path):
    house = open_house(tmp_path, STARTED)
    number = report(house)
    with pytest.raises(NotFound):
        house.recovery.tell(number, "regretted", {"more": "x"}, by=Customer(token="guessed"))


@pytest.mark.parametrize(
    ("properties", "sentence"),
    [
        ("+kind=party", "'party' is no kind that we know"),
        ("+strategy=hope", "'hope' is no strategy"),
        ("+start_form=none.schema.json", "which is not there"),
        ("+started_by=pirates", "'pirates' is no started_by"),
        ("+mood=good", "nothing reads the property 'mood'"),
    ],
)
def test_what_a_process_says_of_itself_is_checked(tmp_path, properties, sentence):
    diagram = (
        f"startEvent a\nendEvent b\nflow a b\nprocess other {properties} {{\nstartEvent c\nendEvent d\nflow c d\n}}"
    )
    found = read_running(read_folder(folder(tmp_path, diagram)), Registry.installed()).findings
    assert any(sentence in f.sentence for f in found)


def test_a_process_that_is_not_there_opens_no_cases(tmp_path):
    diagram = "startEvent a\nserviceTask b : open_cases(process='nowhere', cases=[])\nendEvent c\nflow a b c"
    found = read_running(read_folder(folder(tmp_path, diagram)), Registry.installed()).errors()
    assert ["there is no process 'nowhere'" in f.sentence for f in found] == [True]
