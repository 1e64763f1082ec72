"""Migrating: the tables are brought to the version of the product, by one process at a time."""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from .. import faults
from ..errors import SettingWrong
from . import tables

#: the newest migration; a test compares it with the folder, so that starting need not read that
NEWEST = "0009"
VERSION_TABLE = tables.PREFIX + "version"
_FOLDER = Path(__file__).parent / "migrations"
#: any number that nobody else locks on this server
_TURN = 6_180_339


def migrate(engine: sa.Engine) -> None:
    """Raises SettingWrong if the database belongs to a newer version of the product."""
    with engine.begin() as connection:
        if _version(connection) == NEWEST:
            return
        # Only one process comes this far (SQLite: BEGIN IMMEDIATE); the next ones find the work done.
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))
        if _version(connection) != NEWEST:
            _upgrade(connection)


def is_current(connection: sa.Connection) -> bool:
    """Whether the tables are those of this version of the product."""
    return _version(connection) == NEWEST


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(sa.select(sa.column("version_num")).select_from(sa.table(VERSION_TABLE))).scalar()


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    try:
        with _quiet():
            faults.here("tables_begun")
            command.upgrade(configuration(connection), "head")
            faults.here("tables_made")
    except CommandError as problem:
        wrong = f"names a database that this version does not know ({problem}); use the newer version that wrote it"
        raise SettingWrong(name="AMENDS_DATABASE_URL", problem=wrong) from problem


def configuration(connection: sa.Connection) -> Any:
    """What Alembic needs to know; the folder is found beside this file, also in an installed wheel."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    return config


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    log = logging.getLogger("alembic")
    before, log.level = log.level, logging.WARNING
    try:
        yield
    finally:
        log.level = before
