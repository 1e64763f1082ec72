"""Answers that are plainly fine are accepted without the judge of JSON Schema: never one that the judge would refuse."""

from typing import Any

from amends.engine.answers import FORMATS, _planned
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

BOUNDS = st.integers(-2, 4)
FIELDS = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", "boolean", "number", "integer", "array"])},
    optional={
        "minLength": st.integers(0, 3), "maxLength": st.integers(0, 4), "minimum": BOUNDS, "maximum": BOUNDS,
        "enum": st.lists(st.sampled_from(["a", "ab", 1, True, None]), min_size=1, unique_by=repr),
        "format": st.sampled_from(["money", "date", "email", "unheard-of"]), "pattern": st.just("^a"),
        "exclusiveMinimum": BOUNDS, "const": st.sampled_from(["a", 1, True]),
    },
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["a", "ab", "abcde", "", "1.00 USD", "2026-02-08", "a@b.c", True, False, None]),
    st.integers(-4, 6), st.floats(-4, 6), st.lists(st.just("a"), max_size=2),
)  # fmt: skip
NAMES = st.sampled_from(["x", "y"])


@given(st.dictionaries(NAMES, FIELDS), st.lists(NAMES, unique=True), st.dictionaries(NAMES, VALUES))
def test_what_is_plainly_fine_the_judge_accepts(
    fields: dict[str, Any], required: list[str], answers: dict[str, Any]
) -> None:
    asked = [name for name in required if name in fields]  # what a form does not show, it cannot ask for
    schema = {"type": "object", "properties": fields, "required": asked, "additionalProperties": False}

    if _planned(schema).is_plainly_fine(answers):
        assert Draft202012Validator(schema, format_checker=FORMATS).is_valid(answers)


def test_a_form_with_words_of_its_own_goes_to_the_judge() -> None:
    fields = {"x": {"type": "string", "maxLength": 40}}
    plain = {"type": "object", "properties": fields, "required": ["x"], "additionalProperties": False}

    assert _planned(plain).is_plainly_fine({"x": "some words"})
    assert not _planned({**plain, "if": {"properties": {"x": {"const": "a"}}}}).is_plainly_fine({"x": "some words"})
