"""What the library does otherwise than BPMN says, each in a few lines; docs/explanation/upstream.md tells the reasons.

usage: python tests/upstream/reproductions.py     prints what each does today, and what would be right
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.util.deep_merge import DeepMerge
from SpiffWorkflow.util.task import TaskState
from upstream.stock import END, ERROR, SIGNAL, START, about, case, do, flows, on, part, ring, tasks, waiting, when

GATE = '<{0}Gateway id="{1}"/>'


class Reproduction(NamedTuple):
    trap: int
    run: Callable[[], Any]
    today: Any
    right: Any


ALL: dict[str, Reproduction] = {}


def shows(trap: int, today: Any, right: Any) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    def keep(run: Callable[[], Any]) -> Callable[[], Any]:
        ALL[run.__name__] = Reproduction(trap, run, today, right)
        return run

    return keep


def gates(kind: str, *names: str) -> str:
    return "".join(GATE.format(kind, name) for name in names)


@shows(1, [], ["a"])
def flow_without_id():
    return waiting(case(START + tasks("a") + END + flows("a e") + '<sequenceFlow sourceRef="s" targetRef="a"/>'))


@shows(6, ["b"], [])
def condition_on_a_flow_that_leaves_a_task():
    return do(case(START + tasks("a", "b") + END + flows("s a", "b e") + when("a", "b", "False")), "a")


@shows(10, 2045, "in proportion to the eight pairs")
def split_and_join_in_a_row():
    pairs = range(8)
    inner = "".join(tasks(f"a{n}", f"b{n}") + gates("parallel", f"g{n}", f"j{n}") for n in pairs)
    row = " ".join(f"g{n} a{n} j{n}" for n in pairs)
    return len(case(START + inner + END + flows(f"s {row} e", *(f"g{n} b{n} j{n}" for n in pairs))).tasks)


@shows(13, [], ["heard"])
def signal_end_event():
    hear = f'<intermediateCatchEvent id="hear">{about("signal", "bell")}</intermediateCatchEvent>'
    rung = f'<endEvent id="rung">{about("signal", "bell")}</endEvent>'
    ways = flows("s fork work rung", "fork hear heard e")
    return do(
        case(START + gates("parallel", "fork") + tasks("work", "heard") + hear + rung + END + ways, SIGNAL), "work"
    )


@shows(13, [], ["after"])
def link():
    link = '<linkEventDefinition name="X"/>'
    away = f'<intermediateThrowEvent id="away">{link}</intermediateThrowEvent>'
    here = f'<intermediateCatchEvent id="here">{link}</intermediateCatchEvent>'
    return waiting(case(START + away + here + tasks("after") + END + flows("s away", "here after e")))


@shows(14, ["handle", "work"], ["work"])
def event_sub_process_with_an_error():
    aside = part("aside", tasks("handle") + flows("s_aside handle e_aside")).replace(
        '<startEvent id="s_aside"/>', f'<startEvent id="s_aside">{about("error", "bad")}</startEvent>'
    )
    aside = aside.replace("<subProcess", '<subProcess triggeredByEvent="true"')
    return waiting(case(START + tasks("work") + aside + END + flows("s work e"), ERROR))


@shows(15, ["COMPLETED"], ["CANCELLED"])
def what_follows_an_interrupting_escalation():
    up = f'<intermediateThrowEvent id="up">{about("escalation", "esc")}</intermediateThrowEvent>'
    went_on = '<scriptTask id="went_on"><script>x = 1</script></scriptTask>'
    inside = part("part", up + went_on + flows("s_part up went_on e_part"))
    ways = flows("s part after e", "caught handle e")
    edge = on("part", "caught", about("escalation", "esc"))
    roots = '<escalation id="esc" name="esc" escalationCode="esc"/>'
    workflow = case(START + inside + edge + tasks("after", "handle") + END + ways, roots)
    return [TaskState.get_name(task.state) for task in _of(workflow, "went_on")]


def _of(workflow: Any, name: str) -> list[Any]:
    return list(workflow.get_tasks(spec_name=name))


@shows(16, ["after"], "a problem of the case")
def error_that_nobody_catches():
    inside = part("part", flows("s_part e_part"), about("error", "bad"))
    return waiting(case(START + inside + tasks("after") + END + flows("s part after e"), ERROR))


@shows(17, [], ["after"])
def condition_behind_an_event_gateway():
    holds = "<conditionalEventDefinition><condition>True</condition></conditionalEventDefinition>"
    catch = '<intermediateCatchEvent id="{}">{}</intermediateCatchEvent>'
    events = catch.format("holds", holds) + catch.format("hear", about("signal", "bell"))
    ways = flows("s gate holds after e", "gate hear e")
    return waiting(case(START + gates("eventBased", "gate") + events + tasks("after") + END + ways, SIGNAL))


@shows(18, ["look", "work"], ["look", "look", "work"])
def signal_on_the_edge_twice():
    edge = on("work", "note", about("signal", "bell"), soft=True)
    workflow = case(START + tasks("work", "look") + edge + END + flows("s work e", "note look e"), SIGNAL)
    ring(workflow)
    return ring(workflow)


@shows(19, ["after"], "refused, or waiting")
def receive_task_without_a_message():
    return waiting(case(START + '<receiveTask id="hear"/>' + tasks("after") + END + flows("s hear after e")))


@shows(24, {"seconds": 1}, "refused")
def negative_duration():
    return TimerEventDefinition.parse_iso_duration("-PT1S")


@shows(26, {"approved": False}, {"approved": True})
def data_at_a_parallel_join():
    ways = flows("s fork a join after e", "fork b join")
    workflow = case(START + gates("parallel", "fork", "join") + tasks("a", "b", "after") + END + ways, approved=False)
    do(workflow, "a", approved=True)
    do(workflow, "b")
    return _of(workflow, "after")[0].data


@shows(28, "TypeError", {"answer": {"typename": "Task"}})
def data_with_a_key_called_typename():
    workflow, codec = (
        case(START + tasks("a") + END + flows("s a e"), answer={"typename": "Task"}),
        BpmnWorkflowSerializer(),
    )
    try:
        return _of(codec.deserialize_json(codec.serialize_json(workflow)), "a")[0].data
    except TypeError:
        return "TypeError"


@shows(32, "completed", "open")
def six_hundred_rounds():
    workflow = case(START + gates("exclusive", "again") + tasks("a") + flows("s again a again"))
    for _ in range(600):
        if not waiting(workflow):
            break
        do(workflow, "a")
    return "completed" if workflow.is_completed() else "open"


@shows(34, ([], False), "a sentence, or no instance")
def minus_one_instances():
    loop = '<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>-1</loopCardinality>'
    visit = f'<userTask id="visit">{loop}</multiInstanceLoopCharacteristics></userTask>'
    workflow = case(START + visit + END + flows("s visit e"))
    return waiting(workflow), workflow.is_completed()


@shows(49, ["h_one", "h_two"], ["h_one", "u_two"])
def error_beside_another_sub_process():
    def one(name: str, last: str) -> str:
        inside = part(name, tasks(f"u_{name}") + flows(f"s_{name} u_{name} e_{name}"), last)
        return inside + on(name, f"b_{name}", about("error", "bad")) + tasks(f"h_{name}")

    ways = flows("s fork one e", "fork two e", "b_one h_one e", "b_two h_two e")
    both = one("one", about("error", "bad")) + one("two", "")
    return do(case(START + gates("parallel", "fork") + both + END + ways, ERROR), "u_one")


@shows(50, ["after", "inside"], ["inside"])
def inclusive_join_beside_a_sub_process():
    inside = part("part", tasks("inside") + flows("s_part inside e_part"))
    ways = flows("s split", "part merge more join after e", "other join")
    ways += when("split", "part", "True") + when("split", "other", "True")
    nodes = gates("inclusive", "split", "join") + gates("exclusive", "merge") + inside + tasks("other", "more", "after")
    return do(case(START + nodes + END + ways), "other")


@shows(51, ["a", "c"], ["a"])
def second_round_of_a_parallel_join():
    ways = flows("s again fork a join c again", "fork b join")
    nodes = gates("exclusive", "again") + gates("parallel", "fork", "join") + tasks("a", "b", "c")
    return do(case(START + nodes + ways), "a", "b", "c", "b")


@shows(53, "TaskNotFoundException", ["handle"])
def interrupted_loop_of_sub_processes():
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>"
    inside = part("part", tasks("inside") + flows("s_part inside e_part"), loop=loop)
    edge = on("part", "stop", about("signal", "bell"))
    workflow = case(START + inside + edge + tasks("handle") + END + flows("s part e", "stop handle e"), SIGNAL)
    try:
        return ring(workflow)
    except Exception as problem:
        return type(problem).__name__


@shows(54, {"lines": [1]}, {"lines": [3]})
def a_shorter_list_over_a_longer_one():
    return DeepMerge.merge({"lines": [1, 2]}, {"lines": [3]})


if __name__ == "__main__":
    for name, told in ALL.items():
        sys.stdout.write(f"{name}: {told.run()!r}   (right: {told.right!r})\n")
