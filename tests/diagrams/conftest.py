"""The switch: every test of a diagram also runs with a restart between any two steps."""

import pytest
from diagrams.driver import Case


@pytest.fixture(params=["at once", "with a restart between any two steps"])
def careful(request, monkeypatch):
    monkeypatch.setattr(Case, "careful", request.param != "at once")
