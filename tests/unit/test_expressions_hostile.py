"""Hostile expressions: nothing gets out, nothing blows up, nothing changes the data, and it is over soon."""

import copy
import threading

import pytest
from amends.engine.expressions import Refused, check, evaluate, execute, holds
from hypothesis import given, settings
from hypothesis import strategies as st
from soon import soon

DATA = {
    "amount": 120,
    "order": {"items": [{"qty": 2}], "clear": 1},
    "tier": "gold",
    "long": "x" * 30_000,
    "many": list(range(4_000)),
}
SECONDS = 0.5

ESCAPES = [
    "().__class__", "tier.__class__.__mro__", "[].__class__.__base__.__subclasses__()", "evaluate", "int.__base__",
    "__import__('os')", "__builtins__", "order.__dict__", "open('x')", "eval('1')", "exec('1')",
    "getattr(order, 'items')", "globals()", "lambda: 1", "'{0.__class__}'.format(1)", "f'{amount}'",
    "f'{amount:999999999}'", "print(1)", "(x := 5)", "type(1)", "vars()", "_x", "a._b", "order.items.append(1)",
    "order.clear()", "order.pop('items')", "tier.upper()", "many.sort()", "known.__globals__", "sum.x",
    "max(key=amount)", "max(*many)", "round(amount, ndigits=1)", "known(tier)", "value_or('a.__class__', 1)",
    "known('__class__')", "{**order}", "{1: 2}", "{amount: 2}", "{1, 2}", "{a: 1 for a in many}", "{a for a in many}",
    "[*many]", "b'x'", "1j", "...", "await x", "yield", "x[::]", "amount if 1", "not", "a b", "import os", "x = 1",
    "print", "order.get('items')", "order @ order", "1 if amount else 2", "amount & 1", "amount | 1", "~amount",
    "amount ^ 1", "`ls`", "\\", "'", "\0", "tier\x00", "None()", "[(a, b) for a, b in many]", "true.real", "(1).real",
    "amount.as_integer_ratio()", "'%s' % tier", "tier % amount",
]  # fmt: skip
EXPLOSIONS = [
    "9**9**9", "2 ** 10", "1 << 9999", "amount >> 2", "'a' * 10**9", "'a' * 1000000000", "1000000000 * 'a'",
    "[0] * 1000000000", "'%999999999d' % 1", "tier.ljust(999999999)", "tier.join(many)", "'x'.zfill(999999999)",
    "1e999", "9" * 500, "1e300 * 1e300 * 1e300 * 1e300", "long + long + long", "[a for a in many for b in many]",
    "[[0 for a in many] for b in many]", "[[b for b in many] for a in many for c in many]",
    "[long for a in many for b in many]", "sum([sum([b for b in many]) for a in many])", "[many for a in many]",
    "[many == many for a in many]", "[5000 in many for a in many]", "['y' in long for a in many]",
    "[long + 'x' for a in many]", "amount + " * 500 + "1", "(" * 500 + ")" * 500, "[" * 100 + "]" * 100,
    "-" * 1900 + "1", "not " * 400 + "true", "a" + ".b" * 900, "a" + "[0]" * 600, "1" + "+1" * 900, "x" * 5000,
    "round(1, 999999999)", "round(1e14, 15) * 1e14", "str(many) + str(many)", "min(" + "1," * 100 + "1)",
    "number('9' + '9' + 'e999999999')", "amount if " * 60 + "amount" + " else amount" * 60,
    "lower(long) + upper(long)", "'" + "x" * 3000 + "'",
]  # fmt: skip


@pytest.mark.trap(36)
@pytest.mark.trap(44)
@pytest.mark.trap(56)
@pytest.mark.parametrize("text", ESCAPES + EXPLOSIONS, ids=lambda text: text[:30])
def test_it_is_refused_soon_and_changes_nothing(text):
    data = copy.deepcopy(DATA)
    with soon(SECONDS), pytest.raises(Refused):
        evaluate(text, data)
    assert data == DATA


@pytest.mark.parametrize("text", ESCAPES, ids=lambda text: text[:30])
def test_what_is_refused_by_form_is_found_before_any_case(text):
    by_data = {
        "1 if amount else 2",
        "evaluate",
        "sum.x",
        "true.real",
        "(1).real",
        "print",
        "x[::]",
        "tier % amount",
        "'%s' % tier",
    }
    if text not in by_data:
        assert check(text, {})


def test_a_script_cannot_grow_without_end():
    for script in (
        "x = [many for a in many]",
        "x = 'ab'\n" + "x = x + x\n" * 60,
        "x = [1]\n" + "x = [x, x]\n" * 60,
        "x = many\n" + "x = x + x\n" * 30,
    ):
        data = copy.deepcopy(DATA)
        with soon(2 * SECONDS), pytest.raises(Refused):
            execute(script, data)
        assert data == DATA


def test_a_dot_reaches_the_field_and_never_the_method():
    assert evaluate("order.items[0].qty + order.clear", DATA) == 3
    with pytest.raises(Refused, match=r"there is no 'order\.keys'"):
        evaluate("order.keys", DATA)


def test_an_answer_cannot_be_changed_through_the_data():
    data = {"a": [1, [2]]}
    found = evaluate("a", data)
    found[1].append(3)
    assert data == {"a": [1, [2]]}


def test_a_mistake_leaves_the_next_expression_alone():
    with pytest.raises(Refused):
        evaluate("[missing for amount in many]", DATA)
    assert evaluate("amount", DATA) == 120


def test_threads_do_not_meet():
    wrong = []

    def count(own):
        for _ in range(300):
            if evaluate("sum([n for n in mine]) + x", {"mine": [own] * 10, "x": own}) != own * 11:
                wrong.append(own)

    threads = [threading.Thread(target=count, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


PIECES = [
    "amount",
    "tier",
    "order",
    "many",
    "long",
    "now",
    "price",
    "missing",
    "items",
    "qty",
    "true",
    "null",
    "1",
    "0.5",
    "'a'",
    "'5.00_USD'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    ":",
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "==",
    "!=",
    "<",
    ">",
    "<=",
    ">=",
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "for",
    "known",
    "value_or",
    "sum",
    "max",
    "round",
    "str",
    "date",
    "_x",
    "__class__",
    "**",
    "@",
    "=",
    "'",
    "\n",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_whatever_is_written_is_worth_something_or_refused(pieces):
    text = " ".join(pieces)
    data = copy.deepcopy(DATA)
    check(text, {"price": "money"})
    for does in (evaluate, holds, execute):
        try:
            does(text, data, {"price": "money"})
        except Refused:
            continue
    assert {key: data.get(key) for key in DATA} == DATA or "=" in pieces


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_any_text_at_all_is_refused_or_worth_something(text):
    for mode in ("eval", "exec"):
        check(text, {}, mode)
    try:
        evaluate(text, DATA)
    except Refused:
        return
