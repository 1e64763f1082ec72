"""A house with two tasks in a row, and programs that speak for two of its people."""

import pytest
from api_at_hand import Program
from pages_at_hand import application, two_tasks


@pytest.fixture
def house(tmp_path):
    house = two_tasks(tmp_path)
    yield house
    house.close()


@pytest.fixture
def app(house):
    return application(house)


@pytest.fixture
def ruth(app, house):
    return Program(app, house, "ruth")


@pytest.fixture
def teo(app, house):
    return Program(app, house, "teo")
