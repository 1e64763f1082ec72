"""A few lines of text become a BPMN file, so that a test shows its diagram. Only what the tests need.

startEvent s
userTask ask lane=front_line label="Ask what happened" +form=ask.schema.json
boundaryEvent late on=ask timer=PT1H soft          (soft: does not interrupt; +name=value: an extension property)
flow s ask done
flow gate big : amount > 100                       (a condition, or the word default)
scriptTask add : n = n + 1; m = n
serviceTask pay : pay(amount=price, payee='ann') -> receipt
subProcess part {  ...  }
process other +kind=lesson {  ...  }
"""

import itertools
import re
import shlex
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="sketch">'
)
REFERRED = ("error", "escalation", "signal", "message")


def bpmn(text: str, name: str = "p") -> bytes:
    """The file's bytes; its first process is called `name`."""
    sketch = _Sketch()
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    others = ""
    while (at := next((n for n, line in enumerate(lines) if line.startswith("process ")), None)) is not None:
        end = _end(lines, at)
        _, other, *said = lines[at].rstrip("{ ").split()
        others += sketch.process(other, lines[at + 1 : end], dict(word.split("=", 1) for word in said))
        lines = lines[:at] + lines[end + 1 :]
    main = sketch.process(name, lines)
    return f"{HEAD}{''.join(sketch.roots.values())}{main}{others}</definitions>".encode()


def _end(lines: list[str], start: int) -> int:
    depth = 0
    for number in range(start, len(lines)):
        depth += lines[number].endswith("{") - (lines[number] == "}")
        if not depth:
            return number
    raise ValueError(f"'{lines[start]}' has no end")


class _Sketch:
    def __init__(self) -> None:
        self.flows, self.roots, self.defaults, self.lanes = 0, {}, {}, {}

    def process(self, name: str, lines: list[str], said: dict[str, str] | None = None) -> str:
        self.lanes = {}
        about = self.extensions("process", said or {}, "")
        inner = self.scope(list(lines))
        lanes = "".join(
            f'<lane id="{name}__{lane}" '
            f'name="{lane}">{"".join(f"<flowNodeRef>{n}</flowNodeRef>" for n in nodes)}</lane>'
            for lane, nodes in self.lanes.items()
        )
        return (
            f'<process id="{name}" '
            f'isExecutable="true">{about}{f"<laneSet>{lanes}</laneSet>" if lanes else ""}{inner}</process>'
        )

    def scope(self, lines: list[str]) -> str:
        out, flows = [], []
        while lines:
            line = lines.pop(0)
            if line == "}":
                break
            head, _, text = line.partition(" : ")
            kind, *names = shlex.split(head.rstrip("{ "))
            if kind == "flow":
                flows += [
                    (a, b, text.strip() if (a, b) == tuple(names[-2:]) else "") for a, b in itertools.pairwise(names)
                ]
                continue
            options = dict(word.split("=", 1) if "=" in word else (word, "") for word in names[1:])
            content = self.scope(lines) if head.endswith("{") else ""
            out.append((kind, names[0], options, text.strip(), content))
        drawn = "".join(self.flow(*flow) for flow in flows)
        return "".join(self.node(*node) for node in out) + drawn

    def flow(self, source: str, target: str, condition: str) -> str:
        self.flows += 1
        if condition == "default":
            self.defaults[source], condition = f"f{self.flows}", ""
        inner = f"<conditionExpression>{escape(condition)}</conditionExpression>" if condition else ""
        return f'<sequenceFlow id="f{self.flows}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'

    def node(self, kind: str, name: str, options: dict[str, str], text: str, content: str) -> str:
        if kind == "association":
            source, target = name.split(">")
            return f'<association id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'
        if kind == "io":
            return _io(options)
        if "lane" in options:
            self.lanes.setdefault(options["lane"], []).append(name)
        inner = self.extensions(kind, options, text) + self.event(kind, options) + content
        if kind == "scriptTask":
            inner += f"<script>{escape(text.replace('; ', chr(10)))}</script>"
        return f"<{kind}{self.attributes(kind, name, options)}>{inner}{_loop(options)}</{kind}>"

    def attributes(self, kind: str, name: str, options: dict[str, str]) -> str:
        given = {
            "id": name,
            "name": options.get("label"),
            "attachedToRef": options.get("on"),
            "default": self.defaults.get(name),
            "calledElement": options.get("calls"),
            "triggeredByEvent": "true" if "by_event" in options else None,
            "isForCompensation": "true" if "undo" in options else None,
        }
        if "soft" in options:
            given["cancelActivity" if kind == "boundaryEvent" else "isInterrupting"] = "false"
        if "message" in options and kind.endswith("Task"):
            given["messageRef"] = self.refer("message", options["message"])
        return "".join(f" {key}={quoteattr(value)}" for key, value in given.items() if value)

    def extensions(self, kind: str, options: dict[str, str], text: str) -> str:
        inner = "".join(
            f"<spiffworkflow:property name={quoteattr(key[1:])} value={quoteattr(value)}/>"
            for key, value in options.items()
            if key[0] == "+"
        )
        inner = f"<spiffworkflow:properties>{inner}</spiffworkflow:properties>" if inner else ""
        if kind == "serviceTask":
            inner += _operator(text)
        if kind == "businessRuleTask":
            inner += f"<spiffworkflow:calledDecisionId>{text}</spiffworkflow:calledDecisionId>"
        if kind == "userTask" and text:
            inner += f"<spiffworkflow:instructionsForEndUser>{escape(text)}</spiffworkflow:instructionsForEndUser>"
        return f"<extensionElements>{inner}</extensionElements>" if inner else ""

    def refer(self, kind: str, name: str) -> str:
        code = f' {kind}Code="{name}"' if kind in ("error", "escalation") else ""
        self.roots[kind, name] = f'<{kind} id="{kind}_{name}" name="{name}"{code}/>'
        return f"{kind}_{name}"

    def event(self, kind: str, options: dict[str, str]) -> str:
        if kind.endswith(("Task", "Gateway")):
            return ""
        out = ""
        for about in REFERRED:
            if about in options:
                into = f"<spiffworkflow:messageVariable>{options['into']}" if "into" in options else ""
                into = into and f"<extensionElements>{into}</spiffworkflow:messageVariable></extensionElements>"
                ref = self.refer(about, options[about])
                out += f'<{about}EventDefinition {about}Ref="{ref}">{into}</{about}EventDefinition>'
        if "timer" in options:
            first = options["timer"][:1]
            part = "timeCycle" if first == "R" else "timeDate" if first.isdigit() else "timeDuration"
            out += f"<timerEventDefinition><{part}>{escape(options['timer'])}</{part}></timerEventDefinition>"
        if "link" in options:
            out += f'<linkEventDefinition name="{options["link"]}"/>'
        if "when" in options:
            condition = f"<condition>{escape(options['when'])}</condition>"
            out += f"<conditionalEventDefinition>{condition}</conditionalEventDefinition>"
        if "compensate" in options:
            out += (
                "<compensateEventDefinition"
                + (f' activityRef="{options["compensate"]}"' if options["compensate"] else "")
                + "/>"
            )
        return out + ("<terminateEventDefinition/>" if "terminate" in options else "")


