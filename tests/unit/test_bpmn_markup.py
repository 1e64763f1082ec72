"""Bytes become a tree, or a sentence."""

import pytest
from amends.engine.bpmn.markup import BPMN, Unreadable, children, kind, read_tree, text_of

FILE = (
    f'<b:definitions xmlns:b="{BPMN}"><b:process id="p"> <b:task><b:script> x = 1 </b:script></b:task></b:process>'
    "</b:definitions>"
)


def test_a_tree_is_read_with_its_prefixes_understood():
    root = read_tree(FILE.encode())
    process = next(children(root, "process"))

    assert kind(process) == "process"
    assert [kind(node) for node in children(process)] == ["task"]
    assert text_of(next(children(process)), "b:script") == "x = 1"
    assert text_of(process, "b:documentation") == ""


def test_comments_and_instructions_do_not_get_in():
    root = read_tree(FILE.replace(" <b:task>", "<!-- a --><?php x ?><b:task>").encode())

    assert [kind(node) for node in root.iter()] == ["definitions", "process", "task", "script"]


@pytest.mark.trap(37)
@pytest.mark.parametrize("file", ["<!DOCTYPE b>" + FILE, "\n<!-- a --><!DOCTYPE b [<!ENTITY c 'd'>]>" + FILE])
def test_a_doctype_is_refused_wherever_it_stands(file):
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read_tree(file.encode())
