"""Dialect: from the rewritten tree to the library's specs, with our classes by tag.

The library's parser is made of one class per tag; one mixin in front of all of them is enough. Specs are made once a
process and edition, shared by all its cases and never serialised, so that own classes need no converters.
"""

from typing import Any

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, full_tag
from SpiffWorkflow.bpmn.parser.event_parsers import SIGNAL_EVENT_XPATH
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.spiff.parser import SpiffBpmnParser

from . import activities, boundary, gateways, loops
from .definitions import Condition, Error, Escalation, FirstOf, Message, Signal
from .drawing import NODES
from .markup import Node, kind
from .timers import Timer
from .undo import Undo, wire

LOOPS = (loops.ParallelItems, loops.SequentialItems, loops.StandardLoop)
COMPENSATE = "./bpmn:compensateEventDefinition"


class _Ours:
    """In front of every tag's parser."""

    STANDARD_LOOP_CLASS = loops.StandardLoop
    PARALLEL_MI_CLASS = loops.ParallelItems
    SEQUENTIAL_MI_CLASS = loops.SequentialItems

    def parse_incoming_data_references(self) -> list[Any]:
        return []  # a data object is a drawing of a field; nothing is copied

    parse_outgoing_data_references = parse_incoming_data_references

    def get_position(self, node: Node = None) -> dict[str, float]:
        return {"x": 0.0, "y": 0.0}  # flows are tried as they stand in the file, not by the height of a box

    def parse_io_spec(self) -> None:
        return None  # on a task it would hide the rest of the case

    def parse_condition(self: Any, sequence_flow: Node) -> str | None:
        return (super().parse_condition(sequence_flow) or "").strip() or None  # type: ignore[misc]

    def parse_timer_event(self: Any, event: Node) -> Timer:
        text = next(
            (child.text for child in event if child.tag.endswith(("timeDate", "timeDuration", "timeCycle"))), None
        )
        calendar = self.parse_extensions().get("properties", {}).get("calendar", "")
        return Timer(self.bpmn_id, (text or "").strip(), calendar, description=self.get_event_description(event))

    def parse_conditional_event(self: Any, event: Node) -> Condition:
        return Condition(super().parse_conditional_event(event).expression)  # type: ignore[misc]

    def parse_error_event(self: Any, event: Node) -> Error:
        found = super().parse_error_event(event)  # type: ignore[misc]
        return Error(found.name, expression=found.expression, variable=found.variable, code=found.code)

    def parse_escalation_event(self: Any, event: Node) -> Escalation:
        found = super().parse_escalation_event(event)  # type: ignore[misc]
        return Escalation(found.name, expression=found.expression, variable=found.variable, code=found.code)

    def parse_signal_event(self: Any, event: Node) -> Signal:
        found = super().parse_signal_event(event)  # type: ignore[misc]
        return Signal(found.name, expression=found.expression, variable=found.variable)

    def parse_message_event(self: Any, event: Node) -> Message:
        """Payload and variable may stand with the event or with the message; modelers write both."""
        ref = event.get("messageRef")
        message = next(m for m in event.getroottree().getroot().iter(full_tag("message")) if m.get("id") == ref)
        told = [
            [(text or "").strip() or None for text in self.parse_message_extensions(place)]
            for place in (event, message)
        ]
        payload, variable = (mine or theirs for mine, theirs in zip(*told, strict=True))
        return Message(message.get("name"), None, payload, variable)

    def get_event_definition(self: Any, xpaths: list[str]) -> Any:
        if self.node.tag == full_tag("endEvent"):  # the library does not look for a signal on an end event
            xpaths = [*xpaths, SIGNAL_EVENT_XPATH]
        return super().get_event_definition(xpaths)  # type: ignore[misc]

    def create_task(self: Any) -> Any:
        if self.node.tag == full_tag("eventBasedGateway"):
            return self._create_task(FirstOf())
        if self.node.tag == full_tag("businessRuleTask"):
            return self._rule_task()
        thrown = self.xpath(COMPENSATE)
        if thrown and not self.node.tag.endswith("boundaryEvent"):
            return self._undo(thrown[0].get("activityRef"))
        return super().create_task()  # type: ignore[misc]

    def _rule_task(self: Any) -> Any:
        told = self.parse_extensions()
        return activities.RuleTask(
            self.spec,
            self.bpmn_id,
            decision=(told.get("calledDecisionId") or "").strip(),
            prescript=told.get("preScript"),
            postscript=told.get("postScript"),
            **self.bpmn_attributes,
        )

    def _undo(self: Any, of: str | None) -> Any:
        task = Undo(self.spec, self.bpmn_id, of=of, **self.bpmn_attributes)
        if self.node.tag == full_tag("endEvent"):
            task.connect(self.spec.end)
        return task


class _Process(ProcessParser):
    """Undo handlers are wired here, and loops learn of their instances."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.process_executable = True  # others are refused before they come here
        # the library takes whatever has an id, also the operator `pay` for the task `pay`
        self.nodes_by_id = {node.get("id"): node for node in self.node.iter() if kind(node) in NODES}

    def get_boundary_events(self, attached_to_ref: str) -> list[Node]:
        return [
            n for n in super().get_boundary_events(attached_to_ref) if not n.xpath(COMPENSATE, namespaces=self.nsmap)
        ]

    def _parse(self) -> None:
        super()._parse()
        handlers = {}
        for event in self.xpath("./bpmn:boundaryEvent[bpmn:compensateEventDefinition]"):
            for link in self.xpath(f"./bpmn:association[@sourceRef='{event.get('id')}']"):
                handlers[event.get("attachedToRef")] = self.parse_node(self.get_node_by_id(link.get("targetRef")))
        spec: Any = self.spec
        wire(spec, handlers)
        self._link_loops(spec.task_specs)

    def _link_loops(self, specs: dict[str, Any]) -> None:
        for spec in list(specs.values()):
            if isinstance(spec, LOOPS):  # only create_child and the library's converter make this link
                specs[spec.task_spec].completed_event.connect(spec.merge_child)


OWN = {
    "serviceTask": activities.ServiceTask,
    "subProcess": activities.SubProcess,
    "callActivity": activities.CallActivity,
    "boundaryEvent": boundary.BoundaryEvent,
    "eventBasedGateway": gateways.EventGateway,
    "exclusiveGateway": gateways.ExclusiveGateway,
    "parallelGateway": gateways.ParallelGateway,
    "inclusiveGateway": gateways.InclusiveGateway,
}


class CaseParser(SpiffBpmnParser):
    """One for all files of an edition, so that called processes are found."""

    PROCESS_PARSER_CLASS = _Process
    OVERRIDE_PARSER_CLASSES = {
        tag: (type(parser.__name__, (_Ours, parser), {}), OWN.get(tag.rpartition("}")[2], spec))
        for tag, (parser, spec) in {**BpmnParser.PARSER_CLASSES, **SpiffBpmnParser.OVERRIDE_PARSER_CLASSES}.items()
    }

    def _find_dependencies(self, process: Node) -> None:
        """Asked of nobody: what is called is looked up when it is parsed."""

    def _add_correlations(self, bpmn: Node) -> None:
        """Messages are addressed to a case."""
