"""What all tests share: the tags of the features are marks, and each database has its own server or file."""

import shutil
from pathlib import Path

import databases
import pytest
from amends.engine.publishing import shipped
from databases import databases_of_the_test, the_database  # noqa: F401 - fixtures of every test

pytest_plugins = ["amends.features.plugin"]


def pytest_addoption(parser: pytest.Parser) -> None:
    kinds = [databases.SQLITE, databases.POSTGRESQL]
    told = "what the tests run on: SQLite files, or PostgreSQL (TEST_DATABASE_URL, else a server started for them)"
    parser.getgroup("amends").addoption("--database", choices=kinds, default=databases.SQLITE, help=told)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: is about SQLite; left out on PostgreSQL")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") == databases.POSTGRESQL:
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(pytest.mark.skip(reason="is about SQLite"))


@pytest.fixture(scope="session")
def rooms(the_database: None) -> databases.Files | databases.Server:  # noqa: F811 - the scenarios play on it too
    return databases.chosen()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of what is shipped, to be changed."""
    return Path(shutil.copytree(shipped(), tmp_path / "draft", ignore=shutil.ignore_patterns("__pycache__", "*.py")))
