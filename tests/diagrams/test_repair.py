"""Drawings of other tools get proposals, element by element, and a difference that only changes what it says."""

import random
import re
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path

import pytest
from amends.engine import repairing
from amends.engine.bpmn import read_library
from amends.engine.bpmn.markup import Unreadable, etree, read_tree
from amends.engine.bpmn.repair import propose
from amends.engine.bpmn.repair_flows import translated
from diagrams.sketch import bpmn

FOREIGN = Path(__file__).parent / "foreign"
DRAWINGS = sorted(FOREIGN.glob("*.bpmn"))
OURS = sorted((Path(__file__).parents[2] / "processes").rglob("*.bpmn"))
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'


def found(path: str, content: bytes) -> list[str]:
    """What the check says; errors only."""
    library = read_library({path: content}, decide=lambda *_: {}, types={}, clocks={}, decisions=(), actions={})
    return [finding.sentence for finding in library.findings if finding.severity == "error"]


def repaired(inside: str, process: str = 'isExecutable="true"'):
    content = f'{HEAD}<process id="p" {process}>{inside}</process></definitions>'.encode()
    return propose("p.bpmn", content)


def sentences(inside: str) -> str:
    return "\n".join(p.sentence for p in repaired(inside).proposals)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda p: p.stem)
def test_the_difference_leaves_fewer_errors_and_none_but_what_a_person_decides(drawing):
    content = drawing.read_bytes()
    repair = propose(drawing.name, content)
    after = found(drawing.name, repair.after.encode())

    assert len(after) < len(found(drawing.name, content))
    assert all("decide_me" in sentence or "lane" in sentence for sentence in after), after


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda p: p.stem)
def test_the_difference_applies_and_gives_what_was_proposed(drawing, tmp_path):
    patch = shutil.which("patch")
    if not patch:
        pytest.skip("there is no 'patch' here")
    shutil.copy(drawing, tmp_path)
    proposed = repairing.proposed({drawing.name: drawing.read_bytes()}, drawing.name)

    subprocess.run([patch, "-p1", "-s"], input=proposed.difference, cwd=tmp_path, check=True)

    assert {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*.*")} == proposed.files


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda p: p.stem)
def test_after_the_difference_only_decisions_are_proposed_again(drawing):
    once = propose(drawing.name, drawing.read_bytes())
    twice = propose(drawing.name, once.after.encode(), forms=once.forms)

    assert [p.sentence for p in twice.proposals if p.is_change] == []
    assert twice.after == once.after


@pytest.mark.parametrize("drawing", OURS, ids=lambda p: p.stem)
def test_nothing_is_changed_in_our_own_processes(drawing):
    repair = propose(drawing.name, drawing.read_bytes())

    assert repair.after == repair.before
    assert [p.sentence for p in repair.proposals if p.is_change or p.to_decide] == []


def test_lines_that_nothing_is_proposed_for_stay_byte_for_byte():
    for drawing in DRAWINGS:
        for newline in ("\n", "\r\n"):
            before = drawing.read_text(encoding="utf-8").replace("\n", newline)
            after = propose(drawing.name, before.encode()).after
            kept = [line for line in before.split("\n") if "<!--" in line or "Bounds" in line or "waypoint" in line]
            assert kept or drawing.stem == "bpmn_io_sketch"
            assert [line for line in kept if line not in after.split("\n")] == []
            assert ("\r\n" in after) == (newline == "\r\n")
            assert newline == "\n" or re.search("[^\r]\n", after) is None


def test_a_file_in_latin_1_stays_one():
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>' + HEAD
    text += (
        '<process id="p" name="Gepäck" isExecutable="false"><startEvent id="s" name="Stück"/></process></definitions>'
    )
    proposed = repairing.proposed({"p.bpmn": text.encode("latin-1")}, "p.bpmn")

    assert "Gepäck".encode("latin-1") in proposed.files["p.bpmn"]
    assert read_tree(proposed.files["p.bpmn"])[0].get("name") == "Gepäck"


def test_a_file_that_cannot_be_compared_says_why():
    text = '<?xml version="1.0" encoding="UTF-16"?>' + HEAD + '<process id="p"/></definitions>'

    assert "save it as UTF-8" in repairing.proposed({"p.bpmn": text.encode("utf-16")}, "p.bpmn").problem
    assert "well-formed" in repairing.proposed({"p.bpmn": b"<definitions"}, "p.bpmn").problem


# ---- element by element


def test_a_process_that_is_not_meant_to_run_is_marked():
    for written in ('isExecutable="false"', ""):
        repair = repaired(
            '<startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>', written
        )
        assert 'isExecutable="true"' in repair.after
        assert "meant to run" in repair.proposals[0].sentence


def test_a_gateway_gets_conditions_to_decide_and_the_no_as_default():
    flows = "".join(
        f'<sequenceFlow id="{word}" name="{word}" sourceRef="g" targetRef="{word}_end"/><endEvent id="{word}_end"/>'
        for word in ("Yes", "No", "Maybe")
    )
    repair = repaired('<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/>'
                      f'<exclusiveGateway id="g" name="Well?"/>{flows}')  # fmt: skip

    assert 'default="No"' in repair.after
    assert repair.after.count("decide_me()") == 2
    assert all(p.to_decide for p in repair.proposals)
    assert len([s for s in found("p.bpmn", repair.after.encode()) if "no function 'decide_me'" in s]) == 2


