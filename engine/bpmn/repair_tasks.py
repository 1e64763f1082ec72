"""Repair of tasks: that a process is meant to run, what kind a task is, what it does, and which form it shows."""

from collections.abc import Collection

from .drawing import ACTIVITIES, SCOPES
from .markup import BPMN, NS, SPIFF, Node, children, kind, text_of
from .repair_sheet import DECIDE, RepairSheet, said, slug

#: vendors' words for what we have a word for
VENDORS = ("camunda", "zeebe", "activiti", "flowable", "signavio")
KINDS = {
    "string": "string",
    "enum": "string",
    "long": "number",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
}


def look(sheet: RepairSheet, forms: Collection[str]) -> None:
    for process in sheet.drawing.processes:
        _runs(sheet, process)
        _drawn_data(sheet, process)
    for node in sheet.drawing.nodes:
        if kind(node) == "task":
            sheet.name(node, "userTask")
            sheet.propose(node, "it does not say what kind of task it is. It becomes a user task, done by a person; "
                                "what a machine does is a service task.", decide=True)  # fmt: skip
        if kind(node) in ("task", "userTask") and not text_of_property(node):
            _form(sheet, node, forms)
        if kind(node) in _DOES:
            _DOES[kind(node)](sheet, node)
        if kind(node) in ACTIVITIES and node.find("b:ioSpecification", NS) is not None:
            _inputs(sheet, node)
        if kind(node) in ACTIVITIES | SCOPES:
            _vendor(sheet, node)


def text_of_property(node: Node) -> str:
    """The form it shows."""
    for given in node.iterfind("b:extensionElements/s:properties/s:property[@name='formJsonSchemaFilename']", NS):
        return given.get("value") or ""
    return ""


def _runs(sheet: RepairSheet, process: Node) -> None:
    if process.get("isExecutable") not in ("true", "1"):
        was = "is marked as not meant to run" if process.get("isExecutable") else "does not say that it is meant to run"
        sheet.set(process, "isExecutable", "true")
        sheet.propose(
            process, f"the process {was} (isExecutable), so it would be left out. It is marked as meant to run."
        )


def _drawn_data(sheet: RepairSheet, process: Node) -> None:
    for name, words in (("dataStoreReference", "data store"), ("dataObjectReference", "data object")):
        for node in process.iter(f"{{{BPMN}}}{name}"):
            sheet.note(
                node,
                f"a {words} is a drawing only; nothing is read from it or written to it. It may stay. What tasks "
                "need are fields of the case, and what another system holds is asked by a service task.",
            )


def _form(sheet: RepairSheet, node: Node, forms: Collection[str]) -> None:
    fields = [_field(f) for f in node.iter() if kind(f) == "formField" and f.get("id")]
    if any(kind(n) == "formDefinition" and n.get("formId") for n in node.iter()):
        theirs = " Its form in the other tool is not in this file; copy its questions."
    else:
        theirs = ""
    wish = slug(node.get("name") or node.get("id") or "task")
    name, turn = f"{wish}.schema.json", 0
    while name in forms or name in sheet.forms:
        turn += 1
        name = f"{wish}_{'b' * turn}.schema.json"
    sheet.forms[name] = fields or [(f"{wish}_result", "What came of it?", "string")]
    sheet.say_property(node, "formJsonSchemaFilename", name)
    what = f"the {len(fields)} fields that it had" if fields else "one question, what came of it"
    sheet.propose(
        node,
        f"it shows no form that is known here, so nothing would be asked. It gets '{name}' with {what}.{theirs} "
        "What does the next step have to know?",
        decide=not fields,
    )


def _field(node: Node) -> tuple[str, str, str]:
    title = " ".join((node.get("label") or node.get("id")).split())[:80]
    return slug(node.get("id")), title, KINDS.get((node.get("type") or "string").lower(), "string")


def _service(sheet: RepairSheet, node: Node) -> None:
    operator = node.find("b:extensionElements/s:serviceTaskOperator", NS)
    if operator is not None and operator.get("id"):
        return
    theirs = next((f" ('{' '.join(v.split())[:60]}')" for v in _their_doing(node)), "")
    if operator is not None:
        sheet.set(operator, "id", "decide_me")
    else:
        sheet.extend(node, '<s:serviceTaskOperator id="decide_me"/>')
    sheet.propose(
        node,
        f"it names no action of this house{theirs}, so nothing would be done. It gets the action decide_me: write one, "
        "such as notify or pay, with its parameters, or make it a user task.",
        decide=True,
    )


