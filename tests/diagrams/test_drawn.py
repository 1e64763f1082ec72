"""What is drawing only is read, and changes nothing: a file that holds all of it runs as if it were not there."""

from pathlib import Path

import pytest
from diagrams.driver import Case, library

DRAWN = Path(__file__).with_name("drawn.xml").read_bytes()
PASSED = [
    "s",
    "ask",
    "gate",
    "tell",
    "throw",
    "hear",
    "rule",
    "act",
    "receive",
    "part_s",
    "part_e",
    "part",
    "away",
    "here",
    "which",
    "e",
]

pytestmark = pytest.mark.usefixtures("careful")


@pytest.mark.trap(7)
@pytest.mark.trap(9)
def test_drawings_change_nothing():
    read = library(DRAWN)
    case = Case(DRAWN, known={"decide": lambda *_: {"decided": 1}}, kept=1)

    assert [found.sentence for found in read.errors()] == []
    assert [case.program.elements[e].lane for e in ("s", "ask", "part_s")] == ["front_line", "quality", "quality"]
    assert case.do("ask").deliver(1).message("told").ended
    assert case.seen == PASSED
    assert case.data == {"kept": 1, "decided": 1}
    assert case.sent == [("told", {}), ("told", {})]
