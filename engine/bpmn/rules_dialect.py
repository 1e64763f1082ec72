"""Dialect rules: what may be drawn is what the engine runs as the standard says; the rest has a way out."""

from .drawing import ACTIVITIES, EVENTS, GATEWAYS, PLAIN, Drawing, is_event_sub_process, named
from .markup import NS, Node, children, kind, text_of

#: elements that are not run at all, and what to draw instead
INSTEAD = {
    "complexGateway": "Say it with exclusive, parallel or inclusive gateways.",
    "adHocSubProcess": "Draw the tasks in a sub-process, behind an inclusive gateway if any of them may be left out.",
    "transaction": "Draw a sub-process with an error boundary event, and undo handlers for what has to be undone.",
    "task": "Say what kind of task it is: user task, service task, script task or business rule task.",
}
#: only these may choose a way by conditions, or lead several ways
CHOOSES = frozenset({"exclusiveGateway", "inclusiveGateway"})
#: where the library runs a preScript or postScript exactly once
SCRIPTED = frozenset(
    {"userTask", "manualTask", "serviceTask", "businessRuleTask", "subProcess", "callActivity", "sendTask"}
)
SCRIPT_FORMATS = ("", "python", "text/python", "text/x-python", "application/x-python")


def look(drawing: Drawing) -> None:
    for process in drawing.processes:
        if process.get("isExecutable") in ("false", "0"):
            drawing.refuse(
                process, f"The process '{process.get('id')}' is marked as not executable. Set isExecutable to true."
            )
    for node in drawing.nodes:
        name = kind(node)
        if name in INSTEAD or name not in ACTIVITIES | EVENTS | GATEWAYS:
            drawing.refuse(
                node,
                f"{named(node)}: this kind of element ({PLAIN.get(name, name)}) is not run. "
                f"{INSTEAD.get(name, 'Draw it with other elements.')}",
            )
        _flows(drawing, node)
        _extras(drawing, node)
        if name in _TASK:
            _TASK[name](drawing, node)
        if name in ACTIVITIES:
            _loop(drawing, node)


def _flows(drawing: Drawing, node: Node) -> None:
    leaving = drawing.leaving(node)
    if len(leaving) > 1 and kind(node) not in GATEWAYS:
        drawing.refuse(
            node,
            f"{named(node)} leads {len(leaving)} ways at once. Draw a gateway behind it that says which: "
            "parallel for all, exclusive for one.",
        )
    if kind(node) in CHOOSES:
        _choice(drawing, node, leaving)
        return
    if any(text_of(flow, "b:conditionExpression") for flow in leaving):
        drawing.refuse(
            node,
            f"{named(node)} has a condition on a flow that leaves it, where nobody would look at it. "
            "Draw an exclusive gateway behind it, and put the condition there.",
        )
    if node.get("default"):
        drawing.refuse(
            node, f"{named(node)} has a default flow, but does not choose. Draw an exclusive gateway behind it."
        )


def _choice(drawing: Drawing, node: Node, leaving: list[Node]) -> None:
    default = node.get("default")
    if default and default not in {flow.get("id") for flow in leaving}:
        drawing.refuse(node, f"The default flow of {named(node)} does not leave it. Choose one of its own flows.")
    for flow in leaving if len(leaving) > 1 else ():
        words = f"'{flow.get('name')}' " if flow.get("name") else ""
        condition = text_of(flow, "b:conditionExpression")
        if flow.get("id") == default and default:
            if condition:
                drawing.warn(
                    node,
                    f"The default flow {words}of {named(node)} has a condition, which nobody looks at. Take it out.",
                )
        elif not condition:
            drawing.refuse(
                node,
                f"{named(node)}: its flow {words}to '{flow.get('targetRef')}' has neither a condition nor is it "
                "the default. Write a condition, or make it the default flow.",
            )


def _extras(drawing: Drawing, node: Node) -> None:
    if node.get("startQuantity", "1") != "1" or node.get("completionQuantity", "1") != "1":
        drawing.refuse(
            node,
            f"{named(node)} counts tokens (startQuantity, completionQuantity), which is not run. Draw a loop or "
            f"several flows.",
        )
    if node.get("instantiate") == "true":
        drawing.refuse(
            node, f"{named(node)} would begin a case by itself (instantiate). Draw a message start event instead."
        )
    if node.get("eventGatewayType", "Exclusive") != "Exclusive":
        drawing.refuse(
            node,
            f"{named(node)} waits for all of its events, which is not run. Draw a parallel gateway with the "
            f"events behind it.",
        )
    if node.find("b:ioSpecification", NS) is not None:
        drawing.warn(
            node,
            f"{named(node)} has inputs and outputs (ioSpecification), which are not looked at: all fields of "
            f"the case are in reach.",
        )
    scripts = [name for name in ("preScript", "postScript") if text_of(node, f"b:extensionElements/s:{name}")]
    if scripts and kind(node) not in SCRIPTED:
        drawing.refuse(
            node, f"{named(node)} has a {scripts[0]}, which would not be run there. Draw a script task beside it."
        )


