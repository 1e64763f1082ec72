"""Places with partners in a real house: asked once, left when nobody answers, on the record, and looked over by doctor."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import databases
import pytest
from amends.engine.actions import BookGateway, Hold
from amends.engine.assembly import House
from amends.engine.clock import FixedClock
from amends.engine.invariants import broken
from amends.engine.jobs import work_off
from amends.engine.person import Customer, Person, Seat, Unit
from amends.engine.place import Place
from amends.engine.task import TaskId

MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
RUTH = Person(id="ruth", name="Ruth Adeyemi", email="ruth@house.example", seats=(Seat("shop", "front_line"),))
NEED = {
    "what_happened": "The hotel is full.",
    "contact": "ann@example.org",
    "reporter_name": "Ann",
    "failure_point": "overbooked_hotel",
    "need": "room",
    "needed_by": "2026-03-02T22:00:00+00:00",
    "price": "100.00 USD",
}


@dataclass
class Line:
    """Partners at the other end of a line: one that never answers, and one that does."""

    asked: list[str] = field(default_factory=list)
    released: list[str] = field(default_factory=list)

    def known(self) -> list[dict[str, Any]]:
        said = {"needs": ["room"], "quality": 4, "price": "90.00 USD"}
        return [
            {"key": key, "name": key.title(), "distance_km": far, **said} for far, key in enumerate(("mute", "inn"))
        ]

    def reserve(self, key: str, partner: str, need: dict[str, Any]) -> Hold:
        self.asked.append(partner)
        if partner == "mute":
            raise TimeoutError("no answer")
        return Hold(state="held", reference="H-1", until=MONDAY + timedelta(hours=2))

    def confirm(self, key: str, partner: str, reference: str) -> str:
        return f"B-{reference}"

    def release(self, key: str, partner: str, reference: str) -> None:
        self.released.append(partner)
        if partner == "mute":
            raise TimeoutError("no answer")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """One house for all: it takes a while to read the whole edition."""
    url, line = databases.address(tmp_path_factory.mktemp("places") / "house" / "amends.sqlite"), Line()
    made = House.open({"AMENDS_DATABASE_URL": url}, clock=FixedClock(MONDAY), gateway=BookGateway(), partners=line)
    made.people.add_unit(Unit(id="shop", name="Shop", calendar="everyday"))
    made.people.add_person(RUTH, "ruth", "hash")
    yield made, line
    made.close()


@pytest.fixture
def line(whole) -> Line:
    whole[1].asked.clear()
    whole[1].released.clear()
    return whole[1]


@pytest.fixture
def house(whole) -> House:
    return whole[0]


def work(house: House) -> None:
    while house.recovery.tick() or work_off(house.store, house.recovery.perform, house.clock):
        pass


def later(house: House, **span: float) -> None:
    house.clock.advance(**span)
    work(house)


def placed(house: House) -> str:
    case = house.recovery.start("place_elsewhere", NEED, by=RUTH, unit="shop")
    work(house)
    answers = {"substitute_choice": "any", "consent_scope": "name"}
    house.recovery.complete(TaskId(case.number, "choose_substitute", 1), answers, by=Customer(token=case.token))
    work(house)
    return case.number


def places(house: House, case: str) -> list[Place]:
    with house.store.reading() as unit:
        return unit.places.of_case(case)


def record(house: House, case: str, kind: str) -> list[dict[str, Any]]:
    with house.store.reading() as unit:
        return [line.facts for line in unit.journal.of_case(case) if line.kind == kind]


def test_a_partner_that_never_answers_is_left_and_the_next_is_asked(house, line):
    case = placed(house)
    assert line.asked == ["mute"]
    assert [(place.partner, place.state) for place in places(house, case)] == [("mute", "asked")]

    for _ in range(4):
        later(house, minutes=3)
    assert [(place.partner, place.state) for place in places(house, case)] == [("mute", "released"), ("inn", "booked")]
    assert line.asked.count("inn") == 1
    assert line.released == ["mute"]
    assert broken(house.means) == []


def test_each_state_of_a_place_is_on_the_record(house):
    case = placed(house)
    later(house, minutes=11)

    told = [(facts["partner"], facts["state"]) for facts in record(house, case, "place_changed")]
    assert told == [("mute", "asked"), ("mute", "released"), ("inn", "asked"), ("inn", "held"), ("inn", "booked")]
    assert record(house, case, "place_changed")[-1]["reference"] == "B-H-1"


def test_the_customer_gives_the_place_back_on_the_page(house, line):
    case = placed(house)
    later(house, minutes=11)
    with house.store.reading() as unit:
        token = unit.cases.load(case).token
    customer = Customer(token=token)

    [news] = house.inquiry.status(token).news
    assert news.label == "The place is given back"
    house.recovery.tell(case, "place_given_back", {}, by=customer, key="once")
    house.recovery.tell(case, "place_given_back", {}, by=customer, key="once")
    work(house)

    assert places(house, case)[-1].state == "released"
    assert line.released == ["mute", "inn"]
    seen = house.inquiry.status(token)
    assert [row.amount for row in seen.payments] == ["100.00 USD"]
    assert "your money went back" in seen.state
    assert broken(house.means) == []


def test_doctor_finds_a_place_that_the_record_does_not_know(house):
    case = placed(house)
    later(house, minutes=11)
    with house.store.writing() as unit:
        unit.places.put(replace(unit.places.of_case(case)[-1], state="held"))
    [found] = broken(house.means)
    assert "is held, and booked on the record" in found
    with house.store.writing() as unit:
        unit.places.put(replace(unit.places.of_case(case)[-1], state="booked"))
    assert broken(house.means) == []
