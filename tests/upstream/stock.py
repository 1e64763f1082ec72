"""SpiffWorkflow as it comes, in few words: a diagram from fragments of BPMN, and what it waits for."""

from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'
ERROR = '<error id="bad" name="bad" errorCode="bad"/>'
SIGNAL = '<signal id="bell" name="bell"/>'


def case(content: str, roots: str = "", **data: Any) -> Any:
    parser = BpmnParser()
    parser.add_bpmn_str(f'{HEAD}{roots}<process id="p" isExecutable="true">{content}</process></definitions>'.encode())
    workflow = BpmnWorkflow(parser.get_spec("p"), parser.get_subprocess_specs("p"))
    workflow.task_tree.data.update(data)
    workflow.do_engine_steps()
    return workflow


def flows(*ways: str) -> str:
    """Sequence flows along each way, such as "s a e"."""
    pairs = [pair for way in ways for pair in zip(way.split(), way.split()[1:], strict=False)]
    return "".join(f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairs)


def when(source: str, target: str, condition: str) -> str:
    inner = f"<conditionExpression>{condition}</conditionExpression>"
    return f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'


def tasks(*names: str) -> str:
    return "".join(f'<userTask id="{name}"/>' for name in names)


def part(name: str, inside: str, last: str = "", loop: str = "") -> str:
    """A sub-process that begins with its start event and `inside`, and ends with an event about `last`."""
    return (
        f'<subProcess id="{name}">{loop}<startEvent id="s_{name}"/>{inside}<endEvent id="e_{name}">{last}</endEvent>'
        f"</subProcess>"
    )


def about(kind: str, ref: str = "") -> str:
    return f'<{kind}EventDefinition {kind}Ref="{ref}"/>'


def on(activity: str, name: str, definition: str, soft: bool = False) -> str:
    words = ' cancelActivity="false"' if soft else ""
    return f'<boundaryEvent id="{name}" attachedToRef="{activity}"{words}>{definition}</boundaryEvent>'


def waiting(workflow: Any) -> list[str]:
    return sorted(t.task_spec.name for t in workflow.get_tasks(state=TaskState.READY, manual=True))


def do(workflow: Any, *names: str, **data: Any) -> list[str]:
    for name in names:
        task = workflow.get_next_task(state=TaskState.READY, spec_name=name)
        task.data.update(data)
        task.run()
        workflow.do_engine_steps()
    return waiting(workflow)


def ring(workflow: Any) -> list[str]:
    workflow.catch(BpmnEvent(SignalEventDefinition("bell")))
    workflow.do_engine_steps()
    return waiting(workflow)
