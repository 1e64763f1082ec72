"""Drafts the next version of the tables: `python -m amends.engine.store.migrations "what changes"`.

The draft compares the tables with the versions so far. Read it, mend it, and set `NEWEST` in migrating.py.
"""

import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from .. import migrating


def draft(what_changes: str) -> Path:
    """Write the file and say where it is."""
    with tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{folder}/draft.sqlite")
        migrating.migrate(engine)
        with engine.connect() as connection:
            config, number = migrating.configuration(connection), f"{int(migrating.NEWEST) + 1:04d}"
            written = command.revision(config, what_changes, autogenerate=True, rev_id=number)
        engine.dispose()
    return Path(written.path)  # type: ignore[union-attr]


if __name__ == "__main__":
    sys.stdout.write(f"{draft(' '.join(sys.argv[1:]))}\n")
