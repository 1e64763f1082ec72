"""Three of the staff at the pages of the house."""

import pytest
from pages_at_hand import Visitor
from small_house import report, task


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
