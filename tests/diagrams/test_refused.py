"""What would run otherwise than drawn is refused, with a sentence that names the element and a way out."""

import pytest
from diagrams.driver import library
from diagrams.sketch import bpmn

FLOW = "flow s ask e"
BASE = "startEvent s\nuserTask ask lane=front_line {}\nendEvent e\n{}\nflow s ask e"
CASES: list[tuple[int, str, str]] = [
    # 1. structure
    (2, "startEvent Start\nuserTask ask\nendEvent End\nflow Start ask End", "The id 'End' is taken by the engine"),
    (2, BASE.format("", "endEvent a.b"), "The id 'a.b' may hold letters"),
    (3, BASE.format("", "userTask lost\nflow lost e"), "No way leads from the start to <lost>"),
    (3, BASE.format("", "boundaryEvent late on=nothing timer=PT1H\nendEvent f\nflow late f"), "<late> sits on no task"),
    (3, BASE.format("", "flow ask nowhere"), "has an end that leads nowhere"),
    (3, BASE.format("", "flow e ask"), "leaves an end event"),
    (3, BASE.format("", "flow ask s"), "leads into a start event"),
    (3, BASE.format("", "userTask ask"), "The id 'ask' stands 2 times"),
    (3, BASE.format("", "subProcess part {\nstartEvent t\nuserTask inside\nendEvent f\nflow t inside f\n}\n"
                        "flow ask inside"), "crosses the edge"),
    (5, "startEvent s\nsubProcess part {\nstartEvent t\nuserTask inside\nflow t inside\n}\nendEvent e\n"
        "flow s part e", "<inside> leads nowhere"),
    (5, "startEvent s\nuserTask ask\nflow s ask", "<ask> leads nowhere"),
    (3, "userTask ask\nendEvent e\nflow ask e", "has no start events"),
    (3, "startEvent s\nstartEvent t\nendEvent e\nflow s e\nflow t e", "has 2 start events"),
    (6, BASE.format("", "endEvent f\nflow ask f"), "<ask> leads 2 ways at once"),
    (6, "startEvent s\nuserTask ask\nendEvent e\nflow s ask\n"
        "flow ask e : n > 1", "has a condition on a flow that leaves it"),
    (6, "startEvent s\nuserTask ask\nendEvent e\nflow s ask\n"
        "flow ask e : default", "has a default flow, but does not choose"),
    (6, "startEvent s\nexclusiveGateway g\nendEvent e\nendEvent f\nflow s g\nflow g e\n"
        "flow g f : n > 1", "has neither a condition nor is it the default"),
    (6, "startEvent s\nexclusiveGateway g\nendEvent e\nflow s g\nflow g e : n > 1\n"
        "flow g e : default", "leads to 'e' by 2 flows"),
    (9, "startEvent s\ncallActivity call calls=nothing\nendEvent e\n"
        "flow s call e", "calls the process 'nothing', which is not there"),
    (3, "startEvent s\ncallActivity call\nendEvent e\nflow s call e", "does not say which process it calls"),
    # 2. events
    (13, "startEvent s\nintermediateThrowEvent away link=X\nendEvent e\n"
         "flow s e", "leads to the link 'X', which nothing catches"),
    (13, BASE.format("", "boundaryEvent back on=ask compensate"), "<back> has no undo handler"),
    (14, BASE.format("", "subProcess aside by_event {\nstartEvent begin\nendEvent f\nflow begin f\n"
                         "}"), "<begin>: a start event has to say what it waits for"),
    (14, BASE.format("", "subProcess aside by_event {\nstartEvent begin error=x soft\nendEvent f\nflow begin f\n"
                         "}"), "an error always ends"),
    (14, BASE.format("", "endEvent f\nsubProcess aside by_event {\nstartEvent begin message=x\nendEvent f_aside\n"
                         "flow begin f_aside\n}\nflow s aside"),
     "touches an event sub-process"),
    (14, "startEvent s\nendEvent e terminate\nsubProcess aside by_event {\nstartEvent begin message=x soft\n"
         "endEvent f\nflow begin f\n}\nflow s e",
     "runs beside what a terminate event ends"),
    (15, BASE.format("", "boundaryEvent bad on=ask error=x soft\nendEvent f\n"
                         "flow bad f"), "an error always ends what it happened in"),
    (17, "startEvent s\neventBasedGateway g\nintermediateCatchEvent a message=m\nuserTask b\nendEvent e\n"
         "flow s g a e\nflow g b e", "leads to <b>, which waits for nothing"),
    (17, "startEvent s\neventBasedGateway g\nintermediateCatchEvent a message=m\nendEvent e\n"
         "flow s g a e", "has one event behind it only"),
    (19, "startEvent s\nreceiveTask wait\nendEvent e\nflow s wait e", "<wait> names no message"),
    (19, "startEvent s\nsendTask tell\nendEvent e\nflow s tell e", "<tell> names no message"),
    (21, "startEvent s\nadHocSubProcess part {\nuserTask inside\n}\nendEvent e\n"
         "flow s part e", "(ad-hoc sub-process) is not run"),
    (21, "startEvent s\ncomplexGateway g\nendEvent e\nflow s g e", "(complex gateway) is not run"),
    (7, "startEvent s\ntransaction part {\nstartEvent t\nendEvent f\nflow t f\n}\nendEvent e\n"
        "flow s part e", "(transaction) is not run"),
    (7, "startEvent s\ntask do_it\nendEvent e\nflow s do_it e", "(task) is not run. Say what kind of task it is"),
    (7, "startEvent s timer=P1D\nendEvent e\nflow s e", "no case is begun by a timer event"),
    (7, "startEvent s\nintermediateCatchEvent wait\nendEvent e\nflow s wait e", "has to say what it waits for"),
    (7, "startEvent s\nintermediateCatchEvent wait message=m timer=P1D\nendEvent e\n"
        "flow s wait e", "is about several things at once"),
    (7, "startEvent s\nsubProcess part {\nstartEvent t message=m\nuserTask inside\nendEvent f\nflow t inside f\n"
        "}\nendEvent e\nflow s part e",
     "<t>: a start event about 'message' is not run"),
    (19, "startEvent s\neventBasedGateway g\nintermediateCatchEvent a message=m\nintermediateCatchEvent b message=m\nendEvent e\n"
     "flow s g a e\nflow g b e", "waits for one message in two ways"),
    # 3. timers
    (24, "startEvent s\nintermediateCatchEvent wait timer=R3/P1D\nendEvent e\n"
         "flow s wait e", "<wait> repeats, but there is nothing around it"),
    # 5. loops
    (34, "startEvent s\nuserTask ask each=items:\nendEvent e\nflow s ask e", None),
    (34, "startEvent s\nuserTask ask each=items:item:out\nendEvent e\nflow s ask e", "names a list but not the result"),
    (7, "startEvent s\nuserTask ask again=open most=-1\nendEvent e\nflow s ask e", "is repeated at most '-1' times"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("diagram", "sentence"),
    [
        pytest.param(diagram, sentence, marks=pytest.mark.trap(number), id=f"{number} {sentence}")
        for number, diagram, sentence in CASES
    ],
)
def test_it_is_refused_with_a_sentence(diagram, sentence):
    read = library(diagram)

    if sentence is None:
        assert list(read.processes) == ["p"]
        return
    assert sentence in " ".join(found.sentence for found in read.errors())
    assert not read.processes


ATTRIBUTES: list[tuple[int, str, str, str]] = [
    (4, '<process id="p" isExecutable="true">', '<process id="p" isExecutable="false">', "is marked as not executable"),
    (2, '<userTask id="ask">', '<userTask name="Ask">', "The user task 'Ask' in line 1 has no id"),
    (7, '<userTask id="ask">', '<userTask id="ask" startQuantity="2">', "counts tokens"),
    (7, '<userTask id="ask">', '<userTask id="ask" completionQuantity="2">', "counts tokens"),
    (7, '<userTask id="ask">', '<receiveTask id="wait" instantiate="true"/><userTask '
                               'id="ask">', "would begin a case by itself"),
    (7, '<userTask id="ask">', '<scriptTask id="run" '
                               'scriptFormat="javascript"><script>a=1</script></scriptTask><userTask '
                               'id="ask">', "is written in 'javascript'"),
    (31, '<userTask id="ask">', '<scriptTask '
                                'id="run"><extensionElements><spiffworkflow:preScript>a=1</spiffworkflow:preScript></extensionElements>'
     '<script>a=1</script></scriptTask><userTask id="ask">', "has a preScript, which would not be run there"),
    (7, '<userTask id="ask">', '<scriptTask id="run"/><userTask id="ask">', "has no script"),
    (7, '<userTask id="ask">', '<serviceTask id="run"/><userTask id="ask">', "does not say what it does"),
    (7, '<userTask id="ask">', '<businessRuleTask id="run"/><userTask id="ask">', "does not say which table decides"),
    (12, '<userTask id="ask">', '<intermediateCatchEvent id="w"><messageEventDefinition '
                                'messageRef="no"/></intermediateCatchEvent><userTask id="ask">',
     "refers to the message 'no', which the file does not have"),
    (12, '<userTask id="ask">', '<endEvent id="w"><errorEventDefinition errorRef="no"/></endEvent><userTask '
                                'id="ask">', "refers to the error 'no'"),
    (12, '<userTask id="ask">', '<endEvent id="w"><errorEventDefinition/></endEvent><userTask '
                                'id="ask">', "<w> names no error"),
    (19, '<userTask id="ask">', '<intermediateCatchEvent '
                                'id="w"><messageEventDefinition/></intermediateCatchEvent><userTask '
                                'id="ask">', "<w> names no message"),
    (23, '<userTask id="ask">', '<intermediateCatchEvent '
                                'id="w"><timerEventDefinition/></intermediateCatchEvent><userTask '
                                'id="ask">', "says none"),
    (17, '<userTask id="ask">', '<intermediateCatchEvent '
                                'id="w"><conditionalEventDefinition/></intermediateCatchEvent><userTask '
                                'id="ask">', "has none"),
    (16, '<userTask id="ask">', '<endEvent id="w"><cancelEventDefinition/></endEvent><userTask '
                                'id="ask">', "cancelling a transaction is not run"),
    (7, '<userTask id="ask">', '<userTask id="ask"><multiInstanceLoopCharacteristics '
                               'behavior="One"><loopCardinality>2</loopCardinality>'
     "</multiInstanceLoopCharacteristics>", "throws events for its instances"),
    (7, '<userTask id="ask">', '<userTask id="ask"><multiInstanceLoopCharacteristics/>', "say for each item of which list"),
    (7, '<userTask id="ask">', '<userTask id="ask"><standardLoopCharacteristics/>', "is repeated without end"),
    (7, '<userTask id="ask">', '<userTask id="ask"><extensionElements><spiffworkflow:variableName>x</spiffworkflow:variableName></extensionElements>',
     "collects its answers in one variable"),
    (3, 'targetRef="ask"', 'targetRef="process"', "leads nowhere"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param(old, new, sentence, marks=pytest.mark.trap(n), id=f"{n} {sentence}")
        for n, old, new, sentence in ATTRIBUTES
    ],
)
def test_a_detail_that_would_be_overlooked_is_refused(old, new, sentence):
    read = library(bpmn("startEvent s\nuserTask ask\nendEvent e\nflow s ask e").decode().replace(old, new).encode())

    assert sentence in " ".join(found.sentence for found in read.errors())
    assert not read.processes


@pytest.mark.trap(8)
def test_ids_are_unique_over_all_files():
    read = library(
        "startEvent s\nuserTask ask\nendEvent e\nflow s ask e",
        bpmn("startEvent t\nuserTask ask\nendEvent f\nflow t ask f", name="other"),
    )

    assert "has the same id as an element of 0.bpmn" in " ".join(found.sentence for found in read.errors())
    assert list(read.processes) == ["p"]


@pytest.mark.trap(23)
@pytest.mark.trap(24)
@pytest.mark.parametrize("text", ["-PT1S", "PT", "R/soon", "P1Y2", "2 working weeks"])
def test_what_looks_like_a_time_and_is_none_is_said(text):
    read = library(f'startEvent s\nintermediateCatchEvent wait "timer={text}"\nendEvent e\nflow s wait e')

    assert f"<wait>, time: '{text}' is not a time such as PT4H" in " ".join(found.sentence for found in read.errors())
