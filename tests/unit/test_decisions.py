"""Decision tables: decided as DMN says, and a sentence where they cannot."""

import pytest
from amends.engine.decisions import Tables, Undecided, read
from amends.engine.errors import NotFound
from dmn_sketch import draw, table


def picks(kind, cell, value, **more):
    """Whether one cell takes a value."""
    found = table(f"asks x {kind}\nanswers y boolean\n{cell} || true", "COLLECT", **more)
    assert not found.problems, found.problems
    return found.decide({"x": value}) == {"y": [True]}


@pytest.mark.trap(42)
@pytest.mark.parametrize(
    ("kind", "cell", "takes", "leaves"),
    [
        ("number", "-", [0, 1.5, None], []),
        ("number", "5", [5, 5.0], [4, None]),
        ("number", "-5, 0.1", [-5, 0.1], [5, 0.2]),
        ("number", "< 5", [4.9, -1], [5, None]),
        ("number", ">= 0.3", [0.3, 1], [0.29, None]),
        ("number", "[1..5]", [1, 5, 3.3], [0.9, 5.1, None]),
        ("number", "(1..5)", [1.1], [1, 5]),
        ("number", "]1..5[", [1.1], [1, 5]),
        ("number", "[-1.5..2)", [-1.5, 1.9], [2, -2]),
        ("number", "< 1, > 9, 5", [0, 10, 5], [1, 9, 6]),
        ("number", "not(5, 6)", [4, None], [5, 6]),
        ("number", "not(< 5)", [5], [4, None]),
        ("number", "null", [None], [0]),
        ("number", "not(null)", [0], [None]),
        ("number", "3, null", [3, None], [4]),
        ("string", '"a"', ["a"], ["b", "A", None]),
        ("string", '"a","b, c"', ["a", "b, c"], ["b", None]),
        ("string", 'not("a", "b")', ["c", None], ["a", "b"]),
        ("string", r'"say \"hi\""', ['say "hi"'], ["say hi"]),
        ("string", '"中文"', ["中文"], ["x"]),
        ("boolean", "true", [True], [False, None]),
        ("boolean", "not(true)", [False, None], [True]),
        ("boolean", "false, null", [False, None], [True]),
        ("date", 'date("2026-02-08")', ["2026-02-08"], ["2026-02-09", None]),
        ("date", '< date("2026-02-08")', ["2026-02-07"], ["2026-02-08"]),
        (
            "date",
            '[date("2026-01-01")..date("2026-12-31")]',
            ["2026-01-01", "2026-12-31"],
            ["2025-12-31", "2027-01-01"],
        ),
        (
            "dateTime",
            '>= date and time("2026-02-08T10:00:00Z")',
            ["2026-02-08T11:00:00+01:00"],
            ["2026-02-08T09:59:59+00:00"],
        ),
        ("duration", '"PT4H", "1 working day"', ["PT4H"], ["PT5H", None]),
        ("Any", "-", [1, "a", [1], None], []),
        ("list", "-", [[1], None], []),
    ],
)
def test_a_cell_takes_what_feel_says(kind, cell, takes, leaves):
    assert [value for value in takes if not picks(kind, cell, value)] == []
    assert [value for value in leaves if picks(kind, cell, value)] == []


def test_money_cells_count_in_the_currency_of_the_table():
    usd = {"extra": 'amends:currency="USD"'}
    assert picks("money", "<= 200", "200.00 USD", **usd)
    assert not picks("money", "<= 200", "200.01 USD", **usd)
    assert picks("money", "(200..1000]", "1000.00 USD", **usd)
    assert picks("money", '>= "99.00 USD"', "100.00 USD")
    assert picks("money", "< 100", "99.00 EUR"), "without a currency, the one that is asked about"
    assert picks("money", "not(null)", "99.00 EUR", **usd), "nothing is compared, so any currency will do"
    with pytest.raises(Undecided, match=r"'x' is 99\.00 EUR, but the table counts in USD"):
        picks("money", "< 100", "99.00 EUR", **usd)
    with pytest.raises(Undecided, match="counts in USD"):
        picks("money", '< "100.00 USD"', "99.00 EUR")


