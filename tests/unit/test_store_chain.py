"""The chain: each entry stands on the hash of the one before; whatever is changed, the first break is named."""

import pytest
from amends.engine.store.chain import Break, chained, first_break, lines
from amends.engine.store.encoding import document
from hypothesis import given
from hypothesis import strategies as st

NOW = "2026-03-02T09:00:00.000000+00:00"


def chain(length, lines=1):
    """So many entries of so many lines each."""
    rows, before = [], ""
    for number in range(1, length + 1):
        told = document([["clock", "", "the clock", [["note_added", {"n": number}]] * lines]])
        row = {"stream": "R-000001", "number": number * lines, "at": NOW, "wall": NOW, "told": told}
        before = chained(before, row)
        rows.append(row | {"hash": before})
    return rows, (length * lines, before)


def test_a_whole_chain_has_no_break():
    assert first_break(*chain(5)) is None
    assert first_break(*chain(5, lines=3)) is None
    assert first_break([], None) is None
    assert first_break([], (0, "")) is None


@given(st.integers(1, 12), st.data())
def test_a_changed_line_is_the_first_break(length, data):
    rows, head = chain(length)
    place = data.draw(st.integers(0, length - 1))
    rows[place] = rows[place] | {"told": "[]"}

    found = first_break(rows, head)

    assert found == Break(place + 1, f"line {place + 1} was changed after it was written", place)


@given(st.integers(2, 12), st.data())
def test_a_line_changed_with_its_hash_breaks_the_next_or_the_head(length, data):
    rows, head = chain(length)
    place = data.draw(st.integers(0, length - 1))
    forged = rows[place] | {"told": "[]"}
    rows[place] = forged | {"hash": chained(rows[place - 1]["hash"] if place else "", forged)}

    found = first_break(rows, head)

    assert found is not None
    assert found.number >= place + 1


@given(st.integers(2, 12), st.data())
def test_lines_that_changed_places_are_told_where_they_stood(length, data):
    rows, head = chain(length)
    a, b = sorted(data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True)))
    rows[a], rows[b] = rows[b] | {"number": a + 1}, rows[a] | {"number": b + 1}

    why = f"line {a + 1} is out of order: it was written as line {b + 1}"
    assert first_break(rows, head) == Break(a + 1, why, a)


def test_an_entry_of_several_lines_is_named_by_them():
    rows, head = chain(3, lines=4)

    changed = [rows[0], rows[1] | {"at": NOW.replace("09", "10")}, rows[2]]
    assert first_break(changed, head) == Break(5, "the entry of lines 5 to 8 was changed after it was written", 1)
    assert first_break([rows[0], rows[2]], head) == Break(5, "the entry of lines 5 to 8 is missing", 1)
    assert first_break(rows[:2], head) == Break(9, "the record had come to line 12, the lines from 9 on are missing", 2)


def test_the_lines_of_an_entry_are_numbered_through_the_stream():
    rows, _ = chain(3, lines=2)

    assert [line.number for row in rows for line in lines(row)] == [1, 2, 3, 4, 5, 6]
    for told in ("", "{", "null", "[]x", "[1]", '[["clock","","",[["kind"]]]]', '[["clock","","",[["kind",1]]]]'):
        with pytest.raises(ValueError):
            lines(rows[0] | {"told": told})
