"""The table of BPMN elements in the reference is what the tests show, and it leaves nothing of the schema out."""

import dialect_table


def test_every_element_and_attribute_of_the_schema_is_shown_by_a_test():
    assert dialect_table.missing() == []


def test_the_page_is_up_to_date():
    page = dialect_table.PAGE.read_text("utf-8")

    assert dialect_table.written(page) == page, "run python tests/dialect_table.py"
