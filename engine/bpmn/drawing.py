"""Drawing: one file on the check table - its tree, and the findings that collect while rules look at it."""

from collections.abc import Iterator
from functools import cached_property

from .finding import Finding
from .markup import NS, Node, children, kind, tag

TASKS = frozenset(
    {"userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask", "task"}
)
SCOPES = frozenset({"process", "subProcess", "transaction", "adHocSubProcess"})
CALLS = frozenset({"callActivity"})
ACTIVITIES = TASKS | CALLS | (SCOPES - {"process"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"})
CHOREOGRAPHY = frozenset({"implicitThrowEvent", "choreographyTask", "subChoreography", "callChoreography", "event"})
#: what is named by its id, which other data may have too
DATA = frozenset({"inputDataItem", "outputDataItem", "dataInput", "dataOutput"})
NODES = ACTIVITIES | EVENTS | GATEWAYS | CHOREOGRAPHY

PLAIN = {
    "userTask": "user task",
    "manualTask": "manual task",
    "serviceTask": "service task",
    "scriptTask": "script task",
    "businessRuleTask": "business rule task",
    "sendTask": "send task",
    "receiveTask": "receive task",
    "subProcess": "sub-process",
    "callActivity": "call activity",
    "startEvent": "start event",
    "endEvent": "end event",
    "intermediateCatchEvent": "catching event",
    "intermediateThrowEvent": "throwing event",
    "boundaryEvent": "boundary event",
    "exclusiveGateway": "exclusive gateway",
    "parallelGateway": "parallel gateway",
    "inclusiveGateway": "inclusive gateway",
    "eventBasedGateway": "event gateway",
    "complexGateway": "complex gateway",
    "adHocSubProcess": "ad-hoc sub-process",
}


def label(node: Node) -> str:
    """What people call it: its name on one line, else its id."""
    return " ".join((node.get("name") or "").split()) or node.get("id") or kind(node)


def named(node: Node) -> str:
    """How a finding speaks of a node: 'Choose a remedy' <choose_remedy>."""
    ident, words = node.get("id"), " ".join((node.get("name") or "").split())
    if not ident:
        return f"The {PLAIN.get(kind(node), kind(node))} '{words}' in line {node.sourceline}"
    return f"'{words}' <{ident}>" if words else f"<{ident}>"


def with_article(thing: str) -> str:
    """With its article."""
    return f"an {thing}" if thing[0] in "aeiou" else f"a {thing}"


class Drawing:
    """A file while it is checked. Rules call `refuse`, `error` and `warn`."""

    def __init__(self, path: str, root: Node) -> None:
        self.path, self.root = path, root
        self.findings: list[Finding] = []
        #: it would do something else than is drawn, so nothing in it is run
        self.is_refused = False

    def refuse(self, node: Node, sentence: str) -> None:
        """An error that also keeps the file from the engine."""
        self.is_refused = True
        self.error(node, sentence)

    def error(self, node: Node, sentence: str) -> None:
        self._find(node, sentence, "error")

    def warn(self, node: Node, sentence: str) -> None:
        self._find(node, sentence, "warning")

    def _find(self, node: Node, sentence: str, severity: str) -> None:
        self.findings.append(
            Finding(
                path=self.path, element=node.get("id") or "", label=label(node), sentence=sentence, severity=severity
            )
        )

    @property
    def processes(self) -> list[Node]:
        return list(children(self.root, "process"))

    @cached_property
    def nodes(self) -> list[Node]:
        """All flow nodes of all processes, outer ones first."""
        return [
            node for process in self.processes for node in process.iter() if kind(node) in NODES and node is not process
        ]

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The first node of each id; shapes, and names of data, are left out."""
        found: dict[str, Node] = {}
        for node in self.with_id:
            if kind(node) not in DATA:
                found.setdefault(node.get("id"), node)
        return found

    @cached_property
    def with_id(self) -> list[Node]:
        """All nodes of the model that have an id."""
        return [node for node in self.root.iter() if node.get("id") and node.tag.startswith(tag(""))]

    @cached_property
    def flows(self) -> list[Node]:
        return [flow for process in self.processes for flow in process.iter(tag("sequenceFlow"))]

    @cached_property
    def _ends(self) -> dict[tuple[str, str | None], list[Node]]:
        """(which end, id of the node there) -> flows."""
        found: dict[tuple[str, str | None], list[Node]] = {}
        for flow in self.flows:
            for end in ("sourceRef", "targetRef"):
                found.setdefault((end, flow.get(end)), []).append(flow)
        return found

    def leaving(self, node: Node) -> list[Node]:
        return self._ends.get(("sourceRef", node.get("id")), [])

    def entering(self, node: Node) -> list[Node]:
        return self._ends.get(("targetRef", node.get("id")), [])


def process_of(node: Node) -> Node | None:
    return node if kind(node) == "process" else next((n for n in node.iterancestors() if kind(n) == "process"), None)


def definitions(node: Node) -> list[Node]:
    """The event definitions of an event."""
    return [child for child in children(node) if kind(child).endswith("EventDefinition")]


def is_event_sub_process(node: Node) -> bool:
    return kind(node) == "subProcess" and node.get("triggeredByEvent") == "true"


def event_sub_processes(scope: Node) -> Iterator[Node]:
    return (node for node in scope.iterfind("b:subProcess", NS) if is_event_sub_process(node))
