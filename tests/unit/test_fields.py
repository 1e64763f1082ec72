"""A form asks for what its schema declares, reads it back, and loses nothing of what was typed."""

from zoneinfo import ZoneInfo

import pytest
from amends.forms.fields import form_of, read
from werkzeug.datastructures import MultiDict

OFFER = {
    "type": "object",
    "title": "Offer",
    "required": ["apology", "fixed_now", "promised_by"],
    "properties": {
        "floor": {"type": "string", "format": "money", "title": "Owed by law", "readOnly": True},
        "apology": {"type": "string", "maxLength": 2000, "title": "Apology", "description": "In your own words."},
        "fixed_now": {"type": "boolean", "title": "Fixed now"},
        "injury": {"type": "boolean"},
        "goodwill": {"type": "string", "format": "money"},
        "hours_lost": {"type": "number", "minimum": 0},
        "people": {"type": "integer"},
        "quality_gap": {"type": "integer", "minimum": 1, "maximum": 5},
        "promised_by": {"type": "string", "format": "date"},
        "next_call": {"type": "string", "format": "date-time"},
        "channel": {"enum": ["web", "phone", "counter", "mail", "social", "other"]},
        "locus": {"oneOf": [{"const": "firm", "title": "Us"}, {"const": "nature", "title": "Nobody"}]},
        "tangible": {"type": "array", "items": {"enum": ["voucher", "repair", "lodging"]}},
        "told_what": {"type": "string", "maxLength": 80},
        "reply_to": {"type": "string", "format": "email"},
        "witnesses": {"type": "array", "items": {"type": "string"}},
    },
    "if": {"properties": {"fixed_now": {"const": False}}},
    "then": {"required": ["told_what"]},
}
COMPLETE = {"apology": "We are sorry.", "fixed_now": "no", "promised_by": "2026-02-08"}


def posted(**typed):
    return read(OFFER, MultiDict({**COMPLETE, **typed}), zone=ZoneInfo("America/New_York"))


def test_strings_become_values_of_the_kind_the_schema_declares():
    answers, problems, _ = posted(goodwill="1,200.5 eur", hours_lost="2.5", people="12", quality_gap="3", locus="firm",
                                  tangible=["voucher", "lodging"], next_call="2026-02-08T10:00", injury="yes",
                                  witnesses="Ruth\r\n\r\n Teo ")  # fmt: skip

    assert not problems
    assert answers == {
        "apology": "We are sorry.", "fixed_now": False, "promised_by": "2026-02-08", "goodwill": "1200.50 EUR",
        "hours_lost": 2.5, "people": 12, "quality_gap": 3, "locus": "firm", "tangible": ["voucher", "lodging"],
        "next_call": "2026-02-08T10:00-05:00", "injury": True, "witnesses": ["Ruth", "Teo"],
    }  # fmt: skip


@pytest.mark.parametrize(("text", "money"), [
    ("120", "120.00 USD"), ("120.5", "120.50 USD"), ("EUR 3", "3.00 EUR"), ("1,000,000.00 cny", "1000000.00 CNY"),
])  # fmt: skip
def test_an_amount_without_a_currency_is_meant_in_that_of_the_house(text, money):
    assert posted(goodwill=text).answers["goodwill"] == money


@pytest.mark.parametrize(("name", "text"), [
    ("goodwill", "a lot"), ("goodwill", "-5 USD"), ("goodwill", "1.200,50 EUR"), ("goodwill", "9" * 40),
    ("hours_lost", "1e999"), ("hours_lost", "NaN"), ("people", "2.5"), ("promised_by", "tomorrow"),
    ("promised_by", "0208-02-08"), ("next_call", "2026-13-01T00:00"), ("channel", "pigeon"), ("locus", "Us"),
    ("reply_to", "nobody"), ("fixed_now", "perhaps"), ("quality_gap", "6"),
])  # fmt: skip
def test_what_cannot_be_read_gets_a_sentence_at_its_field_and_stays_as_typed(name, text):
    answers, problems, typed = posted(**{name: text})

    assert name not in answers
    assert problems[name][0].endswith(".")
    again = form_of(OFFER, typed, problems=problems)[name]
    assert again.problems == tuple(problems[name])
    assert again.attributes["aria-invalid"] == "true"
    assert again.problems_id in again.attributes["aria-describedby"].split()
    assert name in ("channel", "locus", "fixed_now", "quality_gap") or again.value == text


def test_an_undeclared_or_read_only_field_is_refused_with_a_sentence():
    answers, problems, _ = posted(floor="1 USD", is_admin="yes", _key="ours", csrf_token="ours")

    assert set(problems) == {"floor", "is_admin"}
    assert "“floor”" in problems["floor"][0]
    assert "floor" not in answers


def test_an_answer_that_is_too_long_is_refused_and_shown_again_whole():
    long = "x" * 5000
    _, problems, typed = posted(apology=long)

    assert "2000" in problems["apology"][0]
    assert form_of(OFFER, typed)["apology"].value == long


