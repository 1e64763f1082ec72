"""Editions: what was published, kept for good; equal files are kept once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from .. import errors
from ..edition import Edition, edition_id, fingerprint
from . import numbers, tables
from .encoding import canonical, instant, moment, read
from .statement import adding, adding_once, given, statement
from .transaction import Transaction

_e, _b = tables.editions.c, tables.blobs.c
_newest = sa.select(tables.editions).order_by(_e.number.desc())

ADD = adding(tables.editions)
KEEP = adding_once(tables.blobs, on=("hash",))
LATEST = statement(_newest.limit(1))
LOAD = statement(_newest.where(_e.id == given("of")).limit(1))
ALL = statement(_newest)


class Editions:
    """The editions of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def publish(self, files: Mapping[str, bytes], by: str, at: datetime) -> Edition:
        """Keep the files under the next number; files equal to the newest edition are that edition."""
        number = numbers.next_number(self._in, "edition")
        latest, id_ = self.latest(), edition_id(files)
        if latest is not None and latest.id == id_:
            numbers.give_back(self._in, "edition")
            return latest
        hashes = {path: fingerprint(content) for path, content in files.items()}
        self._in.many(KEEP, [{"hash": hashes[path], "content": content} for path, content in files.items()])
        edition = Edition(id=id_, number=number, files=hashes, published_at=at, published_by=by)
        self._in.change(ADD, **_row(edition))
        return edition

    def latest(self) -> Edition | None:
        row = self._in.one(LATEST)
        return _edition(row) if row else None

    def load(self, id: str) -> Edition:
        """The edition with this content; published twice, the newer one. Raises NotFound."""
        row = self._in.one(LOAD, of=id)
        if row is None:
            raise errors.NotFound(what="edition", name=id)
        return _edition(row)

    def files(self, id: str) -> dict[str, bytes]:
        """Path to content. Raises NotFound."""
        wanted = self.load(id).files
        rows = self._in.search(sa.select(_b.hash, _b.content).where(_b.hash.in_(sorted(set(wanted.values())))))
        contents = {row[0]: bytes(row[1]) for row in rows}
        return {path: contents[hash_] for path, hash_ in wanted.items()}

    def all(self) -> list[Edition]:
        """The newest first."""
        return [_edition(row) for row in self._in.all(ALL)]


def _row(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number, "id": edition.id, "files": canonical(edition.files),
        "published_at": instant(edition.published_at), "published_by": edition.published_by,
    }  # fmt: skip


def _edition(row: Any) -> Edition:
    number, id_, files, published_at, published_by = row
    return Edition(
        id=id_, number=number, files=read(files), published_at=moment(published_at), published_by=published_by
    )
