"""The days of the hospital and the railway: what makes them a hospital and a railway is there to be seen."""

import pytest
from amends.engine.assembly import House
from amends.engine.demo import load, sector
from amends.engine.errors import NotFound


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    houses = {}

    def open_one(key: str) -> House:
        if key not in houses:
            address = f"sqlite:///{tmp_path_factory.mktemp(key) / 'demo.sqlite'}"
            settings = {**sector(key).settings, "AMENDS_DATABASE_URL": address}
            load(settings, key)
            houses[key] = House.open(settings)
        return houses[key]

    yield open_one
    for house in houses.values():
        house.close()


@pytest.mark.parametrize("key", ["hospital", "rail"])
def test_nothing_stands_still_and_several_desks_have_something_to_do(opened, key):
    house = opened(key)
    with house.store.reading() as work:
        problems, lanes = work.jobs.problems(), {task.lane for task in work.tasks.all_open()}

    assert [job.problem for job in problems] == []
    assert lanes >= {"front_line", "case_owner", "executive", "quality", "customer"}
    assert house.inquiry.currency() == "CNY"


def test_a_nurse_who_is_named_in_a_complaint_does_not_see_it(opened):
    house = opened("hospital")
    with house.store.reading() as work:
        [about_her] = [row.number for row in work.cases.search(limit=100) if "nia" in row.about]
    nia, lan = house.people.person("nia"), house.people.person("lan")

    assert house.inquiry.case(about_her, lan).case.number == about_her
    with pytest.raises(NotFound):
        house.inquiry.case(about_her, nia)
    lines, _ = house.inquiry.cases(nia)
    assert lines
    assert about_her not in {line.number for line in lines}


def test_a_pathway_that_was_left_waits_for_its_physician(opened):
    house = opened("hospital")
    with house.store.reading() as work:
        waiting = [task.id for task in work.tasks.all_open() if task.id.element == "sign_variance"]
        cases = [work.cases.load(task.case) for task in waiting]

    assert {case.strategy for case in cases} == {"systematic_response"}
    assert len({case.parent for case in cases}) == 1


def test_complaints_of_the_railway_are_of_five_classes_and_visits_find_failures(opened):
    house = opened("rail")
    with house.store.reading() as work:
        rows = work.cases.search(limit=100)
        visits = [row for row in rows if row.process == "visit_unannounced"]
        found = [child for visit in visits for child, _ in work.cases.children(visit.number)]
    classes = {complaint.fortune.says["content_class"] for complaint in sector("rail").complaints(2026)}

    assert classes == {"service", "environment", "fare", "operation", "other"}
    assert len(visits) == 2
    assert len(found) == 2