def test_a_question_that_must_be_answered_says_so_and_an_open_yes_or_no_is_not_a_no():
    answers, problems, _ = read(OFFER, MultiDict({"fixed_now": ""}))

    assert set(problems) == {"apology", "fixed_now", "promised_by"}
    assert "fixed_now" not in answers
    assert answers["injury"] is False


def test_a_field_that_was_emptied_is_answered_with_none():
    emptied = MultiDict({**COMPLETE, "told_what": ""})

    assert read(OFFER, emptied, shown={"told_what": "soon"}).answers["told_what"] is None
    assert "told_what" not in read(OFFER, emptied).answers


def test_control_characters_are_nobodys_answer():
    assert posted(told_what="so\x00on\x1b").answers["told_what"] == "soon"


def test_each_kind_of_field_has_its_widget():
    form = form_of(OFFER, {})

    assert {f.name: f.widget for f in form} == {
        "floor": "shown", "apology": "textarea", "fixed_now": "radios", "injury": "checkbox", "goodwill": "money",
        "hours_lost": "number", "people": "number", "quality_gap": "radios", "promised_by": "date",
        "next_call": "datetime", "channel": "select", "locus": "radios", "tangible": "checks", "told_what": "text",
        "reply_to": "email", "witnesses": "textarea",
    }  # fmt: skip
    assert [(c.value, c.label) for c in form["locus"].choices] == [("firm", "Us"), ("nature", "Nobody")]
    described = {"required": True, "aria-describedby": "field_apology_help"}
    assert form["apology"].attributes == {"maxlength": 2000, "rows": 5, **described}


def test_known_values_are_filled_in_where_the_reader_is():
    known = {"next_call": "2026-02-08T15:00:00+00:00", "tangible": ["repair"], "injury": True, "quality_gap": 2,
             "fixed_now": True, "floor": "12.00 USD", "locus": "nature"}  # fmt: skip
    form = form_of(OFFER, known, zone=ZoneInfo("America/New_York"))

    assert form["next_call"].value == "2026-02-08T10:00"
    assert form["next_call"].words == "2026-02-08 10:00"
    assert [c.value for c in form["tangible"].choices if c.chosen] == ["repair"]
    assert form["injury"].value == "yes"
    assert (form["quality_gap"].value, form["fixed_now"].value) == ("2", "yes")
    assert form["locus"].words == "Nobody"
    assert [f.words for f in form.shown] == ["12.00 USD"]


def test_a_condition_is_told_beside_the_field_it_concerns():
    assert form_of(OFFER, {})["told_what"].help == "Needed if “Fixed now” is answered with “No”."


def test_the_ui_schema_orders_and_dresses_fields():
    ui = {"ui:order": ["promised_by", "*"], "channel": {"ui:widget": "radio"}, "told_what": {"ui:placeholder": "x"}}
    form = form_of(OFFER, {}, ui)

    assert form.fields[0].name == "promised_by"
    assert form["channel"].widget == "radios"
    assert form["told_what"].attributes["placeholder"] == "x"


def test_what_somebody_else_wrote_meanwhile_stands_beside_what_i_typed():
    field = form_of(OFFER, {"told_what": "mine"}, theirs={"told_what": "hers"})["told_what"]

    assert (field.value, field.theirs) == ("mine", "hers")
    assert field.problems_id in field.attributes["aria-describedby"]


def test_the_summary_of_problems_links_to_the_fields():
    form = form_of(OFFER, {}, problems={"apology": ["Please answer."], "gone": ["No such field."]})

    assert form.summary == (("", "", "No such field."), ("field_apology", "Apology", "Please answer."))


def test_every_word_goes_through_the_translator():
    form = form_of(OFFER, {}, say=lambda text, **facts: f"[{text}]" % facts)

    assert form["locus"].choices[0].label == "[Us]"
    assert form["told_what"].help == "[Needed if “[Fixed now]” is answered with “[No]”.]"


def test_dates_of_no_year_and_instants_at_the_edge_break_no_page():
    assert form_of(OFFER, {"next_call": "0001-01-01T00:00:00+14:00"})["next_call"].value.startswith("0001")


def test_a_field_left_as_it_was_shown_keeps_its_value_to_the_second():
    shown = {"next_call": "2026-02-08T15:00:42+00:00", "tangible": ["voucher", "repair"], "goodwill": "5.00 USD"}
    boxes = [("tangible", "repair"), ("tangible", "voucher")]
    typed = MultiDict([("next_call", "2026-02-08T15:00"), ("goodwill", "5"), *boxes])

    answers = read(OFFER, typed, shown=shown).answers

    assert answers["next_call"] == shown["next_call"]
    assert answers["tangible"] == shown["tangible"]
    assert answers["goodwill"] == "5.00 USD"
