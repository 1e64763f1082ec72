"""Facts: what the bookkeeping of a step wants to know of a task spec, looked up once an edition and not each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask

from .clocks import TURNS
from .definitions import FirstOf
from .element import Element

_JOINS = frozenset({"parallelGateway", "inclusiveGateway"})
_SILENT = frozenset({"boundaryEvent", "exclusiveGateway", "startEvent", *_JOINS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Of a spec that stands for a drawn element."""

    element: Element
    #: where the notes count its rounds
    place: int
    #: the loop around all instances, and one of the instances: what a loop keeps and starts counts once
    is_loop: bool
    is_instance: bool
    #: it may be waited at by a token that has not arrived yet as far as the case can tell
    is_join: bool
    #: called off before it happened, it is not worth a word
    is_silent: bool
    #: an end of the whole case
    is_end: bool
    #: name of the spec that a token goes on to -> the drawn flow
    ways: Mapping[str, str]
    #: the flows that a token leaves by whatever happens, None if it depends
    leaves_by: tuple[str, ...] | None
    #: elements behind an event gateway, in order
    parts: tuple[str, ...]
    #: clocks
    starts_on_open: tuple[str, ...]
    starts: tuple[str, ...]
    keeps: tuple[str, ...]
    #: it does something to clocks when it is done
    has_clocks: bool


def facts_of(plan: Any) -> dict[Any, Facts]:
    """Of all task specs that stand for an element; what the library adds of its own is not among them."""
    found: dict[Any, Facts] = {}
    for spec in (plan.spec, *plan.subs.values()):
        loops: list[Any] = [s for s in spec.task_specs.values() if isinstance(s, LoopTask)]
        instances = {loop.task_spec for loop in loops}
        for task_spec in spec.task_specs.values():
            element = plan.elements.get(getattr(task_spec, "bpmn_id", None) or "")
            if element is not None:
                found[task_spec] = _facts(plan, task_spec, element, task_spec.name in instances)
    return found


def _facts(plan: Any, spec: Any, element: Element, is_instance: bool) -> Facts:
    rule = getattr(spec, "event_definition", None)
    ways = {to: flow for to in spec._outputs if (flow := plan.flow_between.get((element.id, to)))}
    leaves_by = element.outgoing if element.id in plan.begun_inside else tuple(ways.values())
    return Facts(
        element=element,
        place=plan.place[element.id],
        is_loop=isinstance(spec, LoopTask),
        is_instance=is_instance,
        is_join=element.kind in _JOINS,
        is_silent=element.kind in _SILENT,
        is_end=element.id in plan.top_ends,
        ways=ways,
        #  rewritten start events leave by all of their flows
        leaves_by=leaves_by if element.id in plan.begun_inside or len(spec._outputs) < 2 else None,
        parts=tuple(spec._outputs) if isinstance(rule, FirstOf) else (),
        starts_on_open=element.listed("starts_on_open"),
        starts=element.listed("starts"),
        keeps=element.listed("keeps"),
        has_clocks=not element.properties.keys().isdisjoint({"starts", "keeps", *TURNS}),
    )
