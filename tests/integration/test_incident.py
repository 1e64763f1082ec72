"""An incident that struck hundreds, with the processes as they are shipped: once each, told together, over with the last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from amends.engine.assembly import House
from amends.engine.clock import FixedClock
from amends.engine.store import Store
from amends.engine.task import TaskId
from amends.features import incidents
from amends.features.actors import AT_THE_ENGINE
from amends.features.cast import JFK, MONDAY_MORNING, PASSWORD_HASH, STAFF, UNITS
from amends.features.incidents import INCIDENT
from amends.features.outside import Bank, Mailbox
from amends.features.rooms import Files
from amends.features.world import World

STRUCK = 200
LINES = [f"Passenger {n}; p{n}@post.example; UA 1532 on 8 February, seat {n}; 80.00 USD" for n in range(STRUCK)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The stage of the features, as a house of its own."""
    database, clock, bank, postbox = tmp_path / "amends.sqlite", FixedClock(MONDAY_MORNING), Bank(), Mailbox()
    settings = {"AMENDS_DATABASE_URL": Files().address(database), "AMENDS_PUBLIC_URL": "https://northway.example"}

    def open_house() -> House:
        return House.open(settings, clock=clock, postbox=postbox, gateway=bank)

    found = World(
        open_house=open_house, rooms=Files(), database=database, clock=clock, depth=AT_THE_ENGINE, bank=bank,
        postbox=postbox,
    )  # fmt: skip
    for unit in UNITS:
        found.house.people.add_unit(unit)
    for person in STAFF.values():
        found.house.people.add_person(person, person.id, PASSWORD_HASH)
    yield found
    found.house.close()


def declare(world: World, lines: list[str]) -> None:
    told = {
        "what_happened": "Flight UA 1532 was cancelled.", "failure_point": "cancelled_flight",
        "failure_type": "not_delivered", "failure_kind": "outcome", "cause_told": "Snow.",
        "next_steps_told": "A seat for everybody.", "customer_lines": lines,
    }  # fmt: skip
    case = world.house.recovery.start("systematic_response", told, by=STAFF["Olga"], unit=JFK, key="once")
    world.opened(INCIDENT, (case.number, case.token))


def open_cases(store: Store, parent: str) -> list[str]:
    with store.reading() as work:
        return [number for number, is_open in work.cases.children(parent) if is_open]


def test_hundreds_have_one_case_each_though_it_is_told_twice_and_it_ends_with_the_last(world: World) -> None:
    incidents.published(world)
    for _ in range(2):
        declare(world, LINES)
    incidents.confirm(world)
    for _ in range(2):
        incidents.tell(world, STAFF["Olga"], INCIDENT, "more_were_struck", {"customer_lines": LINES[:50]})

    incident = world.number(INCIDENT)
    children = incidents.children(world)
    assert len(children) == len(set(children)) == STRUCK
    assert {amount for _, amount, _ in world.bank.paid} == {"80.00 USD"}
    assert sorted(payee for _, _, payee in world.bank.paid) == sorted(f"Passenger {n}" for n in range(STRUCK))

    incidents.over(world)
    for number in children[1:]:
        world.house.recovery.complete(TaskId(number, "do_step_at_desk", 1), {"step_done": True}, by=STAFF["Ruth"])
    world.work_off()
    world.turn_to(world.after("12 days"))
    assert open_cases(world.house.store, incident) == children[:1]
    assert world.case(INCIDENT).is_open
    assert "Look back" not in [task.label for task in world.tasks(INCIDENT)]

    first = TaskId(children[0], "do_step_at_desk", 1)
    world.house.recovery.complete(first, {"step_done": True}, by=STAFF["Ruth"])
    world.work_off()
    world.turn_to(world.after("12 days"))
    assert open_cases(world.house.store, incident) == []
    assert "Look back" in [task.label for task in world.tasks(INCIDENT)]
    assert world.case(INCIDENT).data["closed_cases"] == {"cases": STRUCK}
