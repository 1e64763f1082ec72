"""The check speaks in sentences: what is missing, on which element, and how to add it."""

import pytest
from diagrams.driver import Case, library
from diagrams.sketch import bpmn

TIDY = """
    startEvent failure_reported label="Failure reported" +starts=first_answer
    userTask ask_customer label="Ask the customer" lane=front_line {ask}
    businessRuleTask rate_failure label="Rate the failure" : severity
    exclusiveGateway payment_due label="Money owed?"
    serviceTask pay_customer label="Pay the customer" : pay(amount=price)
    userTask tell_result label="Tell the result" lane=case_owner +keeps=first_answer +not_by=ask_customer
    endEvent customer_told label="Customer told"
    flow failure_reported ask_customer rate_failure payment_due
    flow payment_due pay_customer : price > '0.00 USD'
    flow payment_due tell_result : default
    flow pay_customer tell_result customer_told""".format(
    ask="+formJsonSchemaFilename=ask.schema.json +due=answer_within +principle=treat_fairly"
)
CLOCK = {"text": "you hear from us", "to": "customer", "kind": "guarantee", "within": "answer_within"}
KNOWN = {
    "types": {"price": "money", "answer_within": "duration", "severity": "number", "items": "list"},
    "clocks": {"first_answer": {"key": "first_answer", **CLOCK}},
    "forms": ["ask.schema.json", "offer.schema.json"],
    "decisions": ["severity", "answer_time"],
    "actions": {
        "pay": {"type": "object", "properties": {"amount": {}, "payee": {}}, "required": ["amount"]},
        "notify": {"type": "object", "properties": {"letter": {}}},
    },
}


def tidy(*changes):
    text = TIDY
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file = bpmn(text, "make_amends").decode().replace('isExecutable="true"', 'isExecutable="true" name="Make amends"')
    for number, words in enumerate(("", "", "", "Yes", "No", "", ""), 1):
        file = file.replace(f'id="f{number}"', f'id="f{number}" name="{words}"')
    return library(file.encode(), **KNOWN)


def test_a_tidy_diagram_has_no_findings():
    assert tidy().findings == ()


@pytest.mark.parametrize(("old", "new", "severity", "sentence"), [
    ("lane=front_line", "", "error", "'Ask the customer' <ask_customer> has no lane, so nobody would be asked"),
    ("lane=front_line", "lane=frontline", "error", "which nobody can hold. Did you mean 'front_line'?"),
    ("ask.schema.json", "ask.schema", "error", "shows the form 'ask.schema', which is not there. Did you mean "
                                               "'ask.schema.json'?"),
    ("ask.schema.json", "../../etc/passwd", "error", "is a path"),
    (": severity", ": severities", "error", "asks the table 'severities', which is not there. Did you mean "
                                            "'severity'?"),
    (": pay(amount=price)", ": pays(amount=price)", "error", "asks for 'pays', which no action does. Did you "
                                                             "mean 'pay'?"),
    ("pay(amount=price)", "pay(amount=price, to='x')", "error", "takes no 'to'"),
    ("pay(amount=price)", "pay(payee='x')", "error", "needs 'amount'. Add the parameter"),
    ("+starts=first_answer", "+starts=first_reply", "error", "starts the clock 'first_reply', which the policy "
                                                             "pack does not have"),
    ("+keeps=first_answer", "+keeps=answer", "error", "keeps the clock 'answer'"),
    ("principle=treat_fairly", "principle=be_nice", "error", "keeps the principle 'be_nice', which is not one of ours"),
    ("+not_by=ask_customer", "+not_by=rate_failure", "error", "asks who did 'rate_failure', which is no user task"),
    ("+not_by=ask_customer", "+assign=doer:nobody", "error", "asks who did 'nobody'"),
    ("+not_by=ask_customer", "+assign=mina", "error", "Write anyone, owner, or doer:"),
    ("+due=", "+duo=", "warning", "nothing reads the property 'duo'. Did you mean 'due'?"),
    ("+due=answer_within", "+due=price", "error", "due: 'price' is money, and not a duration, date or time"),
    ("price > '0.00 USD'", "price > severity", "error", "'Money owed?' <payment_due>, condition of the flow to "
                                                        "'pay_customer'"),
    ("price > '0.00 USD'", "prise > '0.00 USD'", "warning", "asks for 'prise', which no form, table, script, "
                                                            "job or message gives. Did you mean"),
    ("price > '0.00 USD'", "price", "error", "condition of the flow"),
    ("price > '0.00 USD'", "price >", "error", "it is not written as the language wants it"),
    ("price > '0.00 USD'", "__import__('os').system('x')", "error", "condition of the flow"),
    ("price > '0.00 USD'", "items.append(price)", "error", "there is no function 'items.append'"),
    ('label="Money owed?"', 'label="Pay"', "warning", "chooses a way but asks no question"),
    ('label="Tell the result"', "", "warning", "<tell_result> has no label"),
    ("pay_customer", "Activity_1x", "warning", "The id 'Activity_1x' has a number in it"),
    ("pay_customer", "payCustomer", "warning", "is not written in small letters"),
])  # fmt: skip
@pytest.mark.trap(36)
@pytest.mark.trap(40)
@pytest.mark.trap(56)
def test_a_finding_names_the_element_and_a_way_out(old, new, severity, sentence):
    read = tidy((old, new))

    found = [finding for finding in read.findings if sentence in finding.sentence]
    assert found, [finding.sentence for finding in read.findings]
    assert found[0].severity == severity
    assert found[0].path == "0.bpmn"
    assert found[0].element


