"""The chain: each line stands on the hash of the one before; whatever is changed, the first break is named."""

from amends.engine.store.chain import chained, first_break
from hypothesis import given
from hypothesis import strategies as st


def chain(length):
    rows, before = [], ""
    for number in range(1, length + 1):
        row = {"stream": "R-000001", "number": number, "facts": f'{{"n":{number}}}'}
        before = chained(before, row)
        rows.append(row | {"hash": before})
    return rows, (length, before)


def test_a_whole_chain_has_no_break():
    assert first_break(*chain(5)) is None
    assert first_break([], None) is None
    assert first_break([], (0, "")) is None


@given(st.integers(1, 12), st.data())
def test_a_changed_line_is_the_first_break(length, data):
    rows, head = chain(length)
    place = data.draw(st.integers(0, length - 1))
    rows[place] = rows[place] | {"facts": "{}"}

    found = first_break(rows, head)

    assert found == (place + 1, f"line {place + 1} was changed after it was written")


@given(st.integers(2, 12), st.data())
def test_a_line_changed_with_its_hash_breaks_the_next_or_the_head(length, data):
    rows, head = chain(length)
    place = data.draw(st.integers(0, length - 1))
    forged = rows[place] | {"facts": "{}"}
    rows[place] = forged | {"hash": chained(rows[place - 1]["hash"] if place else "", forged)}

    found = first_break(rows, head)

    assert found is not None
    assert found[0] >= place + 1


@given(st.integers(2, 12), st.data())
def test_lines_that_changed_places_are_told_where_they_stood(length, data):
    rows, head = chain(length)
    a, b = sorted(data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True)))
    rows[a], rows[b] = rows[b] | {"number": a + 1}, rows[a] | {"number": b + 1}

    assert first_break(rows, head) == (a + 1, f"line {a + 1} is out of order: it was written as line {b + 1}")
