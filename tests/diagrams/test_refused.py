"""What would run otherwise than drawn is refused, with a sentence that names the element and a way out: sketches."""

import pytest
from diagrams.driver import library
from diagrams.sketch import bpmn

#: a diagram around the detail in question
AROUND = "startEvent s\nuserTask ask\nendEvent e\n{}\nflow s ask e"
#: one element between start and end
BETWEEN = "startEvent s\n{}\nendEvent e\nflow s x e"
CHOICE = "startEvent s\nexclusiveGateway g\nendEvent e\nendEvent f\nflow s g\n{}"
SUB = "startEvent s\nsubProcess part {{\nstartEvent t\nuserTask inside\nendEvent f\n{}\n}}\nendEvent e\nflow s part e"
ASIDE = AROUND.format("subProcess aside by_event {{\nstartEvent begin {}\nendEvent f\nflow begin f\n}}{}")
RACE = "startEvent s\neventBasedGateway g\nintermediateCatchEvent a message=m\n{}\nendEvent e\nflow s g a e\n{}"

SHAPE = [
    (2, "startEvent Start\nuserTask ask\nendEvent End\nflow Start ask End", "The id 'End' is taken by the engine"),
    (2, AROUND.format("endEvent a.b"), "The id 'a.b' may hold letters"),
    (3, AROUND.format("userTask lost\nflow lost e"), "No way leads from the start to <lost>"),
    (3, AROUND.format("boundaryEvent late on=no timer=PT1H\nendEvent f\nflow late f"), "<late> sits on no task"),
    (3, AROUND.format("flow ask nowhere"), "has an end that leads nowhere"),
    (3, AROUND.format("flow e ask"), "leaves an end event"),
    (3, AROUND.format("flow ask s"), "leads into a start event"),
    (3, AROUND.format("userTask ask"), "The id 'ask' stands 2 times"),
    (3, SUB.format("flow t inside f") + "\nuserTask x\nflow x inside", "crosses the edge"),
    (5, SUB.format("flow t inside"), "<inside> leads nowhere"),
    (5, "startEvent s\nuserTask ask\nflow s ask", "<ask> leads nowhere"),
    (5, "startEvent s\nuserTask ask\nflow s ask", "The process 'p' has no end event"),
    (3, "userTask ask\nendEvent e\nflow ask e", "has no start events"),
    (3, "startEvent s\nstartEvent t\nendEvent e\nflow s e\nflow t e", "has 2 start events"),
    (6, AROUND.format("endEvent f\nflow ask f"), "<ask> leads 2 ways at once"),
    (6, "startEvent s\nuserTask x\nendEvent e\nflow s x\nflow x e : n > 1", "has a condition on a flow that leaves it"),
    (
        6,
        "startEvent s\nuserTask x\nendEvent e\nflow s x\nflow x e : default",
        "has a default flow, but does not choose",
    ),
    (6, CHOICE.format("flow g e\nflow g f : n > 1"), "has neither a condition nor is it the default"),
    (6, CHOICE.format("flow g e : n > 1\nflow g e : default\nflow g f : n > 2"), "leads to 'e' by 2 flows"),
    (3, BETWEEN.format("callActivity x calls=nothing"), "calls the process 'nothing', which is not there"),
    (3, BETWEEN.format("callActivity x"), "does not say which process it calls"),
    (21, "startEvent s\nadHocSubProcess x {\nuserTask a\n}\nendEvent e\nflow s x e", "(ad-hoc sub-process) is not run"),
    (21, BETWEEN.format("complexGateway x"), "(complex gateway) is not run"),
    (7, SUB.replace("subProcess", "transaction").format("flow t inside f"), "(transaction) is not run"),
    (7, BETWEEN.format("task x"), "(task) is not run. Say what kind of task it is"),
    (34, BETWEEN.format("userTask x each=items:item:out"), "names a list but not the result"),
    (7, BETWEEN.format("userTask x again=open most=-1"), "is repeated at most '-1' times"),
]
EVENTS = [
    (13, AROUND.format("intermediateThrowEvent away link=X"), "leads to the link 'X', which nothing catches"),
    (13, AROUND.format("boundaryEvent back on=ask compensate"), "<back> has no undo handler"),
    (14, ASIDE.format("", ""), "<begin>: a start event has to say what it waits for"),
    (14, ASIDE.format("error=x soft", ""), "an error always ends"),
    (14, ASIDE.format("message=x", "\nflow ask aside"), "touches an event sub-process"),
    (
        14,
        ASIDE.format("message=x soft", "").replace("endEvent e", "endEvent e terminate"),
        "beside what a terminate event",
    ),
    (15, AROUND.format("boundaryEvent bad on=ask error=x soft\nendEvent f\nflow bad f"), "an error always ends"),
    (17, RACE.format("userTask b", "flow g b e"), "leads to <b>, which waits for nothing"),
    (17, RACE.format("", ""), "has one event behind it only"),
    (19, RACE.format("intermediateCatchEvent b message=m", "flow g b e"), "waits for one message in two ways"),
    (19, BETWEEN.format("receiveTask x"), "<x> names no message"),
    (19, BETWEEN.format("sendTask x"), "<x> names no message"),
    (7, "startEvent s timer=P1D\nendEvent e\nflow s e", "no case is begun by a timer event"),
    (7, SUB.format("flow t inside f").replace("startEvent t", "startEvent t message=m"), "about 'message' is not run"),
    (7, BETWEEN.format("intermediateCatchEvent x"), "has to say what it waits for"),
    (7, BETWEEN.format("intermediateCatchEvent x message=m timer=P1D"), "is about several things at once"),
    (24, BETWEEN.format("intermediateCatchEvent x timer=R3/P1D"), "<x> repeats, but there is nothing around it"),
]
KEPT_FROM_PUBLISHING = [
    (24, AROUND.format("boundaryEvent b on=ask timer=R0/P1D soft\nendEvent f\nflow b f"), "'R0/P1D' never repeats"),
    (20, BETWEEN.format("intermediateCatchEvent x signal=bell"), "which nothing in the same case gives"),
    (
        20,
        BETWEEN.format("receiveTask x message=m") + "\nboundaryEvent b on=x signal=bell\nflow b e",
        "in the same case gives",
    ),
]
UNDONE = "boundaryEvent b on={0} compensate\nuserTask un{0} undo\nassociation b>un{0}\n"
INSIDE = "subProcess part {\nstartEvent t\nuserTask book\nendEvent f\nflow t book f\n" + UNDONE.format("book") + "}\n"
UNDO = [
    (13, AROUND.format("userTask lost undo"), "<lost> is an undo handler that nothing leads to"),
    (
        13,
        BETWEEN.format("endEvent back compensate").replace("s x e", "s back"),
        "<back> undoes what was done, but nothing",
    ),
    (13, BETWEEN.format("intermediateThrowEvent x compensate=s"), "<x> undoes s, but nothing says how"),
    (13, BETWEEN.format("intermediateThrowEvent x compensate=far"), "undoes 'far', which is not on its level"),
    (
        13,
        f"startEvent s\nuserTask ask\n{UNDONE.format('ask').replace('b>', 'c>').replace('boundaryEvent b', 'boundaryEvent c')}{INSIDE}endEvent e compensate\nflow s ask part e",
        "would also undo what <part> did inside",
    ),
    (
        13,
        AROUND.format(UNDONE.format("ask") + "boundaryEvent late on=unask timer=PT1H\nendEvent f\nflow late f"),
        "an undo handler with events on its edge",
    ),
    (
        13,
        AROUND.format(UNDONE.format("ask"))
        + "\nsubProcess aside by_event {\nstartEvent begin message=m\nendEvent back compensate\nflow begin back\n}",
        "in an event sub-process nothing of what is around it can be undone",
    ),
]