def test_flows_of_a_choice_are_labelled_with_the_answer():
    read = library(bpmn(TIDY), **KNOWN)

    assert "its flow to 'tell_result' has no label" in " ".join(found.sentence for found in read.findings)


def test_a_gateway_that_does_nothing_is_superfluous():
    read = tidy(
        ("endEvent customer_told", "parallelGateway idle\nendEvent customer_told"),
        ("tell_result customer_told", "tell_result idle customer_told"),
    )

    assert [found.sentence for found in read.findings] == [
        "<idle> has one way in and one way out. It does nothing: take it out."
    ]


@pytest.mark.trap(36)
@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "().__class__", "open('/etc/passwd')", "9**9**9", "[x for x in range(10**9)]", "lambda: 1"],
)
def test_expressions_are_not_python(text):
    read = library(f"startEvent s\nscriptTask run : x = {text}\nendEvent e\nflow s run e")

    assert read.errors()
    with pytest.raises(Exception, match="<run>"):
        Case(f"startEvent s\nscriptTask run : x = {text}\nendEvent e\nflow s run e")


def test_a_script_may_not_change_the_time():
    read = library("startEvent s\nscriptTask run : now = 1\nendEvent e\nflow s run e")

    assert "assigns to 'now'" in " ".join(found.sentence for found in read.errors())


def test_a_clock_without_a_duration_is_found():
    clocks = {
        "late": {"key": "late", "text": "you hear from us", "to": "customer", "kind": "guarantee", "within": "PT"}
    }

    found = library("startEvent s\nendEvent e\nflow s e", clocks=clocks).errors()[0]

    assert (found.element, found.label) == ("late", "you hear from us")
    assert "The clock 'late': 'PT' is not a time" in found.sentence


def test_the_outline_tells_the_diagram_in_flow_order():
    case = Case("""
        startEvent s
        userTask ask label="Ask the customer" lane=front_line
        boundaryEvent late on=ask timer=PT1H label="Answer overdue" soft
        endEvent e_late
        exclusiveGateway g
        subProcess part {
            startEvent s_part
            userTask look
            endEvent e_part
            flow s_part look e_part
        }
        endEvent e
        flow s ask g
        flow g e : n > 1
        flow g part : default
        flow part e
        flow late e_late""")

    lines = case.program.outline()

    told = "s ask .late g e part .s_part .look .e_part e_late"
    assert " ".join("." * line.depth + line.element for line in lines) == told
    assert (lines[1].label, lines[1].kind, lines[1].lane, lines[1].leads_to) == (
        "Ask the customer",
        "userTask",
        "front_line",
        (("", "g"),),
    )
