"""A real database for each test of a store, and a house with its pages for those who bring none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import databases
import pytest
import sqlalchemy as sa
from amends.engine.assembly import House
from amends.engine.case import Case
from amends.engine.store import Store
from flask import Flask
from pages_at_hand import application, two_tasks


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 2, 8, 9, 30, tzinfo=UTC)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return databases.address(tmp_path / "house" / "amends.sqlite")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def case(store: Store, now: datetime) -> Callable[..., str]:
    """Adds a case and gives its number."""

    def add(**facts: Any) -> str:
        with store.writing() as work:
            number = work.cases.next_number()
            usual: dict[str, Any] = {
                "number": number, "token": "token of " + number, "process": "case_by_case", "edition": "first",
                "title": "The kettle came late", "unit": "kitchen", "data": {}, "notes": b"", "opened_at": now,
            }  # fmt: skip
            work.cases.add(Case(**(usual | facts)))
        return number

    return add


@pytest.fixture
def tamper(store: Store) -> Callable[..., None]:
    """Runs SQL behind the back of the engine, as somebody would who owns the database."""

    @contextmanager
    def unguarded(connection: sa.Connection) -> Iterator[None]:
        if not store.is_sqlite:
            connection.execute(sa.text("alter table amends_journal disable trigger user"))
            yield
            connection.execute(sa.text("alter table amends_journal enable trigger user"))
            return
        watched = connection.execute(sa.text("select name, sql from sqlite_master where type = 'trigger'")).all()
        for name, _ in watched:
            connection.execute(sa.text(f"drop trigger {name}"))
        yield
        for _, sql in watched:
            connection.exec_driver_sql(sql)

    def change(*statements: str) -> None:
        engine = sa.create_engine(sa.make_url(store.url))
        with engine.begin() as connection, unguarded(connection):
            for statement in statements:
                connection.execute(sa.text(statement))
        engine.dispose()

    return change


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """With two tasks in a row, where a test brings no other."""
    house = two_tasks(tmp_path)
    yield house
    house.close()


@pytest.fixture
def app(house: House) -> Flask:
    """The pages of the house."""
    return application(house)
