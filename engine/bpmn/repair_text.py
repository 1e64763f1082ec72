"""Repair text: a file is changed at the places that are to change; every other byte stays as the author left it.

Where an element stands is asked of the XML reader, once; changes are written down by element and carried out together,
so that two changes of one tag do not get into each other's way.
"""

import re
from collections import defaultdict
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from .markup import Node, Unreadable

DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
#: what a file begins with, and how it is written then
MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def encoding_of(content: bytes) -> str:
    """How the bytes of a file are to be read."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    declared = DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    return declared[1].decode() if declared else "utf-8"


class Source:
    """The text of a file and where its elements stand in it. Raises Unreadable."""

    def __init__(self, content: bytes, root: Node) -> None:
        self.encoding = encoding_of(content)
        try:
            self.text = content.decode(self.encoding)
        except (UnicodeDecodeError, LookupError):
            raise Unreadable(reason=f"The file is not written in {self.encoding}, as it says. Save it again.") from None
        self._bytes = self.text.encode()
        self.newline = "\r\n" if "\r\n" in self.text else "\n"
        spans = _Spans(self._bytes)
        #: element -> (begin, end of the start tag, begin of the end tag, end), in bytes of the text as UTF-8
        self.spans: dict[Node, list[int]] = dict(zip(root.iter(), spans.found, strict=False))

    def tag(self, node: Node) -> str:
        """The start tag as it is written."""
        begin, end = self.spans[node][:2]
        return self._bytes[begin:end].decode()

    def is_empty(self, node: Node) -> bool:
        return self.tag(node).endswith("/>")

    def indent(self, node: Node) -> str:
        """The blanks before an element that begins its line; "" for one that does not."""
        begin = self.spans[node][0]
        line = self._bytes[self._bytes.rfind(b"\n", 0, begin) + 1 : begin].decode()
        return line if not line.strip() else ""

    def changed(self, edits: list[tuple[int, int, str]]) -> str:
        """The text with each (begin, end, instead) carried out; those of one place in the order given."""
        out, at = [], 0
        for begin, end, instead in sorted(edits, key=lambda e: e[:2]):
            if begin < at:
                continue  # inside of what is gone already
            out += [self._bytes[at:begin], instead.encode()]
            at = end
        return b"".join([*out, self._bytes[at:]]).decode()


class _Spans:
    """Begin and end of every element, in the order in which they begin."""

    def __init__(self, content: bytes) -> None:
        self.found: list[list[int]] = []
        self._open: list[list[int]] = []
        self._content = content
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._begin, self._end
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as problem:
            raise Unreadable(reason=f"This is not well-formed XML: {problem}") from None

    def _begin(self, _name: str, _attributes: object) -> None:
        begin = self._parser.CurrentByteIndex
        span = [begin, _tag_end(self._content, begin), 0, 0]
        self.found.append(span)
        self._open.append(span)

    def _end(self, _name: str) -> None:
        span = self._open.pop()
        if self._content[span[1] - 2 : span[1]] == b"/>":
            span[2:] = [span[1], span[1]]
        else:
            begin = self._parser.CurrentByteIndex
            span[2:] = [begin, _tag_end(self._content, begin)]


def _tag_end(content: bytes, begin: int) -> int:
    """Just behind the > of the tag that begins here; one in quotes does not count."""
    quote = 0
    for at in range(begin, len(content)):
        byte = content[at]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == ord(">"):
            return at + 1
    return len(content)


class Edits:
    """What is to change, by element."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.attributes: dict[Node, dict[str, str | None]] = defaultdict(dict)
        self.names: dict[Node, str] = {}
        self.inside: dict[Node, list[str]] = defaultdict(list)
        self.first: dict[Node, list[str]] = defaultdict(list)
        self.behind: dict[Node, list[str]] = defaultdict(list)
        self.gone: set[Node] = set()

    def __bool__(self) -> bool:
        return any((self.attributes, self.names, self.inside, self.first, self.behind, self.gone))

    def text(self) -> str:
        """The whole file, changed."""
        edits: list[tuple[int, int, str]] = []
        for node in self.source.spans:
            if node in self.gone:
                edits.append(self._without(node))
            else:
                edits += self._tag(node) + self._behind(node)
        return self.source.changed(edits)

    def _without(self, node: Node) -> tuple[int, int, str]:
        """With the line break and the blanks before it."""
        begin, end = self.source.spans[node][0], self.source.spans[node][3]
        blanks = len((self.source.newline + self.source.indent(node)).encode()) if self.source.indent(node) else 0
        return begin - blanks, end, ""

    def _behind(self, node: Node) -> list[tuple[int, int, str]]:
        end = self.source.spans[node][3]
        return [(end, end, self._line(node, text, 0)) for text in self.behind.get(node, ())]

    def _line(self, node: Node, text: str, deeper: int) -> str:
        blanks = self.source.indent(node) + "  " * deeper
        return "".join(f"{self.source.newline}{blanks}{line}" for line in text.split("\n"))

    def _tag(self, node: Node) -> list[tuple[int, int, str]]:
        begin, opened, close, end = self.source.spans[node]
        written = self.source.tag(node)
        tag = written
        for name, value in self.attributes.get(node, {}).items():
            tag = _with_attribute(tag, name, value)
        if node in self.names:
            tag = _renamed(tag, self.names[node])
        first, last = (
            [self._line(node, text, 1) for text in where.get(node, ())] for where in (self.first, self.inside)
        )
        if self.source.is_empty(node):
            if first or last:
                name = re.match(r"<([^\s/>]+)", tag)
                tag = (
                    f"{tag[:-2].rstrip()}>{''.join(first + last)}{self._line(node, '', 0)}</{name[1] if name else ''}>"
                )
            return [(begin, opened, tag)] if tag != written else []
        edits = [(begin, opened, tag + "".join(first))] if tag != written or first else []
        if node in self.names:
            edits.append((close, end, _renamed(f"<{self.names[node]}>", self.names[node]).replace("<", "</", 1)))
        if last:
            where = self._before_close(close)
            edits.append((where, where, "".join(last)))
            if where == close:  # the end tag stood on the line of the content
                edits.append((close, close, self._line(node, "", 0)))
        return sorted(edits, key=lambda e: e[0])

    def _before_close(self, close: int) -> int:
        """Behind the content: before the line break and blanks of the end tag, if it has a line of its own."""
        begin = len(self.source._bytes[:close].rstrip(b" \t"))
        if self.source._bytes[:begin].endswith(b"\n"):
            return begin - len(self.source.newline)
        return close


def _with_attribute(tag: str, name: str, value: str | None) -> str:
    """The tag with an attribute of this value; None takes it out."""
    there = re.compile(rf"""(\s+){re.escape(name)}\s*=\s*("[^"]*"|'[^']*')""")
    if value is None:
        return there.sub("", tag, count=1)
    said = f"{name}={quoteattr(value)}"
    if there.search(tag):
        return there.sub(lambda m: m[1] + said, tag, count=1)
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    return f"{tag[:end].rstrip()} {said}{' ' if tag[:end].endswith(' ') else ''}{tag[end:]}"


def _renamed(tag: str, name: str) -> str:
    return re.sub(r"^<[^\s/>]+", lambda _: f"<{name}", tag, count=1)


def said(value: str) -> str:
    """Text of an element."""
    return escape(value)


__all__ = ["Edits", "Source", "encoding_of", "quoteattr", "said"]
