"""Three of the staff at their pages, in a house with two tasks in a row."""

import pytest
from pages_at_hand import Visitor, application, two_tasks
from small_house import report, task


@pytest.fixture
def house(tmp_path):
    house = two_tasks(tmp_path)
    yield house
    house.close()


@pytest.fixture
def app(house):
    return application(house)


@pytest.fixture
def ruth(app):
    return Visitor(app, "ruth")


@pytest.fixture
def ben(app):
    return Visitor(app, "ben")


@pytest.fixture
def teo(app):
    return Visitor(app, "teo")


@pytest.fixture
def answer(house):
    return task(house, report(house), "answer")
