"""Name rules: ids are an API, labels are what people say, gateways ask a question. Warnings only."""

import re

from .drawing import ACTIVITIES, EVENTS, Drawing, named
from .markup import Node, kind

SNAKE = re.compile(r"[a-z][a-z]*(_[a-z]+)*$")
NUMBERED = re.compile(r".*\d")
ASKS = ("exclusiveGateway", "inclusiveGateway")


def look(drawing: Drawing) -> None:
    for process in drawing.processes:
        _ident(drawing, process)
        if not process.get("name"):
            drawing.warn(
                process, f"The process '{process.get('id')}' has no name. Say what it is for, such as Make amends."
            )
    for node in drawing.nodes:
        _ident(drawing, node)
        _label(drawing, node)


def _ident(drawing: Drawing, node: Node) -> None:
    ident = node.get("id") or ""
    if NUMBERED.match(ident):
        drawing.warn(
            node,
            f"The id '{ident}' has a number in it. Say what it is instead, such as ask_customer: the record "
            f"will show it.",
        )
    elif ident and not SNAKE.match(ident):
        drawing.warn(
            node, f"The id '{ident}' is not written in small letters with _ between words, such as ask_customer."
        )


def _label(drawing: Drawing, node: Node) -> None:
    leaving, entering = drawing.leaving(node), drawing.entering(node)
    label = (node.get("name") or "").strip()
    if not label and kind(node) in ACTIVITIES | EVENTS:
        drawing.warn(
            node, f"{named(node)} has no label. Write what people say, such as 'Choose a remedy' or 'Answer overdue'."
        )
    if kind(node) in ASKS and len(leaving) > 1:
        if not label.endswith(("?", "？")):
            drawing.warn(
                node,
                f"{named(node)} chooses a way but asks no question. Label it with one, such as 'Remedy accepted?'.",
            )
        for flow in leaving:
            if not (flow.get("name") or "").strip():
                drawing.warn(
                    node,
                    f"{named(node)}: its flow to '{flow.get('targetRef')}' has no label. Write the answer, such "
                    f"as Yes.",
                )
    if kind(node).endswith("Gateway") and len(leaving) == 1 and len(entering) == 1:
        drawing.warn(node, f"{named(node)} has one way in and one way out. It does nothing: take it out.")
