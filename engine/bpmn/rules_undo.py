"""Undo rules: every handler belongs to an activity, and every undo has something that it undoes.

What is undone is looked up on the level of the throwing event. What could only be looked up elsewhere - inside a
completed sub-process, or around an event sub-process - is refused, because nothing would happen there.
"""

from collections.abc import Iterator, Mapping

from .drawing import ACTIVITIES, SCOPES, Drawing, definitions, is_event_sub_process, named
from .element import Process
from .markup import Node, children, kind
from .rules_events import about


def look(drawing: Drawing, processes: Mapping[str, Process]) -> None:
    for node in drawing.nodes:
        if "compensate" in about(node) and kind(node) == "boundaryEvent":
            _boundary(drawing, node)
        elif "compensate" in about(node):
            _throw(drawing, node, processes)
        if node.get("isForCompensation") == "true":
            _handler(drawing, node)


def _boundary(drawing: Drawing, node: Node) -> None:
    if len(_handlers(drawing, node)) != 1:
        drawing.refuse(
            node,
            f"{named(node)} has no undo handler. Draw an association from it to one task that is marked for "
            f"compensation.",
        )


def _handlers(drawing: Drawing, event: Node) -> list[Node]:
    """The activities that an undo event on the edge of another leads to by an association."""
    found = [
        drawing.by_id.get(a.get("targetRef") or "")
        for a in children(event.getparent(), "association")
        if a.get("sourceRef") == event.get("id")
    ]
    return [
        h
        for h in found
        if h is not None
        and kind(h) in ACTIVITIES
        and h.get("isForCompensation") == "true"
        and h.getparent() is event.getparent()
    ]


def _handler(drawing: Drawing, node: Node) -> None:
    events = [e for e in _undo_events(node.getparent()) if node in _handlers(drawing, e)]
    if len(events) != 1:
        drawing.refuse(
            node,
            f"{named(node)} is an undo handler that {'nothing leads' if not events else 'several events lead'} to. "
            "Draw an association from one undo event on the edge of the activity that it undoes.",
        )
    if any(e.get("attachedToRef") == node.get("id") for e in children(node.getparent(), "boundaryEvent")):
        drawing.refuse(
            node,
            f"{named(node)} is an undo handler with events on its edge, which are not waited for. Make the handler a "
            f"sub-process, and draw them inside.",
        )


def _undo_events(scope: Node) -> list[Node]:
    return [event for event in children(scope, "boundaryEvent") if "compensate" in about(event)]


def _throw(drawing: Drawing, node: Node, processes: Mapping[str, Process]) -> None:
    scope, definition = node.getparent(), definitions(node)[0]
    of, undone = definition.get("activityRef"), {e.get("attachedToRef") for e in _undo_events(scope)}
    target = drawing.by_id.get(of or "")
    if definition.get("waitForCompletion") == "false":
        drawing.refuse(
            node,
            f"{named(node)} would not wait until all is undone (waitForCompletion), which is not run. Draw a parallel "
            f"gateway before it.",
        )
    if of and (target is None or target.getparent() is not scope):
        drawing.refuse(
            node,
            f"{named(node)} undoes '{of}', which is not on its level. What a sub-process did is undone inside it.",
        )
    elif not (undone & {of} if of else undone):
        drawing.refuse(node, f"{named(node)} undoes {of or 'what was done'}, {_nothing(scope)}")
    elif not of:
        for inner in _out_of_reach(scope, undone, processes):
            drawing.refuse(
                node,
                f"{named(node)} would also undo what {named(inner)} did inside, which is out of its reach by then. "
                f"Draw an undo event on the edge of {named(inner)}, with a handler for all of it.",
            )


def _nothing(scope: Node) -> str:
    if is_event_sub_process(scope):
        return (
            "but in an event sub-process nothing of what is around it can be undone. "
            "Draw the undo behind a sub-process whose error boundary event leads to it."
        )
    return (
        "but nothing says how. Draw an undo event on the edge of the activity, "
        "and an association from it to the handler."
    )


def _out_of_reach(scope: Node, undone: set[str | None], processes: Mapping[str, Process]) -> Iterator[Node]:
    """Activities with undo events inside that have no handler of their own: an undo of everything means them too."""
    for inner in scope:
        if inner.get("id") in undone or is_event_sub_process(inner):
            continue
        if kind(inner) in SCOPES and any(_undo_events(n) for n in inner.iter() if kind(n) in SCOPES):
            yield inner
        called = processes.get(inner.get("calledElement") or "")
        if called and any(e.kind == "boundaryEvent" and e.event == "compensate" for e in called.elements.values()):
            yield inner
