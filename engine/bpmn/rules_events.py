"""Event rules: each event says what it waits for or throws, in a place where that is run as the standard says."""

from .drawing import ACTIVITIES, EVENTS, PLAIN, Drawing, definitions, is_event_sub_process, named, with_article
from .markup import NS, Node, children, kind, tag, text_of

EMPTY = ""
#: what may stand where; "" is an event about nothing
ALLOWED = {
    "startEvent": {EMPTY, "message"},
    "endEvent": {EMPTY, "message", "error", "escalation", "signal", "terminate", "compensate"},
    "intermediateCatchEvent": {"message", "timer", "signal", "conditional", "link"},
    "intermediateThrowEvent": {EMPTY, "message", "escalation", "signal", "link", "compensate"},
    "boundaryEvent": {"message", "timer", "error", "escalation", "signal", "conditional", "compensate"},
}
#: what starts an event sub-process
STARTS = {"message", "timer", "error", "escalation", "signal", "conditional"}
REFERENCE = {"message": "messageRef", "signal": "signalRef", "error": "errorRef", "escalation": "escalationRef"}
THROWS = ("endEvent", "intermediateThrowEvent")


def look(drawing: Drawing) -> None:
    for node in drawing.nodes:
        if kind(node) in EVENTS:
            _event(drawing, node)
        if kind(node) == "boundaryEvent":
            _boundary(drawing, node)
        if kind(node) == "eventBasedGateway":
            _event_gateway(drawing, node)
        if is_event_sub_process(node):
            _event_sub_process(drawing, node)
    _links(drawing)


def about(node: Node) -> list[str]:
    return [kind(definition).removesuffix("EventDefinition") for definition in definitions(node)]


def _event(drawing: Drawing, node: Node) -> None:
    what_about = about(node)
    if len(what_about) > 1 or node.find("b:eventDefinitionRef", NS) is not None:
        drawing.refuse(
            node,
            f"{named(node)} is about several things at once. Draw an event for each; an event gateway takes "
            f"whichever comes first.",
        )
        return
    what = what_about[0] if what_about else EMPTY
    if what not in _allowed(node):
        drawing.refuse(node, f"{named(node)}: {_not_there(node, what)}")
        return
    if what in REFERENCE:
        _reference(drawing, node, what)
    elif what in ("timer", "conditional"):
        _text(drawing, node, what)


def _allowed(node: Node) -> set[str]:
    if kind(node) == "startEvent" and kind(node.getparent()) != "process":
        return STARTS if is_event_sub_process(node.getparent()) else {EMPTY}
    return ALLOWED[kind(node)]


def _not_there(node: Node, what: str) -> str:
    place = with_article(PLAIN[kind(node)])
    if not what:
        return f"{place} has to say what it waits for: a time, a message, a condition ..."
    if kind(node) == "startEvent" and kind(node.getparent()) == "process":
        begun = f"no case is begun by {with_article(what)} event"
        return f"{begun}. Draw a plain one; an event behind it may wait for the {what}."
    if what == "cancel":
        return "cancelling a transaction is not run. Draw an error event."
    return f"{place} about '{what}' is not run. Draw it with an event of another kind, or in another place."


def _reference(drawing: Drawing, node: Node, what: str) -> None:
    definition = definitions(node)[0]
    ref = definition.get(REFERENCE[what])
    if not ref and (what in ("message", "signal") or kind(node) in THROWS):
        drawing.refuse(node, f"{named(node)} names no {what}. Choose one.")
    found = drawing.by_id.get(ref or "")
    if found is not None and what in ("error", "escalation") and not found.get(f"{what}Code"):
        drawing.refuse(
            node,
            f"{named(node)}: the {what} '{found.get('name')}' has no code, by which it would be caught. Give it one.",
        )