@pytest.mark.parametrize(("theirs", "ours"), [
    ("${approved}", "approved"),
    ("${amount > 100 && !late}", "amount > 100 and not late"),
    ("=status = \"done\" or late", 'status == "done" or late'),
    ("#{a == null || b}", "a == None or b"),
    ("${bean.call(x)}", ""),
    ("${a ? b : c}", ""),
    ("approved", ""),
])  # fmt: skip
def test_conditions_of_other_tools_are_taken_over_where_that_is_safe(theirs, ours):
    assert translated(theirs) == ours


def test_a_timer_a_message_and_a_condition_that_say_nothing_are_to_be_decided():
    for definition, told in (("timer", "says none"), ("message", "names no message"), ("conditional", "has none")):
        repair = repaired(
            f'<startEvent id="s"/><intermediateCatchEvent id="c" name="Answer in"><{definition}EventDefinition/>'
            '</intermediateCatchEvent><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="c"/>'
            '<sequenceFlow id="h" sourceRef="c" targetRef="e"/>'
        )
        [proposal] = repair.proposals
        assert told in proposal.sentence
        assert proposal.to_decide
    assert (
        'messageRef="answer_in_message"'
        in repaired(
            '<intermediateCatchEvent id="c" name="Answer in"><messageEventDefinition/></intermediateCatchEvent>'
        ).after
    )


def test_several_ways_out_of_a_task_become_a_gateway():
    inside = ('<startEvent id="s"/><userTask id="t" name="Look"><outgoing>a</outgoing><outgoing>b</outgoing></userTask>'
              '<endEvent id="e"/><endEvent id="d"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>'
              '<sequenceFlow id="a" sourceRef="t" targetRef="e"/><sequenceFlow id="b" sourceRef="t" targetRef="d"/>')  # fmt: skip
    after = repaired(inside).after

    assert '<parallelGateway id="look_all"/>' in after
    assert '<sequenceFlow id="a" sourceRef="look_all" targetRef="e"/>' in after
    assert "<outgoing>" not in after
    assert 'sourceRef="t" targetRef="look_all"' in after


def test_a_flow_that_lost_its_end_is_not_taken_for_a_missing_one():
    inside = '<startEvent id="s"/><userTask id="t" name="Look"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>'
    assert "endEvent" not in repaired(inside + '<sequenceFlow id="a" sourceRef="t" targetRef=""/>').after
    assert "endEvent" in repaired(inside).after


def test_missing_starts_and_ends_are_drawn_where_there_is_a_drawing():
    repair = propose("signavio", (FOREIGN / "signavio_complaint.bpmn").read_bytes())
    tree = read_tree(repair.after.encode())

    assert {n.get("bpmnElement") for n in tree.iter() if n.tag.endswith("BPMNShape")} >= {
        "listen_all",
        "write_it_down_ended",
    }
    assert "had no start" not in repair.after


def test_vendor_forms_become_our_forms():
    proposed = repairing.proposed({"d/x.bpmn": (FOREIGN / "camunda_refund.bpmn").read_bytes()}, "d/x.bpmn")

    form = proposed.files["d/forms/check_the_request.schema.json"].decode()
    assert '"approved"' in form
    assert '"boolean"' in form
    assert "Reason & remarks" in form


def test_lanes_get_our_keys_also_in_the_drawing_and_unknown_ones_stay():
    after = propose("signavio", (FOREIGN / "signavio_complaint.bpmn").read_bytes()).after

    assert '<lane id="sid-proc-one__customer" name="Guest">' in after
    assert 'bpmnElement="sid-proc-one__customer"' in after
    assert '<lane id="sid-lane-night" name="Night porter">' in after


def test_data_stores_and_vendor_words_are_told_and_left():
    told = sentences('<dataStoreReference id="d" name="Book"/><startEvent id="s"/>')

    assert "drawing only" in told


# ---- whatever comes in


def _mutated(content: bytes, dice: random.Random) -> bytes:
    """A file with a few elements, attributes or values gone, doubled, moved or garbled."""
    root = etree.fromstring(content)
    for _ in range(dice.randint(1, 5)):
        nodes = [n for n in root.iter() if isinstance(n.tag, str) and n is not root]
        if not nodes:
            break
        node = dice.choice(nodes)
        how = dice.randrange(5) if dice.random() < 0.9 or len(nodes) < 3 else 0
        if how == 0:
            node.getparent().remove(node)
        elif how == 1 and node.attrib:
            del node.attrib[dice.choice(list(node.attrib))]
        elif how == 2 and node.attrib:
            node.set(
                dice.choice(list(node.attrib)), dice.choice(["", "x y", "${a}", "<&>", "End", "decide_me", "ü" * 9])
            )
        elif how == 3:
            node.addnext(deepcopy(node))
        else:
            node.text = dice.choice([None, "decide_me()", "${x.y()}", "=", "R/PT0S", "settled"])
    text = etree.tostring(root).decode()
    if dice.random() < 0.1:  # not XML any more, most of the time
        at = dice.randrange(len(text))
        text = text[:at] + text[at + dice.randint(1, 20) :]
    return text.encode()


def test_mutated_drawings_end_in_proposals_or_a_sentence():
    dice = random.Random(2604)
    read, worse = 0, []
    for number in range(250):
        drawing = dice.choice(DRAWINGS + OURS)
        content = _mutated(drawing.read_bytes(), dice)
        try:
            repair = propose(drawing.name, content)
        except Unreadable:
            continue
        read += 1
        assert read_tree(repair.after.encode()) is not None
        if number % 10 == 0:
            before, after = found(drawing.name, content), found(drawing.name, repair.after.encode())
            worse += [(number, before, after)] if len(after) > len(before) else []
    assert read > 180
    assert worse == []
    assert propose("sketch", bpmn("startEvent s\nendEvent e\nflow s e")).after
