"""A record of lines with a hash each becomes one of entries: whole if it was, and broken where it was broken."""

import json
from hashlib import sha256

import databases
import pytest
import sqlalchemy as sa
from alembic import command
from amends.engine.store import Store, migrating

NOW, LATER = "2026-02-08T09:30:00.000000+00:00", "2026-02-08T09:31:00.000000+00:00"
MINA, CLOCK = ("person", "mina", "Mina"), ("clock", "", "the clock")
TOLD = [(NOW, MINA), (NOW, MINA), (NOW, CLOCK), (LATER, CLOCK)]


def line(before, number, at, actor):
    row = dict(zip(("actor_kind", "actor_id", "actor_name"), actor, strict=True)) | {
        "stream": "house", "number": number, "at": at, "wall": at, "kind": "owner_named",
        "facts": json.dumps({"name": f"Zoë {number}", "person": f"p{number}"}, ensure_ascii=False),
    }  # fmt: skip
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return row | {"hash": sha256((before + text).encode()).hexdigest()}


@pytest.fixture
def lines():
    found, before = [], ""
    for place, (at, actor) in enumerate(TOLD):
        found.append(line(before, place + 1, at, actor))
        before = found[-1]["hash"]
    return found


@pytest.fixture
def old(tmp_path):
    """A database as it was before, and what brings it up to date."""
    url = databases.empty(tmp_path / "old.sqlite")
    engine = sa.create_engine(sa.make_url(url))

    def keep(lines, head):
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.execute(sa.text("drop trigger amends_journal_insert"))
            for row in lines:
                names = ", ".join(row)
                marks = ", ".join(f":{name}" for name in row)
                connection.execute(sa.text(f"insert into amends_journal ({names}) values ({marks})"), row)
            connection.execute(sa.text("insert into amends_heads values ('house', :number, :hash)"), head)
        store = Store(url)
        store.migrate()
        with store.reading() as work:
            found = work.journal.of_case("house"), [(b.number, b.why) for b in work.journal.verify("house")]
        store.close()
        return found

    with engine.begin() as connection:
        command.upgrade(migrating.configuration(connection), "0006")
    yield keep
    engine.dispose()


def head_of(lines):
    return {"number": lines[-1]["number"], "hash": lines[-1]["hash"]}


def test_a_whole_record_stays_whole(old, lines):
    found, breaches = old(lines, head_of(lines))

    assert breaches == []
    assert [(line.number, tuple(line.actor), line.facts["name"]) for line in found] == [
        (place + 1, actor, f"Zoë {place + 1}") for place, (_, actor) in enumerate(TOLD)
    ]
    assert [line.hash for line in found] == [found[0].hash] * 3 + [found[3].hash]


def test_a_changed_line_is_found_afterwards_too(old, lines):
    lines[1]["actor_name"] = "Noor"

    assert old(lines, head_of(lines))[1] == [(1, "the entry of lines 1 to 3 was changed after it was written")]


def test_a_missing_line_is_found_afterwards_too(old, lines):
    assert old([*lines[:2], lines[3]], head_of(lines))[1] == [(3, "line 3 is missing")]


def test_a_tail_that_was_cut_off_is_found_afterwards_too(old, lines):
    why = "the record had come to line 4, the lines from 4 on are missing"
    assert old(lines[:3], head_of(lines))[1] == [(4, why)]
