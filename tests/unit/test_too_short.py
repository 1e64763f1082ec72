"""Who wrote too little is told how much is enough; who wrote nothing, that something is missing."""

import pytest
from amends.engine.answers import checked

SCHEMA = {"type": "object", "properties": {"apology": {"type": "string", "minLength": 20}}}


@pytest.mark.parametrize(
    ("typed", "told"), [("Sorry.", "Please use at least 20 characters."), ("", "Please fill in this field.")]
)
def test_too_little_is_another_thing_than_nothing(typed, told):
    assert checked(SCHEMA, {"apology": typed})[1] == {"apology": [told]}
