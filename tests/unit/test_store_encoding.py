"""Encoding: the order of texts is the order of times, and equal values have equal digests."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from amends.engine.store.encoding import canonical, digest, document, instant, line, moment, read
from hypothesis import given
from hypothesis import strategies as st

ZONED = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - the zone is drawn
    max_value=datetime(9000, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)


@given(ZONED, ZONED)
def test_the_order_of_texts_is_the_order_of_times(first, second):
    assert (instant(first) < instant(second)) == (first < second)
    assert len(instant(first)) == 32
    assert moment(instant(first)) == first


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        instant(datetime(2026, 1, 1))  # noqa: DTZ001


def test_documents_keep_their_order_and_canonical_ones_have_one():
    assert document({"b": 1, "a": "ü"}) == '{"b":1,"a":"ü"}'
    assert canonical({"b": 1, "a": {"d": 1, "c": 2}}) == '{"a":{"c":2,"d":1},"b":1}'
    assert read(document({"a": [1, None, 0.5]})) == {"a": [1, None, 0.5]}


def test_a_digest_depends_on_every_part():
    assert digest("salt", "text") != digest("salt", "texts") != digest("other", "text")
    assert len(digest("")) == 64


def test_a_line_is_bounded_and_without_nul():
    assert line("a\0b" * 10, 5) == "ababa"
