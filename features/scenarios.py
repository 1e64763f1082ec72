"""Every scenario as a test: all of them at the engine, those tagged @forms a second time through the pages.

Imported by `tests/test_features.py`, and run as it stands by the gate, where there is no `tests/`.
"""

import pkgutil

import pytest
from amends.features import steps
from amends.features.actors import AT_THE_ENGINE, AT_THE_FORMS
from amends.features.catalogue import HOME
from pytest_bdd import scenarios

pytest_plugins = (
    "amends.features.stage",
    *(f"{steps.__name__}.{module.name}" for module in pkgutil.iter_modules(steps.__path__)),
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "_pytest_bdd_example" in metafunc.fixturenames:
        twice = metafunc.definition.get_closest_marker("forms")
        metafunc.parametrize("depth", [AT_THE_ENGINE, AT_THE_FORMS] if twice else [AT_THE_ENGINE], indirect=True)


@pytest.fixture(autouse=True)
def depth(request: pytest.FixtureRequest) -> str:
    """How deep the acts of a scenario go in: into the use cases, or through the pages into the use cases."""
    return getattr(request, "param", AT_THE_ENGINE)


scenarios(str(HOME))
