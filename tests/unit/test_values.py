"""What a field may hold: typed where it is calculated with, JSON where it is stored."""

import math
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from amends.engine import values
from amends.engine.values import Duration, Money, NotJson, TooMuch, Unlike, WrongKind, as_json, kind_of, plain, typed
from hypothesis import given
from hypothesis import strategies as st


def usd(amount):
    return Money(Decimal(amount), "USD")


def test_money_is_read_and_written_as_text_with_its_currency():
    assert typed("120.00 USD", "money") == usd("120")
    assert [str(typed(text, "money")) for text in ("5 USD", "-0.5 EUR", "1000 JPY", "1.125 KWD")] == [
        "5.00 USD", "-0.50 EUR", "1000 JPY", "1.125 KWD",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "120",
        "120.00",
        "USD 5",
        "1,000.00 USD",
        "1.005 USD",
        "0.5 JPY",
        "5 usd",
        "5  USD",
        "",
        "９ USD",
        "1e3 USD",
        "NaN USD",
    ],
)
def test_what_is_not_money_is_refused_in_words(text):
    with pytest.raises(WrongKind, match=r"is not an amount of money such as 120\.00 USD"):
        typed(text, "money")


def test_money_is_calculated_exactly_and_rounded_once_when_it_is_written():
    third = usd("100") / Decimal(3)
    assert str(third + third + third) == "100.00 USD"
    assert str(usd("0.005") * Decimal(1)) == "0.01 USD"
    assert str(-usd("0.001")) == "0.00 USD"
    assert usd("50") / usd("200") == Decimal("0.25")


@pytest.mark.parametrize(
    "does",
    [
        lambda: usd(1) + Money(Decimal(1), "EUR"),
        lambda: usd(1) - Decimal(1),
        lambda: usd(1) * usd(1),
        lambda: usd(1) / 2.0,
        lambda: usd(1) < Money(Decimal(1), "EUR"),
        lambda: usd(1) >= Decimal(1),
    ],
)
def test_money_meets_nothing_but_its_own_currency_and_numbers(does):
    with pytest.raises(Unlike, match=r"1\.00 USD and .* cannot be"):
        does()


def test_an_amount_beyond_reason_is_not_written():
    with pytest.raises(TooMuch):
        str(usd("999999999999999") * Decimal(2))


@pytest.mark.parametrize(
    ("value", "kind", "meaning"),
    [
        (0.1, "number", Decimal("0.1")),
        (3, "number", Decimal(3)),
        ("2026-02-08", "date", date(2026, 2, 8)),
        ("2026-02-08T10:00:00Z", "instant", datetime(2026, 2, 8, 10, tzinfo=UTC)),
        ("2 working days", "duration", Duration("2 working days")),
        (True, "boolean", True),
        ("words", "text", "words"),
        ([1], "list", [1]),
        ({"a": 1}, "object", {"a": 1}),
        (1.5, "any", Decimal("1.5")),
        ("1.5", "any", "1.5"),
    ],
)
def test_a_value_means_what_its_kind_says(value, kind, meaning):
    assert typed(value, kind) == meaning
    assert typed(typed(value, kind), kind) == meaning
    assert typed(None, kind) is None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("12", "number"), (True, "number"), (math.inf, "number"), (math.nan, "number"), (1, "boolean"),
        ("true", "boolean"), ("2026-13-01", "date"), ("20260208", "date"), ("2026-02-08T10:00:00", "instant"),
        ("2026-02-08", "instant"),
        (5, "text"), ("x", "list"), ([], "object"), (5, "money"), (5, "date"), (5, "duration"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(value, kind):
    with pytest.raises(WrongKind):
        typed(value, kind)


def test_typed_values_go_back_to_what_was_stored():
    stored = {"a": [1, 0.1, "5.00 USD"], "b": {"c": None, "d": True}, "e": "2026-02-08"}
    meant = {"a": [Decimal(1), Decimal("0.1"), usd(5)], "b": {"c": None, "d": True}, "e": date(2026, 2, 8)}
    assert plain(meant) == stored
    assert type(plain(Decimal("3.0"))) is int


@pytest.mark.trap(29)
@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"s": {1}}, "s is a set"),
        (math.nan, "not a finite number"),
        (2**63, "too large to store"),
        ({1: "x"}, "a key that is not text"),
        (Decimal(1), "is a Decimal"),
        (b"x", "is a bytes"),
        ("\ud800", "cannot be stored"),
        ("a\0b", "cannot be stored"),
        ("x" * 10_000_000, "too large"),
        (["x"] * 200_000, "too large"),
        (datetime(2026, 1, 1, tzinfo=UTC), "is a datetime"),
    ],
)
def test_only_json_gets_into_case_data(value, why):
    with pytest.raises(NotJson, match=why):
        as_json(value, "it")


def test_nesting_without_end_is_refused():
    nested = []
    for _ in range(100):
        nested = [nested]
    with pytest.raises(NotJson, match="too deep"):
        as_json(nested, "it")
    endless = []
    endless.append(endless)
    with pytest.raises(NotJson):
        plain(endless)


def test_a_copy_shares_nothing():
    data = {"a": [1, {"b": 2}]}
    copy = as_json(data)
    copy["a"][1]["b"] = 3
    assert data == {"a": [1, {"b": 2}]}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("ab ", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", max_size=3), inner, max_size=3),
    max_leaves=10,
)


@given(json_values)
def test_json_stays_what_it_was(value):
    assert as_json(value) == value
    assert plain(value) == value


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, "text"),
        ({"type": "string", "format": "money"}, "money"),
        ({"type": "string", "format": "date"}, "date"),
        ({"type": "string", "format": "date-time"}, "instant"),
        ({"type": "string", "format": "duration"}, "duration"),
        ({"type": "string", "format": "email"}, "text"),
        ({"type": ["string", "null"], "format": "money"}, "money"),
        ({"type": "integer"}, "number"),
        ({"type": ["integer", "number"]}, "number"),
        ({"type": ["integer", "string"]}, "any"),
        ({"type": "array"}, "list"),
        ({"enum": ["a", "b", None]}, "text"),
        ({"const": 1}, "number"),
        ({"oneOf": [{"const": "a", "title": "A"}, {"const": "b"}]}, "text"),
        ({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "date"),
        ({"enum": ["a", 1]}, "any"),
        ({}, "any"),
    ],
)
def test_a_schema_says_of_which_kind_a_field_is(schema, kind):
    assert kind_of(schema) == kind
    assert kind in values.KINDS