def _text(drawing: Drawing, node: Node, what: str) -> None:
    definition = definitions(node)[0]
    times = [
        child for child in children(definition, "timeDate", "timeDuration", "timeCycle") if (child.text or "").strip()
    ]
    if what == "timer" and len(times) != 1:
        drawing.refuse(
            node,
            f"{named(node)} waits for a time but says {'none' if not times else 'several'}. "
            "Write one, such as PT4H, 2 working days, or a field that holds it.",
        )
    if what == "conditional" and not text_of(definition, "b:condition"):
        drawing.refuse(node, f"{named(node)} waits for a condition but has none. Write one, such as settled.")


def _boundary(drawing: Drawing, node: Node) -> None:
    on = drawing.by_id.get(node.get("attachedToRef") or "")
    if on is None or kind(on) not in ACTIVITIES or on.getparent() is not node.getparent() or is_event_sub_process(on):
        drawing.refuse(
            node, f"{named(node)} sits on no task or sub-process. Put it on the edge of the one it belongs to."
        )
    if node.get("cancelActivity") == "false" and "error" in about(node):
        drawing.refuse(
            node,
            f"{named(node)}: an error always ends what it happened in. Let the event interrupt, or draw an escalation.",
        )


def _event_gateway(drawing: Drawing, node: Node) -> None:
    leaving = drawing.leaving(node)
    targets = [drawing.by_id.get(flow.get("targetRef")) for flow in leaving]
    if len(leaving) < 2:
        drawing.refuse(node, f"{named(node)} has one event behind it only. Draw the event alone, or the others too.")
    _same_message(drawing, node, [t for t in targets if t is not None])
    for target in (t for t in targets if t is not None):
        catches = kind(target) == "receiveTask" or (
            kind(target) == "intermediateCatchEvent" and "link" not in about(target)
        )
        if not catches:
            drawing.refuse(
                node,
                f"{named(node)} leads to {named(target)}, which waits for nothing. Behind it stand catching "
                f"events only.",
            )
        elif len(drawing.entering(target)) > 1:
            drawing.refuse(
                target,
                f"{named(target)} stands behind {named(node)} and has other ways in. Draw an event of its own "
                f"for them.",
            )
        elif any(n.get("attachedToRef") == target.get("id") for n in drawing.nodes):
            drawing.refuse(
                target,
                f"{named(target)} stands behind {named(node)} and carries events. Draw them behind the gateway "
                f"instead.",
            )


def _same_message(drawing: Drawing, node: Node, targets: list[Node]) -> None:
    messages = [place.get("messageRef") for t in targets for place in (t, *definitions(t)) if place.get("messageRef")]
    if len(messages) > len(set(messages)):
        drawing.refuse(node, f"{named(node)} waits for one message in two ways. Draw it once, and a gateway behind it.")


def _event_sub_process(drawing: Drawing, node: Node) -> None:
    starts = list(children(node, "startEvent"))
    if starts and starts[0].get("isInterrupting") == "false" and "error" in about(starts[0]):
        drawing.refuse(
            starts[0],
            f"{named(starts[0])}: an error always ends what it happened in. Let the event interrupt, or draw an "
            f"escalation.",
        )
    soft = starts and starts[0].get("isInterrupting") == "false"
    if soft and any(
        end.find("b:terminateEventDefinition", NS) is not None for end in children(node.getparent(), "endEvent")
    ):
        drawing.refuse(
            node,
            f"{named(node)} runs beside what a terminate event ends; it would go on. Draw a normal end event, "
            f"or let it interrupt.",
        )


def _links(drawing: Drawing) -> None:
    catches: dict[tuple[Node, str], Node] = {}
    links = [
        (d.getparent(), d.get("name") or "")
        for d in drawing.root.iter(tag("linkEventDefinition"))
        if d.getparent().get("id")
    ]
    for event, name in links:
        if (
            kind(event) == "intermediateCatchEvent"
            and catches.setdefault((event.getparent(), name), event) is not event
        ):
            drawing.refuse(event, f"{named(event)}: two places catch the link '{name}'. Give one of them another name.")
    for event, name in links:
        if kind(event) == "intermediateThrowEvent" and (event.getparent(), name) not in catches:
            drawing.refuse(
                event,
                f"{named(event)} leads to the link '{name}', which nothing catches on its level. Draw the "
                f"catching event.",
            )