def test_answers_are_expressions_over_the_case():
    found = table("asks price money\nanswers owed money\nanswers who string\nnot(null) || price * 0.5 | upper(name)")
    assert found.decide({"price": "99.90 USD", "name": "mina"}) == {"owed": "49.95 USD", "who": "MINA"}
    with pytest.raises(Undecided, match="rule 1, 'who': cannot work out 'upper\\(name\\)': there is no 'name'"):
        found.decide({"price": "99.90 USD"})


def test_an_answer_is_of_the_kind_its_column_says():
    found = table('asks x number\nanswers y number\n1 || "one"\n2 || -\n3 || 0.5', "FIRST")
    with pytest.raises(Undecided, match="rule 1, 'y': 'one' is not a number"):
        found.decide({"x": 1})
    assert found.decide({"x": 2}) == {"y": None}
    assert found.decide({"x": 3}) == {"y": 0.5}


def test_answers_of_every_kind():
    kinds = ["number", "string", "boolean", "list", "date", "dateTime", "duration", "money", "Any"]
    answers = "\n".join(f"answers y{number} {kind}" for number, kind in enumerate(kinds))
    results = '1.5 | "t" | true | ["a", "b"] | '
    results += 'date("2026-01-02") | date and time("2026-01-02T00:00:00Z") | "PT4H" | 5 | {"a": 1}'
    found = table(f"asks x number\n{answers}\n- || {results}", extra='amends:currency="EUR"')
    assert list(found.decide({}).values()) == [
        1.5, "t", True, ["a", "b"], "2026-01-02", "2026-01-02T00:00:00+00:00", "PT4H", "5.00 EUR", {"a": 1},
    ]  # fmt: skip
    assert found.findings() == []


def test_a_number_is_money_only_in_a_known_currency():
    found = table("asks x number\nanswers y money\n- || 5")
    assert found.decide({}, currency="GBP") == {"y": "5.00 GBP"}
    with pytest.raises(Undecided, match="nobody says in which currency it counts"):
        found.decide({})
    first = table("asks x number\nasks price money\nanswers y money\n- | - || 5")
    assert first.decide({"price": "1.00 CHF"}) == {"y": "5.00 CHF"}


@pytest.mark.trap(41)
def test_unique_refuses_two_hits_and_none():
    found = table("asks x number\nasks y string\nanswers z number\n[1..5] | - || 1\n[5..9] | - || 2")
    assert found.decide({"x": 4}) == {"z": 1}
    with pytest.raises(
        Undecided, match=r"table 'sketch' cannot decide: rules 1 and 2 fit at once, but only one may \(x: 5, y: 'b'\)"
    ):
        found.decide({"x": 5, "y": "b"})
    with pytest.raises(Undecided, match=r"table 'sketch' cannot decide: no rule fits \(x: nothing, y: nothing\)"):
        found.decide({})


def test_unique_is_what_a_table_is_that_says_nothing():
    assert read(draw("asks x number\nanswers z number\n- || 1", ""))[0].policy == "UNIQUE"


@pytest.mark.trap(41)
def test_any_wants_the_same_answer_from_all():
    found = table("asks x number\nanswers z number\n[1..5] || 1\n[5..9] || 0.5 + 0.5\n[9..12] || 2", "ANY")
    assert found.decide({"x": 5}) == {"z": 1}
    with pytest.raises(Undecided, match="rules 2 and 3 fit at once, but answer differently"):
        found.decide({"x": 9})
    with pytest.raises(Undecided, match="no rule fits"):
        found.decide({"x": 0})


def test_first_takes_the_first_and_looks_no_further():
    found = table("asks x number\nanswers z number\n> 5 || 1\n> 3 || 2\n- || missing", "FIRST")
    assert [found.decide({"x": x}) for x in (6, 4)] == [{"z": 1}, {"z": 2}]
    with pytest.raises(Undecided, match="there is no 'missing'"):
        found.decide({})


@pytest.mark.trap(41)
@pytest.mark.trap(54)
def test_rule_order_and_collect_give_lists():
    for policy in ("RULE ORDER", "COLLECT"):
        found = table(
            'asks x number\nanswers z number\nanswers w string\n> 1 || 1 | "a"\n> 2 || 2 | "b"\n> 3 || 3 | "c"', policy
        )
        assert found.decide({"x": 3}) == {"z": [1, 2], "w": ["a", "b"]}
        assert found.decide({}) == {"z": [], "w": []}
        assert found.kinds() == {"z": "list", "w": "list"}


