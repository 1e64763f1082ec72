"""Expressions are checked by kind before a case has any data."""

import re

import pytest
from amends.engine.expressions import Refused, check, evaluate, kind_of_expression
from hypothesis import given, settings
from hypothesis import strategies as st

TYPES = {
    "price": "money",
    "n": "number",
    "word": "text",
    "day": "date",
    "at": "instant",
    "ok": "boolean",
    "long": "duration",
    "list": "list",
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("price * 0.5", "money"),
        ("price / '2.00 USD'", "number"),
        ("price / 2", "money"),
        ("n + 1", "number"),
        ("price > '5.00 USD'", "boolean"),
        ("day >= '2026-01-01'", "boolean"),
        ("now > at", "boolean"),
        ("word + '!'", "text"),
        ("ok and not ok or known('n')", "boolean"),
        ("value_or('price', '0.00 USD')", "money"),
        ("price.amount", "number"),
        ("value_or('else', 5)", "number"),
        ("max(n, 1)", "number"),
        ("max(list)", "any"),
        ("[x.a for x in list if x.b]", "list"),
        ("n if ok else 1", "number"),
        ("'done' if ok else None", "text"),
        ("n if ok else null", "number"),
        ("price if ok else '0.00 USD'", "money"),
        ("n if ok else word", "any"),
        ("{'a': 1}", "object"),
        ("round(price)", "money"),
        ("null", "nothing"),
        ("other", "any"),
        ("other + 1", "number"),
        ("other * price", "money"),
        ("price == null", "boolean"),
        ("long == 'PT4H'", "boolean"),
        ("'refund' in list", "boolean"),
        ("len(list) > 1", "boolean"),
        ("hours_between(at, now) * price", "money"),
        ("other.x[0] == word", "boolean"),
        ("-price", "money"),
        ("sum(list) > 3", "boolean"),
        ("str(n)", "text"),
    ],
)
def test_the_kind_of_an_expression_is_known(text, kind):
    assert check(text, TYPES) == []
    assert kind_of_expression(text, TYPES) == kind


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("price > 100", "compares an amount of money with a number"),
        ("price * price", "an amount of money and an amount of money, which do not go together"),
        ("price + 1", "an amount of money and a number"),
        ("n == 'many'", "compares a number with text"),
        ("word < 'b'", "puts text in order"),
        ("long > 'PT4H'", "puts a duration in order"),
        ("day > now", "compares a date with a time"),
        ("day > 'soon'", "in order"),
        ("n and ok", "'n' is a number, where true or false is needed"),
        ("not price", "'price' is an amount of money, where true or false is needed"),
        ("1 if word else 2", "'word' is text, where true or false is needed"),
        ("n in n", "looks for something in a number"),
        ("lower(n)", "'n' is a number, where text is needed"),
        ("max(n, price)", "picks among"),
        ("max(n)", "'n' is a number, where a list is needed"),
        ("value_or('price', 0)", "'0' is a number, where an amount of money is needed"),
        ("[x for x in n]", "'n' is a number, where a list is needed"),
        ("-word", "turns the sign of text"),
        ("n + (price > 5)", "compares an amount of money with a number"),
        ("{'a': n + word}", "a number and text"),
        ("foo(n)", "there is no function 'foo'; there are: abs, all"),
        ("round()", r"round\(\) takes 1 to 2 values"),
        ("known(n)", "asks about a field by its name in quotes"),
        ("1 +", "not written as the language wants it"),
    ],
)
def test_unlike_things_are_found_before_any_case(text, why):
    assert any(re.search(why, finding) for finding in check(text, TYPES)), check(text, TYPES)


def test_what_is_wanted_can_be_said():
    assert check("price > '5.00 USD'", TYPES, expect="boolean") == []
    assert check("price", TYPES, expect="boolean") == ["'price' is an amount of money, where true or false is needed"]
    assert check("'PT4H'", TYPES, expect="duration") == []
    assert check("other", TYPES, expect="boolean") == []


def test_scripts_are_checked_line_by_line():
    assert check("half = price * 0.5\nboth = half + price\nn = n + 1", TYPES, "exec") == []
    assert check("half = price * 0.5\nboth = half + 1\nn = half", TYPES, "exec") == [
        "'half + 1' calculates with an amount of money and a number, which do not go together",
        "'n = half': 'n' is a number, but is given an amount of money",
    ]
    assert (
        "only assign" in check("open('x')", TYPES, "exec")[0] or "no function" in check("open('x')", TYPES, "exec")[0]
    )


VALUES = {
    "price": "5.00 USD",
    "n": 2,
    "word": "w",
    "day": "2026-01-01",
    "at": "2026-01-01T00:00:00+00:00",
    "ok": True,
    "long": "P1D",
    "list": [1],
}
simple = st.sampled_from([*TYPES, "1", "0.5", "'a'", "true", "'2.00 USD'", "'2026-01-02'"])
combined = st.recursive(
    simple,
    lambda inner: (
        st.builds(
            "({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "<", "==", "and", "or", "in"]), inner
        )
        | st.builds("(not {})".format, inner)
        | st.builds("max({}, {})".format, inner, inner)
        | st.builds("({0} if {1} else {0})".format, inner, inner)
    ),
    max_leaves=5,
)


@settings(max_examples=500, deadline=None)
@given(combined)
def test_what_passes_the_check_does_not_fail_for_its_kinds(text):
    """The check may let things pass that nobody can know, but all kinds are known here."""
    if check(text, TYPES) or kind_of_expression(text, TYPES) == "any" or "any" in text:
        return
    problem = ""
    try:
        evaluate(text, VALUES, TYPES)
    except Refused as refusal:
        problem = str(refusal)
    assert not problem or "cannot be looked for" in problem or "zero" in problem, text
