"""What a case says of itself: fields by their titles, values as people write them, and where it stands now."""

from datetime import UTC

import pytest
from amends.engine.inquiry.words import said, sentence


@pytest.mark.parametrize(
    ("value", "field", "words"),
    [
        ("cancelled_flight", {}, "Cancelled flight"),
        ("2026-02-11", {"format": "date"}, "Wed 11 Feb 2026"),
        (0.4444444444444444, {}, "0.44"),
        (2.5, {"x-percent": True}, "250%"),
        (6, {}, "6"),
        ("a", {"oneOf": [{"const": "a", "title": "Accepted"}]}, "Accepted"),
        ({"paid_at": "today"}, {}, "Paid at: today"),
        (["apology_in_writing"], {}, "Apology in writing"),
    ],
)
def test_values_are_said_as_people_write_them(value, field, words):
    assert said(value, field, UTC) == words


def test_a_line_of_the_record_names_nothing_by_its_key():
    told = {"letter": "honest_notice", "how": "page", "to": "customer"}

    assert sentence("letter_sent", told, {}, {}, UTC) == "A letter went out: honest notice (on their page)"


def test_a_job_is_called_what_its_element_is_called_and_else_by_plain_words():
    told = {"key": "R-000001/tell/1", "name": "notify", "element": "tell"}

    assert sentence("job_done", told, {}, {"R-000001/tell/1": "Tell them"}, UTC) == "'Tell them' was carried out"
    assert sentence("job_done", {**told, "name": "open_cases"}, {}, {}, UTC) == "'open cases' was carried out"
