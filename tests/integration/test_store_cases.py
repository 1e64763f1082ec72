"""Cases: kept whole, written by one at a time, found by what stands on the row."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from amends.engine.errors import CaseMovedOn, NotFound


class PowerCut(Exception):
    """Whatever may happen in the middle of a step."""


def test_a_case_comes_back_as_it_was_kept(store, case, now):
    data = {"price": "120.00 USD", "names": ["Müller", "李"]}
    number = case(data=data, notes=b"\x00\xff", about=("mina",), severity=2)

    with store.reading() as work:
        kept = work.cases.load(number)

    assert kept.data == data
    assert (kept.notes, kept.about, kept.severity) == (b"\x00\xff", ("mina",), 2)
    assert (kept.opened_at, kept.ended_at) == (now, None)
    assert (kept.is_open, kept.version, kept.owner, kept.ends, kept.doers) == (True, 0, None, (), {})


def test_numbers_are_counted_without_gaps(store, case):
    assert [case(), case()] == ["R-000001", "R-000002"]

    with pytest.raises(PowerCut), store.writing() as work:  # noqa: PT012
        assert work.cases.next_number() == "R-000003"
        raise PowerCut

    with store.writing() as work:
        assert work.cases.next_number() == "R-000003"
        assert work.cases.next_number("I") == "I-000001"


def test_saving_counts_the_version_up(store, case, now):
    number = case()
    with store.writing() as work:
        kept = work.cases.load(number)
        kept.owner, kept.ended_at, kept.ends, kept.doers = "mina", now, ("all_is_well",), {"assess_report": "mina"}
        work.cases.save(kept)
        assert kept.version == 1

    with store.reading() as work:
        again = work.cases.load(number)

    assert (again.version, again.owner, again.ended_at, again.ends) == (1, "mina", now, ("all_is_well",))
    assert again.doers == {"assess_report": "mina"}
    assert not again.is_open


def test_a_stale_writer_writes_nothing(store, case):
    number = case()
    with store.reading() as work:
        stale = work.cases.load(number)
    with store.writing() as work:
        fresh = work.cases.load(number)
        fresh.title = "first"
        work.cases.save(fresh)

    stale.title = "second"
    with pytest.raises(CaseMovedOn) as refusal, store.writing() as work:
        work.cases.save(stale)

    assert refusal.value.facts["case"] == number
    with store.reading() as work:
        assert work.cases.load(number).title == "first"


def test_a_case_that_is_not_there_is_named(store):
    with pytest.raises(NotFound, match="R-000009"), store.reading() as work:
        work.cases.load("R-000009")


def test_the_link_of_the_customer_finds_the_case(store, case):
    number = case(token="s3cret")

    with store.reading() as work:
        assert work.cases.by_token("s3cret") == number
        assert work.cases.by_token("guessed") is None


def test_cases_are_found_by_what_people_remember(store, case, now):
    late = case(title="Flight UA 1532 was late", data={"reporter_name": "Ana Müller", "contact": "ana@example.org"})
    ramp = {"unit": "ramp", "owner": "mina", "strategy": "systematic_response"}
    lost = case(title="Bag lost 100%", opened_at=now + timedelta(hours=1), **ramp)
    done = case(title="Cold soup", ended_at=now, about=("mina",))

    def found(**asked):
        with store.reading() as work:
            rows = work.cases.search(**asked)
            assert work.cases.count(**asked) == len(rows)
            return [row.number for row in rows]

    assert found() == [lost, done, late]
    assert found(open=True) == [lost, late]
    assert found(open=False) == [done]
    assert found(text="MÜLLER ua") == [late]
    assert found(text=late.lower()) == [late]
    assert found(text="100%") == [lost]
    assert found(text="_") == []
    assert found(unit_ids={"ramp"}) == [lost]
    assert found(unit_ids=[]) == []
    assert found(owner="mina") == [lost]
    assert found(strategy="systematic_response") == [lost]
    assert found(hidden_from="mina") == [lost, late]
    with store.reading() as work:
        assert [row.number for row in work.cases.search(limit=1, offset=1)] == [done]


def test_precedents_are_closed_cases_with_a_like_failure(store, case, now):
    like = {"failure_point": "cancelled_flight", "failure_type": "not_delivered"}
    old, new, near = (
        case(data=like | {"goodwill": "20.00 USD"}, severity=severity, ended_at=now + timedelta(days=day))
        for severity, day in ((3, 1), (3, 5), (2, 9))
    )
    case(data=like, severity=3)
    case(data=like | {"failure_type": "late"}, severity=3, ended_at=now)

    with store.reading() as work:
        found = work.cases.closed_like("cancelled_flight", "not_delivered", 3, 10)
        unrated = work.cases.closed_like("cancelled_flight", "not_delivered", None, 1)

    assert [p.number for p in found] == [new, old, near]
    assert found[0].data["goodwill"] == "20.00 USD"
    assert [p.number for p in unrated] == [near]


def test_a_title_with_a_nul_is_kept_without_it(store, case):
    number = case(title="a\0b" + "x" * 1000, data={"what_happened": "a\0b"})

    with store.reading() as work:
        kept = work.cases.load(number)

    assert kept.title.startswith("abx")
    assert len(kept.title) == 400
    assert kept.data == {"what_happened": "a\0b"}


CHANGES = {
    "process": "another", "edition": "second", "strategy": "early_intervention", "title": "The kettle broke",
    "unit": "cellar", "owner": "mina", "severity": 1, "data": {"contact": "zoe@mail.example", "failure_point": "lid"},
    "notes": b"n", "doers": {"answer": "mina"}, "about": ("ada",), "handlers": ("mina",), "parent": "I-000001",
    "ended_at": datetime(2026, 2, 9, tzinfo=UTC), "ends": ("done",),
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGES)
def test_what_changed_is_on_the_row_after_one_save_as_after_the_next(store, case, field):
    number, rows = case(), []
    for change in (lambda found: setattr(found, field, CHANGES[field]), lambda found: None):
        with store.writing() as work:
            found = work.cases.load(number)
            change(found)
            work.cases.save(found)
            kept = work.connection.execute(sa.text("select * from amends_cases")).mappings().one()
            rows.append({**kept, "version": 0})

    with store.writing() as work:
        assert getattr(work.cases.load(number), field) == CHANGES[field]
    assert rows[0] == rows[1]


def test_a_case_that_was_not_loaded_here_is_written_whole(store, case):
    number = case()
    with store.reading() as work:
        found = work.cases.load(number)
    found.title, found.data = "The kettle broke", {"contact": "zoe@mail.example"}
    with store.writing() as work:
        work.cases.save(found)

    with store.reading() as work:
        row = work.connection.execute(sa.text("select title, customer, sought from amends_cases")).one()
    assert row == ("The kettle broke", "zoe@mail.example", f"{number} the kettle broke zoe@mail.example".casefold())
