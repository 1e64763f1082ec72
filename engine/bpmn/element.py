"""Element: one thing drawn in a diagram, with everything the diagram says about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, kw_only=True)
class Element:
    """A flow node as it is drawn, before anything is rewritten for the engine."""

    id: str
    #: what people call it; its id where nothing is written
    label: str
    #: the tag: userTask, exclusiveGateway, boundaryEvent ...
    kind: str
    process: str
    #: key of the lane (design: one list for diagrams, people and pages), "" outside any lane
    lane: str = ""
    #: id of the embedded sub-process around it, "" directly in the process
    within: str = ""
    #: what an event is about: message, timer, error, escalation, signal, conditional, link, compensate, terminate or ""
    event: str = ""
    #: name of the message, signal, error code, escalation code or link; text of the timer or condition
    about: str = ""
    #: the extension properties (`spiffworkflow:properties`)
    properties: Mapping[str, str] = field(default_factory=dict)
    #: Markdown shown to whoever does it
    instructions: str = ""
    documentation: str = ""
    #: ids of the sequence flows, in the order of the file
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    #: id of the activity a boundary event sits on
    attached_to: str = ""
    #: False for boundary and start events that leave their surroundings running
    interrupts: bool = True
    #: process called by a call activity
    calls: str = ""
    #: table of a business rule task
    decision: str = ""
    #: action of a service task, its parameters as expressions, and the field its result goes to
    operation: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    result: str = ""
    #: assignment lines of a script task
    script: str = ""
    #: field whose items a multi-instance activity goes through, "" if it is done once
    each: str = ""
    #: names that are local to one instance of the loop (the item, the result of one item)
    local: tuple[str, ...] = ()
    source_line: int = 0

    @property
    def form(self) -> str:
        """File name of the JSON schema; "" asks for nothing but a confirmation."""
        return self.properties.get("formJsonSchemaFilename", "")

    def listed(self, name: str) -> tuple[str, ...]:
        """A property that holds several words with commas between them."""
        return _words(self.properties.get(name, ""))


@lru_cache(1_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A sequence flow. `condition` is "" if there is none."""

    id: str
    source: str
    target: str
    label: str = ""
    condition: str = ""
    is_default: bool = False


@dataclass(frozen=True, kw_only=True)
class Process:
    """One process of a file as it is drawn."""

    id: str
    name: str
    path: str
    documentation: str = ""
    elements: Mapping[str, Element] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    #: lane key -> name
    lanes: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)

    def listed(self, name: str) -> tuple[str, ...]:
        """A property that holds several words with commas between them."""
        return _words(self.properties.get(name, ""))
