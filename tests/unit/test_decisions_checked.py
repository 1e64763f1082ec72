"""Tables are checked before any case asks them: gaps, overlaps, idle rules, kinds."""

import itertools

import pytest
from amends.engine.decisions import Undecided
from dmn_sketch import table
from hypothesis import given, settings
from hypothesis import strategies as st
from soon import soon


@pytest.mark.parametrize(
    ("sketch", "policy", "findings"),
    [
        ("asks x number\nanswers y number\n< 5 || 1\n>= 5 || 2", "UNIQUE", ["no rule fits when 'x' is not known"]),
        ("asks x number\nanswers y number\n< 5 || 1\n> 5 || 2\nnull || 3", "UNIQUE", ["no rule fits when 'x' is 5"]),
        (
            "asks x number\nanswers y number\n<= 5 || 1\n>= 5 || 2\nnull || 3",
            "UNIQUE",
            ["rules 1 and 2 both fit when 'x' is 5"],
        ),
        (
            "asks x number\nanswers y number\n[1..2] || 1\n[3..4] || 2\nnot([1..2], [3..4]) || 3\nnull || 4",
            "UNIQUE",
            [],
        ),
        ("asks x number 1,2,3\nanswers y number\n1 || 1\n3 || 2", "UNIQUE", ["no rule fits when 'x' is 2"]),
        ("asks x number 1,2,null\nanswers y number\n1 || 1\n2 || 2", "FIRST", ["no rule fits when 'x' is not known"]),
        (
            'asks x string\nanswers y number\n"a" || 1\n"b" || 2',
            "UNIQUE",
            ["no rule fits when 'x' is anything else or not known"],
        ),
        ('asks x string\nanswers y number\n"a" || 1\nnot("a") || 2', "UNIQUE", []),
        (
            'asks x string "a","b"\nanswers y number\n"a" || 1\n"c" || 2',
            "UNIQUE",
            ["no rule fits when 'x' is \"b\"", "rule 2 never decides: nothing fits it"],
        ),
        ("asks x boolean\nanswers y number\ntrue || 1\nfalse || 2", "UNIQUE", ["no rule fits when 'x' is not known"]),
        ("asks x boolean\nanswers y number\ntrue || 1\nnot(true) || 2", "UNIQUE", []),
        (
            'asks x date\nanswers y number\n<= date("2026-01-01") || 1\n>= date("2026-01-02") || 2\nnull || 3',
            "UNIQUE",
            [],
        ),
        (
            'asks x date\nanswers y number\n<= date("2026-01-01") || 1\n>= date("2026-01-03") || 2\nnull || 3',
            "UNIQUE",
            ["no rule fits when 'x' is between 2026-01-01 and 2026-01-03"],
        ),
        (
            "asks x number\nanswers y number\n> 5 || 1\n> 7 || 2\n- || 3",
            "FIRST",
            ["rule 2 never decides: rules before it take all that it fits"],
        ),
        ("asks x number\nanswers y number\n- || 1\n- || 1", "ANY", []),
        (
            "asks x number\nanswers y number\n> 5 || 1\n> 7 || 2\n- || 1",
            "ANY",
            [
                "rules 1 and 2 both fit but answer differently when 'x' is above 7",
                "rules 2 and 3 both fit but answer differently when 'x' is above 7",
            ],
        ),
        ("asks x number\nanswers y number\n5 || 1", "COLLECT", []),
        ("asks x number\nanswers y number\n5 || 1", "RULE ORDER", []),
        (
            "asks x number\nasks x number\nanswers y number\n- | - || 1",
            "UNIQUE",
            ["'x' is asked in more than one column; put the conditions into one cell"],
        ),
    ],
)
def test_gaps_and_overlaps_are_found(sketch, policy, findings):
    assert table(sketch, policy).findings() == findings


def test_gaps_are_found_in_two_dimensions():
    found = table('asks x number\nasks y string\nanswers z number\n< 5 | "a" || 1\n>= 5 | - || 2\nnull | - || 3')
    assert found.findings() == ["no rule fits when 'x' is below 5 and 'y' is anything else or not known"]
    crossed = table(
        'asks x number\nasks y string\nanswers z number\n>= 5 | - || 1\n- | "a" || 2\nnot(>= 5), null | not("a") || 3'
    )
    assert any("cannot be used" in finding for finding in crossed.findings())
    crossed = table(
        'asks x number\nasks y string\nanswers z number\n>= 5 | - || 1\n- | "a" || 2\n< 5, null | not("a") || 3'
    )
    assert crossed.findings() == ["rules 1 and 2 both fit when 'x' is 5 or above 5 and 'y' is \"a\""]


