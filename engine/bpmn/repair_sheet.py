"""Repair sheet: a drawing, what is proposed for it element by element, and the changes that would do it.

Rules of repair write here and nowhere else; nothing of it touches the file. What only a person can decide is
marked, and stands in the difference as `decide_me()` until it is decided: no check lets that pass.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .drawing import NODES, PLAIN, Drawing, named
from .markup import BPMN, NS, SPIFF, Node, children, kind, tag
from .repair_text import Edits, Source, quoteattr, said

#: stands where a person decides; there is no such function, so the check names each place
DECIDE = "decide_me()"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC, LINES = "http://www.omg.org/spec/DD/20100524/DC", "http://www.omg.org/spec/DD/20100524/DI"
FLOW_ELEMENTS = (*sorted(NODES), "sequenceFlow", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is missing at one element, why it matters, and what is proposed."""

    element: str
    line: int
    sentence: str
    #: a person has to decide something before it can be published
    to_decide: bool = False
    #: the difference holds a change for it
    is_change: bool = True


class RepairSheet:
    """Proposals for one file."""

    def __init__(self, drawing: Drawing, source: Source, taken: Collection[str] = ()) -> None:
        self.drawing, self.edits, self.source = drawing, Edits(source), source
        self.proposals: list[Proposal] = []
        #: path of a form that is to be made -> its fields (name, title, kind)
        self.forms: dict[str, list[tuple[str, str, str]]] = {}
        self._ids = {*taken, *(n.get("id") for n in drawing.root.iter() if n.get("id"))}
        self._spiff = next((prefix for prefix, uri in drawing.root.nsmap.items() if uri == SPIFF and prefix), "")
        self._shapes: dict[str, tuple[float, float, float, float]] | None = None

    # -- what is said
    def propose(self, node: Node, sentence: str, *, decide: bool = False) -> None:
        self._say(node, sentence, decide, True)

    def note(self, node: Node, sentence: str, *, decide: bool = False) -> None:
        """Worth knowing, or for a person to decide; nothing is changed for it."""
        self._say(node, sentence, decide, False)

    def _say(self, node: Node, sentence: str, decide: bool, change: bool) -> None:
        self.proposals.append(
            Proposal(
                element=node.get("id") or "",
                line=node.sourceline or 0,
                sentence=f"{named(node)}: {sentence}",
                to_decide=decide,
                is_change=change,
            )
        )

    # -- what is changed
    def set(self, node: Node, name: str, value: str | None) -> None:
        self.edits.attributes[node][name] = value

    def get(self, node: Node, name: str) -> str | None:
        """The attribute as it will be."""
        return self.edits.attributes.get(node, {}).get(name, node.get(name))

    def name(self, node: Node, word: str) -> None:
        """Make it an element of another kind."""
        self.edits.names[node] = self.word(word)

    def add(self, node: Node, text: str) -> None:
        """A child behind the others."""
        self.edits.inside[node].append(text)

    def word(self, name: str) -> str:
        """A BPMN tag as this file writes it."""
        prefix = next((p for p, uri in self.drawing.root.nsmap.items() if uri == BPMN), None)
        return f"{prefix}:{name}" if prefix else name

    def extend(self, node: Node, text: str) -> None:
        """An extension element of ours; `text` has the prefix s:."""
        text = re.sub(r"(</?)s:", lambda m: f"{m[1]}{self._our_prefix()}:", text)
        there = next(children(node, "extensionElements"), None)
        if there is not None:
            self.add(there, text)
            return
        inner = "\n".join(f"  {line}" for line in text.split("\n"))
        block = f"<{self.word('extensionElements')}>\n{inner}\n</{self.word('extensionElements')}>"
        told = list(children(node, "documentation"))
        if told:
            self.edits.behind[told[-1]].append(block)
        else:
            self.edits.first[node].append(block)

    def _our_prefix(self) -> str:
        if not self._spiff:
            used = set(self.drawing.root.nsmap)
            self._spiff = "spiffworkflow" if "spiffworkflow" not in used else "amends_spiffworkflow"
            self.set(self.drawing.root, f"xmlns:{self._spiff}", SPIFF)
        return self._spiff

    def say_property(self, node: Node, name: str, value: str) -> None:
        there = node.find("b:extensionElements/s:properties", NS)
        prefix = self._our_prefix()
        said_so = f"<{prefix}:property name={quoteattr(name)} value={quoteattr(value)}/>"
        if there is not None:
            self.add(there, said_so)
        else:
            self.extend(node, f"<s:properties>\n  {said_so}\n</s:properties>")

    def root_element(self, word: str, ident: str, **attributes: str) -> str:
        """A message, signal or error beside the processes; its id."""
        ident = self.new_id(ident)
        written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        first = next((n for n in self.drawing.root if n.tag in (tag("process"), tag("collaboration"))), None)
        text = f"<{self.word(word)} id={quoteattr(ident)}{written}/>"
        before = first.getprevious() if first is not None else None
        if before is not None:
            self.edits.behind[before].append(text)
        else:
            self.edits.first[self.drawing.root].append(text)
        return ident

    def new_id(self, wish: str) -> str:
        """An id that nothing has, in our spelling."""
        wish = slug(wish)
        ident, letters = wish, "abcdefghijklmnopqrstuvwxyz"
        turn = 0
        while ident in self._ids:
            ident = f"{wish}_{'again_' * (turn // 26)}{letters[turn % 26]}"
            turn += 1
        self._ids.add(ident)
        return ident

    def claim(self, ident: str) -> bool:
        """Take an id; False if something has it."""
        free = ident not in self._ids
        self._ids.add(ident)
        return free

    def before_flow_elements(self, scope: Node, text: str) -> None:
        head = list(children(scope, "documentation", "extensionElements", "ioSpecification", "property"))
        if head:
            self.edits.behind[head[-1]].append(text)
        else:
            self.edits.first[scope].append(text)

    def flow_element(self, scope: Node, text: str) -> None:
        """A node or flow, behind those that are there."""
        there = [n for n in children(scope, *FLOW_ELEMENTS) if n not in self.edits.gone]
        if there:
            self.edits.behind[there[-1]].append(text)
        else:
            self.add(scope, text)

    def flow(self, scope: Node, source: str, target: str) -> str:
        ident = self.new_id(f"{source}_to_{target}")
        self.flow_element(
            scope,
            f"<{self.word('sequenceFlow')} id={quoteattr(ident)} sourceRef={quoteattr(source)} "
            f"targetRef={quoteattr(target)}/>",
        )
        self._draw_edge(ident, source, target)
        return ident

    def node(self, scope: Node, word: str, ident: str, name: str, place: tuple[float, float] | None) -> None:
        """A new element, with a shape in the middle of `place` where the file has a diagram."""
        written = f" name={quoteattr(name)}" if name else ""
        self.flow_element(scope, f"<{self.word(word)} id={quoteattr(ident)}{written}/>")
        if place is not None:
            size = 50 if word.endswith("Gateway") else 36
            self._draw_shape(ident, place[0] - size / 2, place[1] - size / 2, size)

    # -- the diagram
    def box(self, ident: str | None) -> tuple[float, float, float, float] | None:
        """x, y, width, height of a shape."""
        if self._shapes is None:
            self._shapes = dict(self._read_shapes())
        return self._shapes.get(ident or "")

    def _read_shapes(self) -> Iterable[tuple[str, tuple[float, float, float, float]]]:
        for shape in self.drawing.root.iter(f"{{{DI}}}BPMNShape"):
            bounds = shape.find(f"{{{DC}}}Bounds")
            try:
                x, y, width, height = (float(bounds.get(name)) for name in ("x", "y", "width", "height"))
            except (AttributeError, TypeError, ValueError):
                continue
            yield shape.get("bpmnElement") or "", (x, y, width, height)

    def _plane(self) -> tuple[Node, str, str, str] | None:
        plane = next(self.drawing.root.iter(f"{{{DI}}}BPMNPlane"), None)
        if plane is None:
            return None
        shape = next(plane.iter(f"{{{DC}}}Bounds"), None)
        edge = next(plane.iter(f"{{{LINES}}}waypoint"), None)
        prefixes = [n.prefix if n is not None else None for n in (plane, shape, edge)]
        return (plane, *(p or "" for p in prefixes))  # type: ignore[return-value]

    def _draw_shape(self, ident: str, x: float, y: float, size: float) -> None:
        found = self._plane()
        if found is None or not found[1] or not found[2]:
            return
        plane, di, dc, _ = found
        self.box(None)
        assert self._shapes is not None  # noqa: S101 - read by `box`
        self._shapes[ident] = (x, y, size, size)
        self.add(
            plane,
            f"<{di}:BPMNShape id={quoteattr(self.new_id(ident + '_shape'))} bpmnElement={quoteattr(ident)}>\n"
            f'  <{dc}:Bounds x="{x:g}" y="{y:g}" width="{size:g}" height="{size:g}"/>\n</{di}:BPMNShape>',
        )

    def _draw_edge(self, ident: str, source: str, target: str) -> None:
        found, start, end = self._plane(), self.box(source), self.box(target)
        if found is None or not found[1] or not found[3] or start is None or end is None:
            return
        plane, di, _, line = found
        self.add(
            plane,
            f"<{di}:BPMNEdge id={quoteattr(self.new_id(ident + '_edge'))} bpmnElement={quoteattr(ident)}>\n"
            f'  <{line}:waypoint x="{start[0] + start[2]:g}" y="{start[1] + start[3] / 2:g}"/>\n'
            f'  <{line}:waypoint x="{end[0]:g}" y="{end[1] + end[3] / 2:g}"/>\n</{di}:BPMNEdge>',
        )


def slug(text: str) -> str:
    """Words in small letters with _ between them; letters outside of a-z are spelt with them where that is known."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", "_", plain).strip("_")[:60].strip("_") or "element"


def what(node: Node) -> str:
    return PLAIN.get(kind(node), kind(node))


__all__ = ["DECIDE", "Proposal", "RepairSheet", "quoteattr", "said", "slug", "what"]