def _their_doing(node: Node) -> list[str]:
    wanted = ("class", "delegateExpression", "expression", "topic", "type")
    found = [v for name, v in node.attrib.items() if name.startswith("{") and name.rpartition("}")[2] in wanted]
    return found + [n.get("type") for n in node.iter() if kind(n) == "taskDefinition" and n.get("type")]


def _script(sheet: RepairSheet, node: Node) -> None:
    if not text_of(node, "b:script"):
        sheet.edits.gone |= set(children(node, "script"))
        field = slug(node.get("name") or node.get("id") or "result")
        sheet.add(node, f"<{sheet.word('script')}>{said(f'{field} = {DECIDE}')}</{sheet.word('script')}>")
        sheet.propose(node, f"it has no script. It gets '{field} = {DECIDE}': write what it assigns.", decide=True)
    elif (node.get("scriptFormat") or "python").lower() not in ("python", "text/python"):
        sheet.note(
            node,
            f"its script is written in {node.get('scriptFormat')[:30]}. Say it in lines that assign, such as "
            "settled = True, and take the scriptFormat out; what needs more is an action.",
            decide=True,
        )


def _rule(sheet: RepairSheet, node: Node) -> None:
    if text_of(node, "b:extensionElements/s:calledDecisionId"):
        return
    theirs = [v for name, v in node.attrib.items() if name.endswith("}decisionRef")]
    theirs += [n.get("decisionId") for n in node.iter() if kind(n) == "calledDecision" and n.get("decisionId")]
    table = theirs[0] if theirs and not theirs[0].startswith(("=", "$")) else "decide_me"
    sheet.extend(node, f"<s:calledDecisionId>{said(table)}</s:calledDecisionId>")
    sheet.propose(
        node,
        "it names no table of this house. It gets "
        + (f"'{table}', as it was called before; the table itself has to come along." if theirs else "decide_me."),
        decide=True,
    )


def _call(sheet: RepairSheet, node: Node) -> None:
    if node.get("calledElement"):
        return
    theirs = next((n.get("processId") for n in node.iter() if kind(n) == "calledElement" and n.get("processId")), "")
    if theirs and not theirs.startswith(("=", "$")):
        sheet.set(node, "calledElement", theirs)
        sheet.propose(node, f"it says in another tool's words which process it calls. It becomes '{theirs}' here.")
    else:
        sheet.note(node, "it does not say which process it calls. Choose one (calledElement).", decide=True)


_DOES = {"serviceTask": _service, "scriptTask": _script, "businessRuleTask": _rule, "callActivity": _call}


def _inputs(sheet: RepairSheet, node: Node) -> None:
    spec = node.find("b:ioSpecification", NS)
    moved = any(True for _ in children(node, "dataInputAssociation", "dataOutputAssociation"))
    if moved or any(n.get("id") and f'"{n.get("id")}"' in _referred(sheet) for n in spec.iter()):
        sheet.note(node, "its inputs and outputs (ioSpecification) are not looked at: all fields of the case are in "
                         "reach. They may stay as a drawing.")  # fmt: skip
        return
    sheet.edits.gone.add(spec)
    sheet.propose(node, "its inputs and outputs (ioSpecification) are not looked at: all fields of the case are in "
                        "reach. They go, so that nobody relies on them.")  # fmt: skip


def _referred(sheet: RepairSheet) -> set[str]:
    """What a part of an ioSpecification may be drawn by."""
    return {f'"{n.get("bpmnElement")}"' for n in sheet.drawing.root.iter() if n.get("bpmnElement")}


def _vendor(sheet: RepairSheet, node: Node) -> None:
    spaces = {n.partition("}")[0][1:] for n in node.attrib if n.startswith("{")}
    for place in children(node, "extensionElements"):
        spaces |= {n.tag.partition("}")[0][1:] for n in place if isinstance(n.tag, str) and n.tag.startswith("{")}
    theirs = sorted(v for v in VENDORS if any(v in s for s in spaces - {SPIFF, BPMN}))
    if theirs:
        sheet.note(node, f"what {', '.join(theirs)} wrote into it is not read here. It may stay; see what of it was "
                         "meant to happen.")  # fmt: skip
