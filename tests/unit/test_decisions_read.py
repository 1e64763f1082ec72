"""Reading DMN that others wrote: hostile files are refused, unusable tables say why and never decide."""

import pytest
from amends.engine.decisions import TableWrong, Undecided, read
from soon import soon

SPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
GOOD = (
    '<decisionTable hitPolicy="UNIQUE">'
    '<input label="X"><inputExpression typeRef="number"><text>x</text></inputExpression></input>'
    '<output name="y" typeRef="number"/>'
    "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>"
)


def file(table=GOOD, before="", space=SPACE, decision='id="one"'):
    return f'{before}<definitions xmlns="{space}"><decision {decision}>{table}</decision></definitions>'.encode()


def changed(*pairs):
    table = GOOD
    for old, new in pairs:
        assert old in table
        table = table.replace(old, new)
    return read(file(table))[0]


def test_a_file_of_ours_is_read():
    found = read(file())[0]
    assert (found.id, found.problems, found.decide({})) == ("one", (), {"y": 1})


@pytest.mark.parametrize(
    "space", ["https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/"]
)
def test_later_versions_are_read(space):
    assert read(file(space=space))[0].decide({}) == {"y": 1}


ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
BOMB = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>'
FILE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.trap(37)
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (file(before="<!DOCTYPE definitions>"), "it has a DOCTYPE"),
        (file(before=BOMB, decision='id="&i;"'), "it has a DOCTYPE|not well-formed"),
        (file(before=FILE).replace(b"<text>1", b"<text>&e;"), "DOCTYPE"),
        (file(before='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), "DOCTYPE"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16"), "DOCTYPE"),
        (b"", "not well-formed"),
        (b"no xml", "not well-formed"),
        (b"<x/>", "it is not DMN 1.3"),
        (file(space="http://www.omg.org/spec/DMN/20151101/dmn.xsd"), "it is not DMN 1.3"),
        (f'<definitions xmlns="{SPACE}"/>'.encode(), "holds no decision"),
        (b"<a>" * 500 + b"</a>" * 500, "not well-formed"),
        (b" " * 1_000_001, "larger than 1000 kB"),
    ],
)
def test_a_file_that_is_not_opened_says_why(content, why):
    with soon(), pytest.raises(TableWrong, match=why):
        read(content)


def test_comments_and_processing_instructions_are_not_in_the_way():
    table = GOOD.replace("<text>1</text>", "<!-- why --><?x y?><text>1<!-- one -->0</text>")
    assert read(file(table))[0].decide({}) == {"y": 10}


def test_other_encodings_are_read():
    content = file(
        GOOD.replace('label="X"', 'label="Grüße"'), before='<?xml version="1.0" encoding="iso-8859-1"?>'
    ).decode()
    assert read(content.encode("latin-1"))[0].inputs[0].label == "Grüße"
    assert read(file().decode().encode("utf-16"))[0].id == "one"