def told(cases):
    return [pytest.param(d, s, marks=pytest.mark.trap(n), id=f"{n} {s}") for n, d, s in cases]


@pytest.mark.parametrize(("diagram", "sentence"), told(SHAPE + EVENTS + UNDO))
def test_it_is_refused_with_a_sentence(diagram, sentence):
    read = library(diagram)

    assert sentence in " ".join(found.sentence for found in read.errors())
    assert not read.processes


@pytest.mark.parametrize(("diagram", "sentence"), told(KEPT_FROM_PUBLISHING))
def test_it_is_kept_from_being_published(diagram, sentence):
    assert sentence in " ".join(found.sentence for found in library(diagram).errors())


@pytest.mark.trap(20)
def test_a_signal_that_only_other_cases_could_hear_is_warned_about():
    read = library(BETWEEN.format("intermediateThrowEvent x signal=bell"))

    assert "other cases do not hear it" in " ".join(found.sentence for found in read.findings)
    assert list(read.processes) == ["p"]


@pytest.mark.trap(20)
def test_a_signal_between_a_process_and_one_that_it_calls_is_heard():
    read = library(
        "startEvent s\nuserTask ask\nboundaryEvent b on=ask signal=bell\ncallActivity call calls=q\n"
        "parallelGateway g\nendEvent e\nendEvent f\nflow s g ask e\nflow g call f\nflow b e\n"
        "process q {\nstartEvent t\nendEvent h signal=bell\nflow t h\n}"
    )

    assert "signal" not in " ".join(found.sentence for found in read.findings)


@pytest.mark.trap(8)
def test_ids_are_unique_over_all_files():
    other = bpmn("startEvent t\nuserTask ask\nendEvent f\nflow t ask f", name="other")

    read = library(AROUND.format(""), other)

    assert "has the same id as an element of 0.bpmn" in " ".join(found.sentence for found in read.errors())
    assert list(read.processes) == ["p"]


@pytest.mark.trap(23)
@pytest.mark.trap(24)
@pytest.mark.parametrize("text", ["-PT1S", "PT", "R/soon", "P1Y2", "2 working weeks"])
def test_what_looks_like_a_time_and_is_none_is_said(text):
    read = library(BETWEEN.format(f'intermediateCatchEvent x "timer={text}"'))

    assert f"<x>, time: '{text}' is not a time such as PT4H" in " ".join(found.sentence for found in read.errors())
