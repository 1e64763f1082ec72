"""The fixtures: the stage on which a scenario plays is built once, and every scenario gets a copy of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from amends.engine.assembly import House
from amends.engine.clock import FixedClock

from .cast import MONDAY_MORNING, PASSWORD_HASH, STAFF, UNITS
from .outside import Bank, Mailbox
from .plugin import PASSED
from .rooms import Files, Rooms
from .world import World

PUBLIC = "https://amends.northway.example"
BOOKINGS = "amends.features.outside:Bookings"


@pytest.fixture(scope="session")
def rooms() -> Rooms:
    """Where the databases stand; tests that bring a server of their own override this."""
    return Files()


@pytest.fixture(scope="session")
def furnished(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, rooms: Rooms
) -> tuple[Path, dict[str, Any]]:
    """A database with the edition under judgement, the units and the people; beside it, the edition as it was read."""
    path = tmp_path_factory.mktemp("furnished") / "amends.sqlite"
    house = House.open(settings(rooms.address(path), request), clock=FixedClock(MONDAY_MORNING))
    for unit in UNITS:
        house.people.add_unit(unit)
    for person in STAFF.values():
        house.people.add_person(person, person.id, PASSWORD_HASH)
    house.close()
    return path, {}


@pytest.fixture
def world(
    request: pytest.FixtureRequest, furnished: tuple[Path, dict[str, Any]], depth: str, tmp_path: Path, rooms: Rooms
) -> Iterator[World]:
    """The world of one scenario; what it leaves behind becomes evidence."""
    database = tmp_path / "amends.sqlite"
    rooms.copy(furnished[0], database)
    bank, postbox, clock = Bank(), Mailbox(), FixedClock(MONDAY_MORNING)

    def open_house() -> House:
        house = House.open(settings(rooms.address(database), request), clock=clock, postbox=postbox, gateway=bank)
        # an edition is the same wherever its hash is: read once, not once a scenario
        house.means.shelf.share(furnished[1])
        return house

    found = World(
        open_house=open_house, rooms=rooms, database=database, clock=clock, depth=depth, bank=bank, postbox=postbox
    )
    yield found
    left = found.left()
    request.node.user_properties.append(("left", left))
    request.config.stash.setdefault(PASSED, []).append(set(left["elements"]))
    found.house.close()


def settings(address: str, request: pytest.FixtureRequest) -> dict[str, Any]:
    given = request.config.getoption("--processes")
    house = {"AMENDS_DATABASE_URL": address, "AMENDS_PUBLIC_URL": PUBLIC, "AMENDS_BOOKINGS": BOOKINGS}
    return house | ({"AMENDS_PROCESSES": str(given)} if given else {})
