"""What would run otherwise than drawn is refused, with a sentence: details of the XML that are easily overlooked."""

import pytest
from diagrams.driver import Case, library
from diagrams.sketch import bpmn

ASK = '<userTask id="ask">'
CATCH, END = "intermediateCatchEvent", "endEvent"


def attribute(words):
    return ASK, f'<userTask id="ask" {words}>'


def inside(xml):
    return ASK, ASK + xml


def beside(tag, xml="", words=""):
    return ASK, f'<{tag} id="w" {words}>{xml}</{tag}>{ASK}'


def extension(name, text):
    return f"<extensionElements><spiffworkflow:{name}>{text}</spiffworkflow:{name}></extensionElements>"


SCRIPT = "<script>a=1</script>"
ITEMS = "<multiInstanceLoopCharacteristics{}>{}</multiInstanceLoopCharacteristics>"
TWICE = "<loopCardinality>2</loopCardinality>"
CASES = [
    (4, ('isExecutable="true"', 'isExecutable="false"'), "is marked as not executable"),
    (4, ('isExecutable="true"', 'isExecutable="0"'), "is marked as not executable"),
    (2, (ASK, '<userTask name="Ask">'), "The user task 'Ask' in line 1 has no id"),
    (3, ('targetRef="ask"', 'targetRef="process"'), "leads nowhere"),
    (7, attribute('startQuantity="2"'), "counts tokens"),
    (7, attribute('completionQuantity="2"'), "counts tokens"),
    (7, beside("receiveTask", words='instantiate="true"'), "would begin a case by itself"),
    (7, beside("eventBasedGateway", words='eventGatewayType="Parallel"'), "waits for all of its events"),
    (7, beside("scriptTask", SCRIPT, 'scriptFormat="javascript"'), "is written in 'javascript'"),
    (7, beside("scriptTask"), "has no script"),
    (7, beside("serviceTask"), "does not say what it does"),
    (7, beside("businessRuleTask"), "does not say which table decides"),
    (31, beside("scriptTask", extension("preScript", "a=1") + SCRIPT), "has a preScript, which would not be run there"),
    (12, beside(CATCH, '<messageEventDefinition messageRef="no"/>'), "refers to the message 'no', which the file"),
    (12, beside(END, '<errorEventDefinition errorRef="no"/>'), "refers to the error 'no'"),
    (12, beside(END, "<errorEventDefinition/>"), "<w> names no error"),
    (16, beside(END, "<cancelEventDefinition/>"), "cancelling a transaction is not run"),
    (17, beside(CATCH, "<conditionalEventDefinition/>"), "waits for a condition but has none"),
    (19, beside(CATCH, "<messageEventDefinition/>"), "<w> names no message"),
    (23, beside(CATCH, "<timerEventDefinition/>"), "waits for a time but says none"),
    (7, inside(ITEMS.format(' behavior="One"', TWICE)), "throws events for its instances"),
    (7, inside(ITEMS.format("", "")), "say for each item of which list"),
    (7, inside("<standardLoopCharacteristics/>"), "is repeated without end"),
    (7, inside(extension("variableName", "x")), "collects its answers in one variable"),
    (7, beside("receiveTask", words='instantiate="1"'), "would begin a case by itself"),
    (7, attribute('isForCompensation="yes"'), "isForCompensation is 'yes'. Write true or false"),
    (
        7,
        inside(ITEMS.format("", TWICE + "<complexBehaviorDefinition><condition/><event/></complexBehaviorDefinition>")),
        "(complexBehaviorDefinition), which is not run",
    ),
    (7, inside(ITEMS.format(' noneBehaviorEventRef="x" oneBehaviorEventRef="y"', TWICE)), "throws events for its"),
    (
        7,
        beside("adHocSubProcess", "<completionCondition/>", 'ordering="Parallel" cancelRemainingInstances="true"'),
        "is not run",
    ),
    (7, beside("transaction", words='method="##Store"'), "(transaction) is not run"),
    (7, beside("complexGateway", "<activationCondition/>", 'default="x"'), "(complex gateway) is not run"),
    (7, beside("implicitThrowEvent"), "is not run"),
    (7, beside("choreographyTask"), "is not run"),
    (7, beside("callChoreography"), "is not run"),
    (7, beside("subChoreography"), "is not run"),
    (
        7,
        ("<process", '<extension mustUnderstand="true" definition="x"/><process'),
        "(mustUnderstand), which is not known",
    ),
    (7, beside("globalTask"), "holds a 'globalTask', which is not a part of a process"),
    (7, beside("eventBasedGateway", words='instantiate="true"'), "would begin a case by itself"),
    (7, beside(END, "<eventDefinitionRef>x</eventDefinitionRef>"), "is about several things at once"),
    (27, inside("<dataInputAssociation><transformation/></dataInputAssociation>"), "changes data on its way in or out"),
    (7, beside(CATCH, "<eventDefinitionRef>x</eventDefinitionRef>"), "is about several things at once"),
    (
        12,
        inside(extension("properties", '<spiffworkflow:property name="x"/>')),
        "has a property without a name or a value",
    ),
    (13, beside(END, '<compensateEventDefinition waitForCompletion="0"/>'), "would not wait until all is undone"),
    (
        27,
        inside("<dataInputAssociation><assignment><from>1</from><to>x</to></assignment></dataInputAssociation>"),
        "changes data on its way in or out",
    ),
]
WARNED = [
    (7, attribute('xmlns:other="urn:other" other:assignee="ann"'), "says 'other:assignee', which nothing reads here"),
    (7, inside(extension("unitTests", "")), "says 'spiffworkflow:unitTests', which nothing reads here"),
    (
        7,
        inside(
            "<performer/><humanPerformer/><resourceRole><resourceRef>x</resourceRef><resourceParameterBinding "
            'parameterRef="x"><expression/></resourceParameterBinding></resourceRole>'
        ),
        "says who does it in a way",
    ),
    (
        7,
        inside(
            "<potentialOwner><resourceAssignmentExpression><expression/></resourceAssignmentExpression>"
            "</potentialOwner><resourceRole><resourceAssignmentExpression/></resourceRole>"
        ),
        "says who does it in a way",
    ),
    (27, ('<startEvent id="s">', '<startEvent id="s"><dataOutputAssociation/>'), "hands data on by an association"),
    (27, ('<endEvent id="e">', '<endEvent id="e"><dataInputAssociation/>'), "hands data on by an association"),
    (
        7,
        ('targetRef="ask">', 'targetRef="ask"><auditing/><documentation language="urn:groovy"/>'),
        "is written in 'urn:groovy'",
    ),
    (7, inside("<potentialOwner/>"), "says who does it in a way that nothing reads"),
    (27, inside("<ioSpecification><inputSet/><outputSet/></ioSpecification>"), "which are not looked at"),
]