def _operator(text: str) -> str:
    found = re.match(r"(\w+)\((.*?)\)(?:\s*->\s*(\w+))?$", text)
    assert found, text
    operation, values, result = found.groups()
    given = "".join(
        f'<spiffworkflow:parameter id="{key.strip()}" type="str" value={quoteattr(value.strip())}/>'
        for key, value in (part.split("=", 1) for part in values.split(",") if part)
    )
    return (
        f'<spiffworkflow:serviceTaskOperator id="{operation}"'
        + (f' resultVariable="{result}"' if result else "")
        + f"><spiffworkflow:parameters>{given}</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
    )


def _loop(options: dict[str, str]) -> str:
    """each=items:item[:results:result], times=3, again=<condition> [most=5] [asked_before]"""
    sequential = f'isSequential="{"true" if "in_order" in options else "false"}"'
    until = f"<completionCondition>{escape(options['until'])}</completionCondition>" if "until" in options else ""
    if "each" in options:
        items, item, results, result = ([*options["each"].split(":"), "", "", ""])[:4]
        return (
            f"<multiInstanceLoopCharacteristics {sequential}><loopDataInputRef>{items}</loopDataInputRef>"
            + (f"<loopDataOutputRef>{results}</loopDataOutputRef>" if results else "")
            + (f'<inputDataItem id="{item}" name="{item}"/>' if item else "")
            + (f'<outputDataItem id="{result}" name="{result}"/>' if result else "")
            + until
            + "</multiInstanceLoopCharacteristics>"
        )
    if "times" in options:
        times = f"<loopCardinality>{options['times']}</loopCardinality>"
        return f"<multiInstanceLoopCharacteristics {sequential}>{times}{until}</multiInstanceLoopCharacteristics>"
    if "again" in options:
        most = f' loopMaximum="{options["most"]}"' if "most" in options else ""
        most += ' testBefore="true"' if "asked_before" in options else ""
        condition = f"<loopCondition>{escape(options['again'])}</loopCondition>"
        return f"<standardLoopCharacteristics{most}>{condition}</standardLoopCharacteristics>"
    return ""


def _io(options: dict[str, str]) -> str:
    """io call in=a,b out=c"""
    names = [
        (way, name)
        for way, key in (("Input", "in"), ("Output", "out"))
        for name in options.get(key, "").split(",")
        if name
    ]
    return (
        "<ioSpecification>"
        + "".join(f'<data{way} id="{name}" name="{name}"/>' for way, name in names)
        + "<inputSet>"
        + "".join(f"<dataInputRefs>{name}</dataInputRefs>" for way, name in names if way == "Input")
        + "</inputSet>"
        + "<outputSet>"
        + "".join(f"<dataOutputRefs>{name}</dataOutputRefs>" for way, name in names if way == "Output")
        + "</outputSet></ioSpecification>"
    )
