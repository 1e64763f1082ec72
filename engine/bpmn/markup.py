"""Bytes of a diagram become an element tree, or a sentence that says why not."""

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from lxml import etree as _etree  # pyright: ignore[reportAttributeAccessIssue]

from ..errors import AmendsError

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"
NS = {"b": BPMN, "s": SPIFF}
#: what one file may hold
MOST_BYTES, MOST_NODES, MOST_PROCESSES = 4_000_000, 20_000, 100

#: attributes that are true or false; XML also writes 1 and 0
SWITCHES = (
    "cancelActivity",
    "instantiate",
    "isCollection",
    "isExecutable",
    "isForCompensation",
    "isInterrupting",
    "isSequential",
    "parallelMultiple",
    "testBefore",
    "triggeredByEvent",
    "waitForCompletion",
)
_WRITTEN = {"1": "true", "0": "false"}

#: lxml ships no types
etree: Any = _etree
#: an element of the tree
Node = Any


class Unreadable(AmendsError):
    """The file is not a diagram that we read; the reason says what to do about it."""

    sentence = "{reason}"


def tag(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def kind(node: Node) -> str:
    """The tag without its namespace: userTask, sequenceFlow ..."""
    return node.tag.rpartition("}")[2]


def read_tree(content: bytes) -> Node:
    """The tree of a file, read with the encoding the file itself names. Raises Unreadable.

    No DOCTYPE, entity, network access, comment or processing instruction gets in, nor more than the limits above.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(
            reason=f"The file is larger than {MOST_BYTES // 1_000_000} MB. Split it into processes that call "
            f"each other."
        )
    _refuse_doctype(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        raise Unreadable(reason=f"This is not well-formed XML: {problem}") from None
    if root.tag != tag("definitions"):
        raise Unreadable(reason="This is not a BPMN 2.0 diagram: its outermost element is not 'definitions'.")
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise Unreadable(
            reason=f"The file has more than {MOST_NODES} elements. Split it into processes that call each other."
        )
    if sum(1 for _ in children(root, "process")) > MOST_PROCESSES:
        raise Unreadable(reason=f"The file has more than {MOST_PROCESSES} processes. Split it into several files.")
    for node in root.iter():
        _switches(node)
    return root


def _switches(node: Node) -> None:
    """One way of writing true and false, so that nothing is read as its opposite."""
    for name in SWITCHES:
        value = node.get(name)
        if value is not None:
            node.set(name, _WRITTEN.get(value.strip(), value.strip()))


class _Enough(Exception):
    """The first element begins: a DOCTYPE cannot come any more."""


def _refuse_doctype(content: bytes) -> None:
    """Looked for with a second parser before the first one may act on it: lxml expands some entities while it reads."""

    def doctype(*_: object) -> None:
        raise Unreadable(reason="The file has a DOCTYPE, which is not accepted. Save it again without one.")

    def begin(*_: object) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = doctype, begin
    try:
        parser.Parse(content, True)
    except _Enough:
        pass
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise Unreadable(reason=f"This is not well-formed XML: {problem}") from None


def children(node: Node, *names: str) -> Iterator[Node]:
    """Direct children of the BPMN namespace with one of these names (any, if none is given)."""
    wanted = {tag(name) for name in names}
    return (child for child in node if child.tag in wanted or (not names and str(child.tag).startswith("{" + BPMN)))


def text_of(node: Node, path: str) -> str:
    """The stripped text of the first match of a path with the prefixes b: and s:, or ""."""
    found = node.find(path, NS)
    return (found.text or "").strip() if found is not None else ""
