"""What a file may not do to us, and what it may: all legal ways of writing the same diagram are read as it is meant."""

import random
import time

import pytest
from amends.engine.bpmn import read_library
from diagrams.driver import Case, library
from diagrams.sketch import bpmn

PLAIN = bpmn("startEvent s\nuserTask ask\nendEvent e\nflow s ask e")


def sentences(*files, **known):
    return " ".join(found.sentence for found in library(*files, **known).errors())


@pytest.mark.trap(37)
@pytest.mark.trap(8)
@pytest.mark.parametrize(("file", "sentence"), [
    (b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + PLAIN, "DOCTYPE"),
    (b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + PLAIN, "DOCTYPE"),
    ('<!DOCTYPE x [<!ENTITY a "aaaa">]>'.encode("utf-16") + PLAIN.decode().encode("utf-16-le"), "DOCTYPE"),
    (b"<definitions>", "not well-formed"), (b"", "not well-formed"),
    (b"\xff\xfe\x00", "not well-formed"), (b"PK\x03\x04", "not well-formed"),
    (b"<html/>", "not a BPMN 2.0 diagram"),
    (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "holds no process"),
    (PLAIN.replace(b'id="ask"', b'id="x&quot; or &quot;1&quot;=&quot;1"'), "may hold letters"),
    (b"<a>" * 400 + b"</a>" * 400, "not well-formed"),
    (PLAIN + b" " * 4_000_001, "larger than 4 MB"),
    (PLAIN.replace(b"</process>", b"<documentation/>" * 20_001 + b"</process>"), "more than 20000 elements"),
])  # fmt: skip
def test_hostile_or_broken_bytes_are_refused(file, sentence):
    read = library(file)

    assert sentence in " ".join(found.sentence for found in read.findings)
    assert not read.processes


@pytest.mark.trap(37)
def test_entities_never_read_files(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    file = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{secret}">]>'.encode() + PLAIN.replace(
        b'id="ask"', b'id="ask" name="&a;"'
    )

    assert "hidden" not in sentences(file)


