"""Diagrams: the same files for every contestant, written as BPMN by a few lines of Python.

`thirteen`: a case with a choice, two branches and a timer, five tasks done by people. `wide`: the same on 150 nodes,
eight branches not taken. `tail`: the same with 137 nodes still ahead. `loop`: one task again and again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

PROCESS = "complaint"
NODES = 150
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="benchmarks">'
)
FIRST = """severity = 2 if amount > 100 else 4
hours_promised = 24 if loyalty == "gold" else 72
state = "open\""""
#: element -> the properties that the house reads; the library passes them over
PROPERTIES = {
    "acknowledge": {"starts_on_open": "answer", "keeps": "answer", "due": "PT4H"},
    "approve": {"due": "PT1H"},
    "deliver": {"due": "PT8H"},
}


@dataclass
class Drawing:
    """A process in the making."""

    nodes: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    flows: list[str] = field(default_factory=list)
    defaults: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, tuple[str, str]] = field(default_factory=dict)

    def node(self, kind: str, ident: str, inner: str = "") -> str:
        self.nodes.append(ident)
        self.drawn[ident] = kind, inner
        return ident

    def task(self, ident: str) -> str:
        """Something that a person does, in the one lane, with a form."""
        form = "work.schema.json" if ident not in PROPERTIES | {"inform": 0, "follow_up": 0} else f"{ident}.schema.json"
        properties = {"formJsonSchemaFilename": form} | PROPERTIES.get(ident, {})
        told = "".join(
            f"<spiffworkflow:property name={quoteattr(name)} value={quoteattr(value)}/>"
            for name, value in properties.items()
        )
        self.people.append(ident)
        kept = f"<spiffworkflow:properties>{told}</spiffworkflow:properties>"
        return self.node("userTask", ident, f"<extensionElements>{kept}</extensionElements>")

    def script(self, ident: str, text: str) -> str:
        return self.node("scriptTask", ident, f"<script>{escape(text)}</script>")

    def choice(self, ident: str) -> str:
        return self.node("exclusiveGateway", ident)

    def flow(self, source: str, target: str, condition: str = "") -> None:
        """A condition, or the word `default`."""
        ident = f"from_{source}_to_{target}"
        if condition == "default":
            self.defaults[source], condition = ident, ""
        inner = f"<conditionExpression>{escape(condition)}</conditionExpression>" if condition else ""
        self.flows.append(
            f'<sequenceFlow id="{ident}" name="{ident}" sourceRef="{source}" targetRef="{target}">{inner}'
            "</sequenceFlow>"
        )

    def xml(self) -> bytes:
        lane = "".join(f"<flowNodeRef>{ident}</flowNodeRef>" for ident in self.people)
        drawn = "".join(self._element(ident) for ident in self.nodes)
        return (
            f'{HEAD}<process id="{PROCESS}" name="Complaint" isExecutable="true">'
            f'<laneSet id="lanes"><lane id="front_line" name="Front line">{lane}</lane></laneSet>'
            f"{drawn}{''.join(self.flows)}</process></definitions>"
        ).encode()

    def _element(self, ident: str) -> str:
        kind, inner = self.drawn[ident]
        name = ident.replace("_", " ").capitalize() + ("?" if kind == "exclusiveGateway" else "")
        default = f' default="{self.defaults[ident]}"' if ident in self.defaults else ""
        return f'<{kind} id="{ident}" name="{name}"{default}>{inner}</{kind}>'


def _begun() -> Drawing:
    drawing = Drawing()
    drawing.node("startEvent", "reported")
    drawing.script("rate", FIRST)
    drawing.flow("reported", "rate")
    return drawing


def _taken(drawing: Drawing, entry: str, condition: str = "") -> None:
    """The way that every case takes, up to the task `follow_up`."""
    drawing.task("acknowledge")
    drawing.flow(entry, "acknowledge", condition)
    drawing.choice("large")
    drawing.flow("acknowledge", "large")
    drawing.task("approve")
    drawing.choice("approved")
    drawing.flow("large", "approve", "amount > 100")
    drawing.flow("large", "approved", "default")
    drawing.flow("approve", "approved")
    drawing.task("deliver")
    drawing.flow("approved", "deliver")
    drawing.node("parallelGateway", "both_begin")
    drawing.flow("deliver", "both_begin")
    drawing.task("inform")
    wait = "<timerEventDefinition><timeDuration>pause_for</timeDuration></timerEventDefinition>"
    drawing.node("intermediateCatchEvent", "pause", wait)
    drawing.node("parallelGateway", "both_done")
    for branch in ("inform", "pause"):
        drawing.flow("both_begin", branch)
        drawing.flow(branch, "both_done")
    drawing.task("follow_up")
    drawing.flow("both_done", "follow_up")


def thirteen() -> bytes:
    drawing = _begun()
    _taken(drawing, "rate")
    drawing.node("endEvent", "closed")
    drawing.flow("follow_up", "closed")
    return drawing.xml()


def wide() -> bytes:
    """Behind a gateway, the way of `thirteen` is the default; eight other ways are drawn and never taken."""
    drawing = _begun()
    drawing.choice("route")
    drawing.flow("rate", "route")
    _taken(drawing, "route", "default")
    drawing.choice("over")
    drawing.flow("follow_up", "over")
    left = NODES - len(drawing.nodes) - 1
    for branch in range(8):
        _untaken(drawing, branch, left // 8 + (branch < left % 8))
    drawing.node("endEvent", "closed")
    drawing.flow("over", "closed")
    return drawing.xml()


def _untaken(drawing: Drawing, branch: int, length: int) -> None:
    before, number = "route", 0
    while number < length:
        ident, condition = f"way_{branch}_{number}", f'category == "way_{branch}"' if before == "route" else ""
        if number % 6 == 2 and number + 3 <= length:  # a choice of its own: a task, or round it
            drawing.choice(ident)
            task, joined = drawing.task(f"{ident}_ask"), drawing.choice(f"{ident}_on")
            drawing.flow(before, ident, condition)
            drawing.flow(ident, task, "amount > 50")
            drawing.flow(ident, joined, "default")
            drawing.flow(task, joined)
            before, number = joined, number + 3
            continue
        if number % 6 == 5:
            drawing.script(ident, f"step_{branch} = {number}")
        else:
            drawing.task(ident)
        drawing.flow(before, ident, condition)
        before, number = ident, number + 1
    drawing.flow(before, "over")


def tail() -> bytes:
    """As `thirteen`, with a long line of tasks behind it that no case of ours ever comes to."""
    drawing = _begun()
    _taken(drawing, "rate")
    before = "follow_up"
    for number in range(NODES - 1 - len(drawing.nodes)):
        ident = f"later_{number}"
        if number % 5 == 4:
            drawing.script(ident, f"step_{number} = {number}")
        else:
            drawing.task(ident)
        drawing.flow(before, ident)
        before = ident
    drawing.node("endEvent", "closed")
    drawing.flow(before, "closed")
    return drawing.xml()


def loop() -> bytes:
    drawing = _begun()
    drawing.choice("again")
    drawing.task("work")
    drawing.choice("more")
    drawing.node("endEvent", "closed")
    drawing.flow("rate", "again")
    drawing.flow("again", "work")
    drawing.flow("work", "more")
    drawing.flow("more", "again", "more_work")
    drawing.flow("more", "closed", "default")
    return drawing.xml()


SHAPES: dict[str, Callable[[], bytes]] = {"thirteen": thirteen, "wide": wide, "tail": tail, "loop": loop}