@pytest.mark.parametrize(
    ("sketch", "why"),
    [
        ("asks x+ number\nanswers y number\n- || 1", "not written as the language wants it"),
        ("asks a>b number\nanswers y number\n- || 1", "is true or false, where a number is needed"),
        ('asks x number\nanswers y number\n- || "one"', "rule 1, 'y': ''one'' is text, where a number is needed"),
        ("asks x number\nanswers y boolean\n- || x", "rule 1, 'y': 'x' is a number, where true or false is needed"),
        ("asks x number\nanswers y number\n- || x +", "rule 1, 'y'"),
        ("asks x number\nanswers y number\n- || 1/0", "nothing can be divided by zero"),
        ("asks x number\nanswers y number\n- || open('x')", "there is no function 'open'"),
        ('asks x number\nanswers y duration\n- || "soon"', "'soon' is not a duration"),
        ('asks x number\nanswers y string "a","b"\n- || "c"', '"c" is not one of "a","b"'),
        ("asks p money\nanswers y money\n- || p * p", "which do not go together"),
    ],
)
def test_kinds_are_checked(sketch, why):
    assert any(why in finding for finding in table(sketch, "FIRST").findings()), table(sketch, "FIRST").findings()


def test_the_kinds_of_fields_are_used_where_somebody_knows_them():
    found = table("asks x number\nanswers y money\n- || price * 2")
    assert found.findings({"price": "money"}) == []
    assert "is text" in found.findings({"price": "text"})[0] or "text" in found.findings({"price": "text"})[0]
    assert "'x' is text, where a number is needed" in found.findings({"x": "text"})[0]


def test_sums_are_of_numbers_or_money():
    assert (
        "SUM takes number or money"
        in table('asks x number\nanswers y string\n- || "a"', "COLLECT", 'aggregation="SUM"').findings()[0]
    )
    assert (
        table('asks x number\nanswers y date\n- || date("2026-01-01")', "COLLECT", 'aggregation="MAX"').findings() == []
    )


def test_another_currency_than_the_tables_is_found():
    found = table('asks x money\nanswers y number\n> "5.00 EUR" || 1', "COLLECT", 'amends:currency="USD"')
    assert found.findings() == ["'x' names another currency than the table's USD"]


@pytest.mark.parametrize("rules", [30, 300])
def test_a_hostile_table_is_checked_soon_or_said_to_be_too_large(rules):
    columns = 12
    rows = []
    for rule in range(rules):
        cells = [f"[{(rule * 7 + column * 3) % 50}..{(rule * 7 + column * 3) % 50 + 30}]" for column in range(columns)]
        rows.append(" | ".join(cells) + " || 1")
    asks = "\n".join(f"asks x{column} number" for column in range(columns))
    found = table(f"{asks}\nanswers y number\n" + "\n".join(rows), "FIRST")
    with soon(5):
        findings = found.findings()
    assert findings


NUMBER_CELLS = ["-", "1", "2", "< 2", ">= 2", "[1..2]", "(1..3)", "not(2)", "null", "1, null", "not(null)", "not(< 2)"]
TEXT_CELLS = ["-", '"a"', '"b"', '"a","b"', 'not("a")', "null", "not(null)", '"a", null']
NUMBERS = [None, 0, 1, 1.5, 2, 2.5, 3, 4]
TEXTS = [None, "a", "b", "c"]
rows = st.lists(
    st.tuples(st.sampled_from(NUMBER_CELLS), st.sampled_from(TEXT_CELLS), st.sampled_from("12")), min_size=1, max_size=5
)


@settings(max_examples=300, deadline=None)
@given(rows, st.sampled_from(["UNIQUE", "ANY", "FIRST"]))
def test_the_check_agrees_with_asking_everything(found_rows, policy):
    """Every value between and around the points is asked; the check has to say the same without asking."""
    sketch = "asks x number\nasks y string\nanswers z number\n" + "\n".join(
        f"{a} | {b} || {c}" for a, b, c in found_rows
    )
    found = table(sketch, policy)
    refusals = []
    for x, y in itertools.product(NUMBERS, TEXTS):
        try:
            found.decide({"x": x, "y": y})
        except Undecided as refusal:
            refusals.append(str(refusal))
    findings = found.findings()
    assert any("no rule fits" in refusal for refusal in refusals) == any(
        "no rule fits" in finding for finding in findings
    )
    assert any("at once" in refusal for refusal in refusals) == any("both fit" in finding for finding in findings)