@pytest.mark.trap(41)
@pytest.mark.parametrize("policy", ["BANANA", "PRIORITY", "OUTPUT ORDER", "unique", ""])
def test_an_unknown_hit_policy_is_refused(policy):
    found = changed(('"UNIQUE"', f'"{policy}"'))
    assert "there are: UNIQUE, ANY, FIRST, RULE ORDER, COLLECT" in found.findings()[0]
    with pytest.raises(Undecided, match="hit policy"):
        found.decide({})


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        (
            (('"UNIQUE"', '"COLLECT" aggregation="COUNT"'),),
            "'COUNT' with COLLECT is not used here; COLLECT may have SUM, MIN, MAX",
        ),
        ((('"UNIQUE"', '"FIRST" aggregation="SUM"'),), "'SUM' with FIRST"),
        (((' typeRef="number"><text>', "><text>"),), "'X' has no type; there are: text, number"),
        ((('typeRef="number"><text>', 'typeRef="colour"><text>'),), "'X' has 'colour', which nobody knows"),
        ((("<text>x</text>", "<text></text>"),), "'X' asks about nothing"),
        ((("<text>-</text>", '<text>"5"</text>'),), "rule 1, 'X': '\"5\"' cannot be used: '5' is not a number"),
        ((("<text>-</text>", "<text>gold</text>"),), "'gold' does not fit a column of kind 'number'"),
        ((("<text>-</text>", "<text>5..9</text>"),), "nobody expects"),
        ((("<text>-</text>", "<text>[9..5]</text>"),), "its interval holds nothing"),
        ((("<text>-</text>", "<text>(5..5]</text>"),), "its interval holds nothing"),
        ((("<text>-</text>", "<text>[5..9</text>"),), "it ends too early"),
        ((("<text>-</text>", "<text>not(5</text>"),), "it ends too early"),
        ((("<text>-</text>", "<text>not 5</text>"),), "is missing"),
        ((("<text>-</text>", "<text>5,</text>"),), "it ends too early"),
        ((("<text>-</text>", "<text>&lt; null</text>"),), "nothing has no order"),
        ((("<text>-</text>", "<text>5 6</text>"),), "nobody expects '6'"),
        ((("<text>-</text>", "<text>&lt; price</text>"),), "'price' does not fit"),
        ((("<text>-</text>", "<text>__import__('os')</text>"),), "cannot be used"),
        ((("<text>-</text>", f"<text>{'5,' * 1500}5</text>"),), "longer than 2000"),
        ((("<text>-</text>", f"<text>{'5,' * 300}5</text>"),), "more than 200 values"),
        ((('name="y"', 'name="The Y"'),), "its output 'The Y' is not a field name"),
        ((("<outputEntry><text>1</text></outputEntry>", ""),), "rule 1 has not as many cells"),
        (
            (
                ("<rule>", '<output name="y" typeRef="number"/><rule>'),
                ("</outputEntry>", "</outputEntry><outputEntry/>"),
            ),
            "same name",
        ),
        ((("<inputExpression", '<inputExpression expressionLanguage="javascript"'),), "language 'javascript'"),
        (
            (('hitPolicy="UNIQUE"', 'xmlns:a="https://amends.example/dmn" a:currency="dollars"'),),
            "its currency 'dollars'",
        ),
    ],
)
def test_what_cannot_be_used_is_said_and_never_decides(pairs, why):
    found = changed(*pairs)
    assert any(why in finding for finding in found.findings()), found.findings()
    with pytest.raises(Undecided, match="table 'one' cannot decide"):
        found.decide({"x": 5})


@pytest.mark.parametrize(
    ("kind", "cell", "why"),
    [
        ("string", "gold", 'text is written in quotes: "gold"'),
        ("string", '&lt; "b"', "'b' has no order"),
        ("boolean", "5", "'5' does not fit"),
        ("boolean", '"true"', "is not true or false"),
        ("date", "5", "'5' does not fit"),
        ("date", 'date("soon")', "is not a date"),
        ("date", 'date and time("2026-01-01T00:00:00Z")', "does not fit"),
        ("money", '"5.00 USD", "5.00 EUR"', "more than one currency"),
        ("money", "five", "'five' does not fit"),
        ("list", '"a"', "can only hold '-'"),
        ("number", "true", "'true' does not fit"),
        ("number", "?", "does not fit"),
    ],
)
def test_a_cell_has_to_fit_its_column(kind, cell, why):
    found = changed(('typeRef="number"><text>', f'typeRef="{kind}"><text>'), ("<text>-</text>", f"<text>{cell}</text>"))
    assert why in found.findings()[0]


def test_only_decision_tables_are_used():
    found = read(file("<literalExpression><text>1</text></literalExpression>"))[0]
    assert found.findings() == ["it is not a decision table, and only those are used here"]


@pytest.mark.trap(42)
def test_a_required_decision_is_refused_and_input_data_is_a_drawing():
    needs = '<informationRequirement><required{0} href="#other"/></informationRequirement>'
    assert "requires another decision" in read(file(needs.format("Decision") + GOOD))[0].findings()[0]
    assert read(file(needs.format("Input") + GOOD))[0].findings() == []


@pytest.mark.parametrize("name", ["", "Answer time", "answerTime", "1", "a-b"])
def test_an_id_is_a_word_in_snake_case(name):
    assert "snake_case" in read(file(decision=f'id="{name}"'))[0].findings()[0]


def test_a_table_without_rules_or_beyond_reason_says_so():
    rule = GOOD[GOOD.index("<rule>") : GOOD.index("</decisionTable>")]
    assert read(file(GOOD.replace(rule, "")))[0].findings() == ["it has no rules"]
    assert "more than 500 rules" in read(file(GOOD.replace(rule, rule * 501)))[0].findings()[0]
    many = rule.replace("<text>-</text>", "<text>" + ",".join(map(str, range(190))) + "</text>")
    assert "more than 4000 values" in read(file(GOOD.replace(rule, many * 30)))[0].findings()[0]
