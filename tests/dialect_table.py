"""The table of all BPMN elements and attributes in docs/reference/dialect.md, worked out from the diagrams of the tests.

usage: python tests/dialect_table.py     writes the table into the page

What a piece of the matrix holds runs. What only stands in diagrams that have to be refused is refused. What stands in
the file of drawings is drawn only: it is read and changes nothing. The schema of BPMN 2.0.2 says what there is.
"""

import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))

from diagrams import test_drawn, test_refused, test_refused_details
from diagrams.matrix import PLACES
from diagrams.pieces import PIECES
from diagrams.sketch import bpmn

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "dialect.md"
BEGIN, END = "<!-- table: made by tests/dialect_table.py -->", "<!-- end of table -->"
BPMN, XSD = "{http://www.omg.org/spec/BPMN/20100524/MODEL}", "{http://www.w3.org/2001/XMLSchema}"
#: the same everywhere, and said once above the table
COMMON = {"id", "name", "documentation", "extensionElements", "incoming", "outgoing"}
#: parts of the schema that stand for others, which have rows of their own
STAND_FOR_OTHERS = {
    "artifact",
    "conversationNode",
    "eventDefinition",
    "flowElement",
    "loopCharacteristics",
    "resourceRole",
}
ABSTRACT = {"callableElement", "dataAssociation", "expression", "gateway"}
#: where an expression is called otherwise
EXPRESSIONS = {"condition", "conditionExpression", "loopCondition", "timeCycle", "timeDate", "timeDuration"}
Word = tuple[str, str]


@cache
def schema() -> dict[str, tuple[str, list[str], bool]]:
    """element -> (what it derives from, its own attributes and parts, whether it only stands for others)"""
    tree = etree.fromstring((files("SpiffWorkflow.bpmn.parser") / "schema" / "Semantic.xsd").read_bytes())
    names = {e.get("type"): e.get("name") for e in tree.findall(f"{XSD}element")}
    found = {}
    for kind in tree.findall(f"{XSD}complexType"):
        base = next((e.get("base") for e in kind.iter(f"{XSD}extension")), "")
        name = names[kind.get("name")]
        parts = [n.get("name") for n in kind.iter(f"{XSD}attribute")]
        parts += [(n.get("name") or n.get("ref")).rpartition(":")[2] for n in kind.iter(f"{XSD}element")]
        own = [part for part in parts if part not in COMMON | STAND_FOR_OTHERS]
        found[name] = (names.get(base.rpartition(":")[2], ""), own, kind.get("abstract") == "true" or name in ABSTRACT)
    return found


def words(content: bytes) -> Iterator[Word]:
    """(element, attribute or part) of a file; ("task", "") for the element itself."""
    for node in etree.fromstring(content, etree.XMLParser(recover=True)).iter(f"{BPMN}*"):
        name = node.tag.removeprefix(BPMN)
        name = "formalExpression" if name in EXPRESSIONS else name
        yield name, ""
        for part in (*node.attrib, *(child.tag.removeprefix(BPMN) for child in node if child.tag.startswith(BPMN))):
            yield _declared(name, part), part


def _declared(name: str, part: str) -> str:
    """The element, or the one it derives from, that an attribute or part comes from."""
    kinds, kind = schema(), name
    while kind in kinds:
        base, own, _ = kinds[kind]
        if part in own:
            return kind
        kind = base
    return name


def evidence() -> dict[Word, tuple[str, str]]:
    """(element, part) -> (what becomes of it, the test that shows it); the first that is said counts."""
    found: dict[Word, tuple[str, str]] = {}

    def say(content: bytes, what: str, shown: str) -> None:
        for word in words(content):
            found.setdefault(word, (what, shown))

    for piece in PIECES:
        say(bpmn(PLACES["nested"](piece)[0]), "runs", f"test_matrix: {piece.name}")
    for word in (("lane", "childLaneSet"), ("subProcess", "laneSet")):  # read, also where they are nested
        found[word] = ("runs", "test_drawn")
    say(test_drawn.DRAWN, "drawn", "test_drawn")
    base = bpmn("startEvent s\nuserTask ask\nendEvent e\nflow s ask e").decode()
    for _, change, sentence in test_refused_details.CASES:
        say(base.replace(*change).encode(), "refused", f"test_refused_details: {sentence}")
    for _, change, sentence in test_refused_details.WARNED:
        say(base.replace(*change).encode(), "warned about", f"test_refused_details: {sentence}")
    for _, sketch, sentence in (*test_refused.SHAPE, *test_refused.EVENTS, *test_refused.UNDO):
        say(bpmn(sketch), "refused", f"test_refused: {sentence}")
    return found


def table() -> str:
    found = evidence()
    lines = ["| element | | its attributes and parts | shown by |", "|---|---|---|---|"]
    for kind, (_, own, abstract) in sorted(schema().items()):
        what, test = ("", "") if abstract else found[kind, ""]
        told: dict[str, list[str]] = {}
        shown = {test: None} if test else {}
        for part in own:
            told.setdefault(found[kind, part][0], []).append(f"`{part}`")
            shown[found[kind, part][1]] = None
        if not abstract or own:
            parts = "; ".join(f"{how}: {', '.join(names)}" for how, names in told.items())
            lines.append(
                f"| {f'every *{kind}*' if abstract else f'`{kind}`'} | {what} | {parts} | {_plain('; '.join(shown))} |"
            )
    return "\n".join(lines)


def _plain(shown: str) -> str:
    return shown.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")


def missing() -> list[Any]:
    """What the schema has and no diagram of the tests shows."""
    found = evidence()
    wanted = [
        (kind, part) for kind, (_, own, abstract) in schema().items() for part in (*own, *([] if abstract else [""]))
    ]
    return [word for word in wanted if word not in found]


def written(page: str) -> str:
    head, _, rest = page.partition(BEGIN)
    return f"{head}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