@pytest.mark.parametrize(("change", "sentence"), [
    pytest.param(change, sentence, marks=pytest.mark.trap(number), id=f"{number} {sentence}")
    for number, change, sentence in CASES
])  # fmt: skip
def test_a_detail_that_would_be_overlooked_is_refused(change, sentence):
    file = bpmn("startEvent s\nuserTask ask\nendEvent e\nflow s ask e").decode()
    assert change[0] in file

    read = library(file.replace(*change).encode())

    assert sentence in " ".join(found.sentence for found in read.errors())
    assert not read.processes


@pytest.mark.parametrize(("change", "sentence"), [
    pytest.param(change, sentence, marks=pytest.mark.trap(number), id=f"{number} {sentence}")
    for number, change, sentence in WARNED
])  # fmt: skip
def test_a_detail_that_says_less_than_it_seems_is_warned_about(change, sentence):
    file = bpmn("startEvent s\nuserTask ask\nendEvent e\nflow s ask e").decode()

    read = library(file.replace(*change).encode())

    assert sentence in " ".join(found.sentence for found in read.findings if found.severity == "warning")
    assert list(read.processes) == ["p"]


@pytest.mark.trap(7)
def test_one_and_nought_are_true_and_false():
    late = "startEvent s\nuserTask work\nboundaryEvent b on=work message=m soft\nendEvent e\nendEvent f\nflow s work e\nflow b f"
    twice = "startEvent s\nuserTask ask times=2\nendEvent e\nflow s ask e"

    assert Case(bpmn(late).replace(b'cancelActivity="false"', b'cancelActivity="0"')).message("m").open == ["work"]
    assert Case(bpmn(twice).replace(b'isSequential="false"', b'isSequential=" 1 "')).open == ["ask"]


@pytest.mark.parametrize("words", ['isExecutable="1"', ""])
def test_a_process_that_does_not_say_whether_it_is_executable_is(words):
    file = bpmn("startEvent s\nendEvent e\nflow s e").decode().replace('isExecutable="true"', words)

    assert list(library(file.encode()).processes) == ["p"]
