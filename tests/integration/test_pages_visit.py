"""The demo's front door: open in a demo on this machine, a wall everywhere else."""

from datetime import timedelta

import databases
import pytest
from amends.engine.assembly import House
from amends.engine.demo import sector, settle
from amends.engine.person import Actor
from pages_at_hand import HERE, Visitor, application
from small_house import open_house, report


@pytest.fixture
def demo(tmp_path):
    address = databases.address(tmp_path / "demo.sqlite")
    house = House.open({"AMENDS_DATABASE_URL": address, "AMENDS_INSTANCE": str(tmp_path)})
    settle(house.store, sector("airline"))
    with house.store.writing() as work:
        work.settings.save("demo", {"sector": "airline"})
    yield house
    house.close()


@pytest.fixture
def visitor(demo):
    return Visitor(application(demo))


def tell(house):
    return house.recovery.report(
        {"what_happened": "No flight.", "contact": "none given"}, by=Actor("customer"), unit="jfk", channel="web"
    )


def test_a_demo_tells_its_story_in_live_figures(demo, visitor):
    before = visitor.open("/visit")
    case = tell(demo)
    after = visitor.open("/visit")

    assert before.says("0 cases 0 still open")
    assert after.says("1 cases 1 still open")
    assert after.all(f"//a[contains(@href, '{case.token}')]")


def test_one_click_makes_a_visitor_one_of_the_staff(visitor):
    inside = visitor.send(visitor.open("/visit"), "/visit/step-in/ruth")

    assert inside.address == "/inbox"
    assert inside.says("You are Ruth Adeyemi now.")
    assert visitor.send(visitor.open("/visit"), "/visit/step-in/otto").address == "/operator"
    assert visitor.send(visitor.open("/visit"), "/visit/step-in/aude").address == "/cases"


def test_time_passes_forward_and_back_to_where_one_was(demo, visitor):
    tell(demo)
    before = demo.clock.now()
    page = visitor.open("/report")

    back = visitor.send(page, "/visit/time", minutes="60")

    assert back.address == "/report"
    assert timedelta(minutes=60) <= demo.clock.now() - before < timedelta(minutes=61)


@pytest.mark.parametrize("minutes", ["-60", "999999", "soon", ""])
def test_time_only_leaps_as_far_as_the_buttons_say(demo, visitor, minutes):
    before = demo.clock.now()

    assert visitor.send(visitor.open("/visit"), "/visit/time", minutes=minutes).status == 400
    assert demo.clock.now() - before < timedelta(minutes=1)


def test_nobody_is_sent_elsewhere_after_time_has_passed(visitor):
    page = visitor.open("/visit")

    gone = visitor.send(page, "/visit/time", minutes="15", back="//evil.example/", follow=False)

    assert gone.headers["Location"] == "/visit"


def test_outside_a_demo_there_is_no_such_door(tmp_path):
    house = open_house(tmp_path)
    report(house)
    visitor = Visitor(application(house))

    assert visitor.open("/visit").status == 404
    assert visitor.post("/visit/step-in/ruth", {}).status in (400, 404)
    house.close()


@pytest.mark.parametrize("how", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_HOST": "evil.example"}])
def test_from_elsewhere_nobody_steps_in(demo, how):
    client = application(demo).test_client()

    assert client.get("/visit", environ_overrides=how).status_code == 404
    answer = client.post("/visit/step-in/ruth", environ_overrides=how, headers=HERE)
    assert answer.status_code in (400, 403, 404)
    assert client.get("/inbox").status_code != 200