@pytest.mark.trap(41)
@pytest.mark.parametrize(("how", "three", "none"), [("SUM", 0.6, 0), ("MIN", 0.1, None), ("MAX", 0.3, None)])
def test_collect_can_aggregate(how, three, none):
    found = table(
        "asks x number\nanswers z number\n> 1 || 0.1\n> 2 || 0.2\n> 3 || 0.3\n> 3 || -",
        "COLLECT",
        f'aggregation="{how}"',
    )
    assert found.decide({"x": 4}) == {"z": three}
    assert found.decide({"x": 0}) == {"z": none}
    assert found.kinds() == {"z": "number"}


def test_sums_of_money_stay_money():
    sketch = "asks x number\nasks price money\nanswers z money\n> 1 | - || 10\n> 2 | not(null) || price * 0.5"
    found = table(sketch, "COLLECT", 'aggregation="SUM" amends:currency="USD"')
    assert found.decide({"x": 3, "price": "5.50 USD"}) == {"z": "12.75 USD"}
    assert found.decide({"x": 0}) == {"z": "0.00 USD"}
    with pytest.raises(Undecided, match=r"'z': 10\.00 USD and 2\.75 EUR cannot be added"):
        found.decide({"x": 3, "price": "5.50 EUR"})


def test_an_input_may_be_an_expression_and_is_null_while_a_field_is_missing():
    found = table('asks a*2+b number\nanswers z string\n> 10 || "much"\n<= 10 || "little"\nnull || "nobody knows"')
    assert found.decide({"a": 5, "b": 1}) == {"z": "much"}
    assert found.decide({"a": 1, "b": 1}) == {"z": "little"}
    assert found.decide({"a": 5}) == found.decide({"a": 5, "b": None}) == {"z": "nobody knows"}
    assert found.needs() == {"a", "b"}
    with pytest.raises(Undecided, match="'a\\*2\\+b': cannot work out"):
        found.decide({"a": "x", "b": 1})


def test_a_field_of_another_kind_is_refused_not_compared_as_text():
    found = table("asks x number\nanswers z number\n> 5 || 1\n- || 0", "FIRST")
    with pytest.raises(Undecided, match="'x': '10' is not a number"):
        found.decide({"x": "10"})


def test_values_that_a_column_may_have_are_kept_to():
    found = table('asks x number 1,2,3\nanswers z string "a","b"\n1 || "a"\n2 || "b"\n3 || "c"')
    assert found.decide({"x": 2}) == {"z": "b"}
    for value, why in (
        (4, "'x' is 4, but has to be one of 1,2,3"),
        (None, "'x' is not known yet"),
        (3, "answers 'c', not one of"),
    ):
        with pytest.raises(Undecided, match=why):
            found.decide({"x": value})


def test_a_table_may_ask_nothing():
    assert table("answers z number\n || 7").decide({}) == {"z": 7}


def test_deciding_changes_nothing_and_shares_nothing():
    data = {"list": ["a"]}
    found = table("asks x number\nanswers z list\n- || list").decide(data)
    found["z"].append("b")
    assert data == {"list": ["a"]}


def test_tables_are_found_by_the_id_that_diagrams_call():
    tables = Tables.from_files({"decisions/one.dmn": draw("answers z number\n || 7"), "readme.md": b"no table"})
    assert tables.ids == ("sketch",)
    assert "sketch" in tables
    assert tables.decide("sketch", {}) == {"z": 7}
    assert tables.outputs("sketch") == {"z": "number"}
    assert tables.findings() == []
    with pytest.raises(NotFound, match="There is no decision table 'missing'"):
        tables.decide("missing", {})


def test_two_tables_of_one_id_are_a_finding():
    sketch = draw("answers z number\n || 7")
    tables = Tables.from_files({"a.dmn": sketch, "b.dmn": sketch, "c.dmn": b"<x/>"})
    assert [(path, element) for path, element, _ in tables.findings()] == [("b.dmn", "sketch"), ("c.dmn", "")]