def _user_task(drawing: Drawing, node: Node) -> None:
    if text_of(node, "b:extensionElements/s:variableName"):
        drawing.refuse(
            node,
            f"{named(node)} collects its answers in one variable. Take the variableName out: answers go to the "
            f"case field by field.",
        )


def _service_task(drawing: Drawing, node: Node) -> None:
    operator = node.find("b:extensionElements/s:serviceTaskOperator", NS)
    if operator is None or not operator.get("id"):
        drawing.refuse(
            node, f"{named(node)} does not say what it does. Choose an action (serviceTaskOperator), such as notify."
        )
    elif any(not p.get("id") or not p.get("type") for p in operator.iterfind(".//s:parameter", NS)):
        drawing.refuse(node, f"{named(node)} has a parameter without a name or type. Give it both (id, type).")


def _script_task(drawing: Drawing, node: Node) -> None:
    if not text_of(node, "b:script"):
        drawing.refuse(node, f"{named(node)} has no script. Write one, such as settled = true, or take the task out.")
    written = (node.get("scriptFormat") or "").lower()
    if written not in SCRIPT_FORMATS:
        drawing.refuse(
            node,
            f"The script of {named(node)} is written in '{written[:40]}'. Write lines that assign, such as "
            f"settled = true, "
            "and take the scriptFormat out.",
        )


def _rule_task(drawing: Drawing, node: Node) -> None:
    if not text_of(node, "b:extensionElements/s:calledDecisionId"):
        drawing.refuse(node, f"{named(node)} does not say which table decides. Choose one (calledDecisionId).")


def _call(drawing: Drawing, node: Node) -> None:
    if not node.get("calledElement"):
        drawing.refuse(node, f"{named(node)} does not say which process it calls. Choose one (calledElement).")


def _message_task(drawing: Drawing, node: Node) -> None:
    if not node.get("messageRef"):
        drawing.refuse(node, f"{named(node)} names no message. Choose one, or make it a service task.")
    if kind(node) == "receiveTask" and _loops(node):
        drawing.refuse(node, f"{named(node)} waits in a loop. Put it into a sub-process, and the loop there.")


_TASK = {
    "userTask": _user_task,
    "serviceTask": _service_task,
    "scriptTask": _script_task,
    "businessRuleTask": _rule_task,
    "callActivity": _call,
    "sendTask": _message_task,
    "receiveTask": _message_task,
}


def _loops(node: Node) -> list[Node]:
    return list(children(node, "multiInstanceLoopCharacteristics", "standardLoopCharacteristics"))


def _loop(drawing: Drawing, node: Node) -> None:
    loops = _loops(node)
    if len(loops) > 1 or (loops and is_event_sub_process(node)):
        drawing.refuse(
            node,
            f"{named(node)} is repeated in two ways, or by its event and a loop. Put a sub-process around it "
            f"for one of them.",
        )
    for loop in loops:
        (_items if kind(loop).startswith("multi") else _standard)(drawing, node, loop)


def _items(drawing: Drawing, node: Node, loop: Node) -> None:
    count, items = text_of(loop, "b:loopCardinality"), text_of(loop, "b:loopDataInputRef")
    result, collected = loop.find("b:outputDataItem", NS) is not None, bool(text_of(loop, "b:loopDataOutputRef"))
    if bool(count) == bool(items):
        drawing.refuse(
            node,
            f"{named(node)} is done several times: say for each item of which list (loopDataInputRef), or how "
            f"often (loopCardinality).",
        )
    if result != collected:
        drawing.refuse(
            node,
            f"{named(node)} names {'a result' if result else 'a list'} but not "
            f"{'the list' if result else 'the result'}. "
            "Name both: the result of one item (outputDataItem), and the list of all (loopDataOutputRef).",
        )
    if any(not (item.get("id") or "").isidentifier() for item in children(loop, "inputDataItem", "outputDataItem")):
        drawing.refuse(node, f"{named(node)}: the name of its item has to be one word, such as customer.")
    if loop.get("behavior", "All") != "All" or loop.get("noneBehaviorEventRef") or loop.get("oneBehaviorEventRef"):
        drawing.refuse(
            node,
            f"{named(node)} throws events for its instances (behavior), which is not run. Throw them from "
            f"inside a sub-process.",
        )


def _standard(drawing: Drawing, node: Node, loop: Node) -> None:
    most = loop.get("loopMaximum")
    if not most and not text_of(loop, "b:loopCondition"):
        drawing.refuse(
            node,
            f"{named(node)} is repeated without end. Write a condition (it goes on while that holds) or a maximum.",
        )
    if most and not (most.isascii() and most.isdigit() and int(most) > 0):
        drawing.refuse(node, f"{named(node)} is repeated at most '{most[:20]}' times. Write a whole number above zero.")
