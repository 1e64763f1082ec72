"""Programs that speak for two people of the house."""

import pytest
from api_at_hand import Program


@pytest.fixture
def ruth(app, house):
    return Program(app, house, "ruth")


@pytest.fixture
def teo(app, house):
    return Program(app, house, "teo")
