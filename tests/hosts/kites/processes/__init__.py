"""What the library does: lend."""

import sqlalchemy as sa

from engine import kites


def lend(engine: sa.Engine, kite: str, nick: str) -> bool:
    """Whether the kite was there to be lent."""
    with engine.begin() as connection:
        free = kites.c.name == kite, kites.c.with_whom.is_(None)
        return connection.execute(sa.update(kites).where(*free).values(with_whom=nick)).rowcount == 1