@pytest.mark.trap(11)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "cp1252"])
def test_the_encoding_of_the_file_counts(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + PLAIN.decode().replace(
        'id="ask"', 'id="ask" name="R\u00fcckfrage"'
    )

    assert Case(text.encode(encoding)).task("ask").label == "R\u00fcckfrage"


@pytest.mark.trap(12)
def test_comments_are_welcome():
    file = bpmn("startEvent s\nscriptTask add : n = 1\nuserTask ask\nendEvent e\nflow s add ask e")
    file = file.replace(b"<script>", b"<!-- a note --><script><!-- another -->").replace(
        b'<userTask id="ask">', b'<userTask id="ask"><!-- a note -->'
    )

    assert Case(file).data == {"n": 1}


@pytest.mark.trap(1)
def test_flows_without_ids_are_flows():
    assert Case(PLAIN.replace(b'id="f1" ', b"").replace(b'id="f2" ', b"")).do("ask").ended


@pytest.mark.trap(9)
def test_what_is_drawn_as_data_hides_and_hangs_nothing():
    file = bpmn(
        "startEvent s\nsubProcess a {\nstartEvent s_a\nsubProcess b {\nstartEvent s_b\nscriptTask x : n = n + 1\n"
        "endEvent e_b\nflow s_b x e_b\n}\n"
        "endEvent e_a\nflow s_a b e_a\n}\nendEvent e\nflow s a e"
    )
    file = file.replace(
        b'<scriptTask id="x">',
        b'<scriptTask id="x"><ioSpecification><dataInput id="m"/><inputSet><dataInputRefs>m</dataInputRefs></inputSet>'
        b"<outputSet/></ioSpecification><dataInputAssociation><sourceRef>ref</sourceRef></dataInputAssociation>",
    )
    file = file.replace(
        b'<startEvent id="s">',
        b'<dataObject id="n"/><dataObjectReference id="ref" dataObjectRef="n"/><dataStoreReference '
        b'id="ds"/><startEvent id="s">',
    )

    assert Case(file, n=1, other=2).data == {"n": 2, "other": 2}


@pytest.mark.trap(6)
def test_flows_are_tried_in_the_order_of_the_file():
    diagram = (
        "startEvent s\nexclusiveGateway g\nuserTask low\nuserTask high\nendEvent e\nendEvent f\nflow s g\n"
        "flow g high : True\nflow g low : True\nflow high e\nflow low f"
    )
    shapes = (
        b'<x:BPMNDiagram xmlns:x="http://www.omg.org/spec/BPMN/20100524/DI" '
        b'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">'
        b'<x:BPMNShape bpmnElement="low"><dc:Bounds x="0" y="0"/></x:BPMNShape><x:BPMNShape '
        b'bpmnElement="high"><dc:Bounds x="0" y="99"/></x:BPMNShape>'
        b"</x:BPMNDiagram></definitions>"
    )

    assert Case(bpmn(diagram).replace(b"</definitions>", shapes)).open == ["high"]


def test_a_shape_that_is_nowhere_is_said_and_the_rest_runs():
    shape = (
        b'<x:BPMNDiagram xmlns:x="http://www.omg.org/spec/BPMN/20100524/DI" '
        b'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">'
        b'<x:BPMNShape bpmnElement="ask"><dc:Bounds x="oops" y="0"/></x:BPMNShape></x:BPMNDiagram></definitions>'
    )
    file = bpmn("startEvent s\nuserTask ask\nendEvent e\nflow s ask e").replace(b"</definitions>", shape)
    library = read_library({"a.bpmn": file}, decide=lambda *_: {}, types={}, clocks={})

    assert any("has no place in the drawing: its x is no number" in found.sentence for found in library.errors())
    assert "p" in library.processes


def test_an_element_may_be_called_like_an_action_and_its_parameter():
    case = Case("startEvent s\nserviceTask pay : pay(amount=1)\nuserTask amount\nendEvent e\nflow s pay amount e")

    assert case.deliver().open == ["amount"]


def test_the_payload_of_a_message_may_stand_with_the_message():
    file = bpmn(
        "startEvent s\nintermediateCatchEvent wait message=reply\nintermediateThrowEvent tell message=told\n"
        "endEvent e\nflow s wait tell e"
    )
    file = file.replace(
        b'name="reply"/>',
        b'name="reply"><extensionElements><spiffworkflow:messageVariable>said</spiffworkflow:messageVariable></extensionElements></message>',
    )
    file = file.replace(
        b'name="told"/>',
        b'name="told"><extensionElements><spiffworkflow:messagePayload>said.text</spiffworkflow:messagePayload></extensionElements></message>',
    )

    assert Case(file).message("reply", {"text": "yes"}).sent == [("told", "yes")]


def test_a_called_process_is_found_in_another_file():
    called = bpmn("startEvent s_other\nuserTask ask\nendEvent e_other\nflow s_other ask e_other", name="other")

    assert Case("startEvent s\ncallActivity call calls=other\nendEvent e\nflow s call e", called).open == ["ask"]


def test_lanes_are_keys_whatever_file_they_stand_in():
    case = Case(
        "startEvent s\nuserTask ask lane=front_line\nsubProcess part lane=quality {\nstartEvent s_part\n"
        "userTask look\nendEvent e_part\nflow s_part look e_part\n}\n"
        "endEvent e\nflow s ask part e"
    )

    assert case.program.lanes == {"front_line": "front_line", "quality": "quality"}
    assert case.task("ask").lane == "front_line"
    assert case.do("ask").task("look").lane == "quality"


@pytest.mark.trap(10)
@pytest.mark.trap(9)
def test_a_long_diagram_is_read_or_refused_never_hung():
    def row(count):
        steps = [f"t{n}" for n in range(count)]
        return (
            "startEvent s\n"
            + "\n".join(f"userTask {step}" for step in steps)
            + f"\nendEvent e\nflow s {' '.join(steps)} e"
        )

    began = time.process_time()
    assert Case(row(290)).open == ["t0"]
    assert "more than 300 elements" in sentences(row(320))
    assert time.process_time() - began < 5


def test_a_broken_file_does_not_hide_the_others():
    read = read_library({"bad.bpmn": b"<", "good.bpmn": PLAIN}, decide=lambda *_: {}, types={}, clocks={})

    assert list(read.processes) == ["p"]
    assert [found.path for found in read.errors() if not found.element] == ["bad.bpmn"]


def test_what_calls_a_refused_process_is_not_run_either():
    broken = bpmn("startEvent s_other\ntask what\nendEvent e_other\nflow s_other what e_other", name="other")
    read = library("startEvent s\ncallActivity call calls=other\nendEvent e\nflow s call e", broken)

    assert not read.processes


def test_reading_raises_nothing_whatever_is_changed_in_a_file():
    whole = bpmn("""
        startEvent s
        userTask visit lane=front_line each=items:item:out:o
        boundaryEvent late on=visit timer=PT1H soft
        exclusiveGateway g
        eventBasedGateway w
        intermediateCatchEvent reply message=reply into=said
        intermediateCatchEvent day timer=P1D
        subProcess part {
            startEvent s_part
            serviceTask pay : pay(amount=price) -> receipt
            endEvent e_part error=broken
            flow s_part pay e_part
            subProcess aside by_event {
                startEvent begin message=stop soft
                endEvent e_aside
                flow begin e_aside
            }
        }
        boundaryEvent caught on=part error=broken
        intermediateThrowEvent away link=X
        intermediateCatchEvent here link=X
        endEvent e
        endEvent f
        flow s visit g
        flow g part : n > 1
        flow g w : default
        flow w reply part
        flow w day away
        flow here e
        flow caught e
        flow late f
        flow part e""").decode()
    r = random.Random(1)
    words = whole.replace(">", "> ").split(" ")
    for _ in range(300):
        changed = list(words)
        for _ in range(r.randint(1, 3)):
            place = r.randrange(len(changed))
            changed[place : place + 1] = r.choice(
                [[], [changed[place]] * 2, [r.choice(words)], [changed[place].replace("_", "")]]
            )
        library(" ".join(changed).encode())


@pytest.mark.trap(10)
@pytest.mark.trap(35)
def test_what_would_take_long_to_look_at_is_refused():
    names = [f"g{n}" for n in range(50)]
    ways = "\n".join(f"flow {a} {b}" for n, a in enumerate(names) for b in names[n + 1 :])
    gates = "\n".join(f"parallelGateway {name}" for name in names)
    began = time.process_time()

    assert "more than 1000 flows" in sentences(f"startEvent s\n{gates}\nendEvent e\nflow s g0\n{ways}\nflow g49 e")
    process = (
        bpmn("startEvent s\nendEvent e\nflow s e").decode().partition("<process")[2].partition("</definitions>")[0]
    )
    file = PLAIN.replace(b"</definitions>", f"<process{process}".encode() * 101 + b"</definitions>")
    assert "more than 100 processes" in " ".join(found.sentence for found in library(file).findings)
    assert time.process_time() - began < 5
