"""Loops: the notes stay flat, rounds are counted, what ends early leaves nothing behind, and endless ones are named."""

import gc
import statistics
import time

import pytest
from amends.engine.bpmn import Saved
from amends.engine.errors import CaseStuck
from diagrams.driver import START, Case, program

LOOP = """
    startEvent s
    exclusiveGateway again
    {}
    exclusiveGateway more
    endEvent e
    flow s again work
    {} more
    flow more again : more
    flow more e : default"""
SHAPES = {
    "user task": ("userTask work", "flow work"),
    "task with a boundary timer": (
        "userTask work\nboundaryEvent late on=work timer=P9D soft\nuserTask hurry\nendEvent e_late\n"
        "flow late hurry e_late",
        "flow work",
    ),
    "split and join": (
        "parallelGateway work\nuserTask a\nuserTask b\nparallelGateway joined\nflow work a joined\nflow work b joined",
        "flow joined",
    ),
    "sub-process": (
        "subProcess work {\nstartEvent s_in\nuserTask inside\nendEvent e_in\nflow s_in inside e_in\n}",
        "flow work",
    ),
    "service task": ("serviceTask work : act()", "flow work"),
    "event gateway": (
        "eventBasedGateway work\nintermediateCatchEvent reply message=reply\n"
        "intermediateCatchEvent day timer=P1D\nexclusiveGateway met\n"
        "flow work reply met\nflow work day met",
        "flow met",
    ),
}
BESIDE = (
    "flow s again work",
    "parallelGateway both\nintermediateCatchEvent inform timer=P900D\nendEvent e_inform\nflow s both again work\n"
    "flow both inform e_inform",
)


def once_round(case: Case, more: bool) -> None:
    case.knowing(more=more)
    for element in case.open:
        case.do(element, more=more)
    for _ in list(case.jobs):
        case.deliver({})
    if case.waits:
        case.message("reply")


def tasks_in(notes: bytes) -> int:
    import msgpack

    return sum(len(tree[2][0]) for tree in msgpack.unpackb(notes, strict_map_key=False)[-1])


@pytest.mark.trap(32)
@pytest.mark.trap(33)
@pytest.mark.trap(55)
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside a token that waits for weeks"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_loop_stays_flat(shape, beside):
    node, flow = SHAPES[shape]
    diagram = LOOP.format(node, flow)
    case = Case(diagram.replace(*BESIDE) if beside else diagram, more=True)
    sizes, tasks, times, rounds = [], [], [], 2_000 if shape == "user task" and beside else 150

    for _ in range(rounds):
        began = time.process_time()
        once_round(case, more=True)
        times.append(time.process_time() - began)
        sizes.append(len(case.saved.notes))
        tasks.append(tasks_in(case.saved.notes))

    assert max(sizes[rounds // 2 :]) - min(sizes[5:20]) < 150  # ids and rounds get longer, nothing else
    assert max(tasks[rounds // 2 :]) == max(tasks[5:20])
    assert statistics.median(times[-50:]) < 3 * statistics.median(times[5:55])
    once_round(case, more=False)
    assert case.ended or case.later(days=901).ended


def test_the_rounds_of_a_task_are_counted():
    case = Case(LOOP.format(*SHAPES["user task"]), more=True)

    rounds = []
    for _ in range(300):
        rounds.append(case.task("work").round)
        case.do("work")

    assert rounds == list(range(1, 301))
    assert case.step.passed[0].round == 300


@pytest.mark.trap(51)
@pytest.mark.parametrize(("first", "second"), ["ab", "ba"])
def test_the_second_round_of_a_join_waits_for_both(first, second):
    case = Case(LOOP.format(*SHAPES["split and join"]), more=True)

    case.do(first).do(second).do(second)

    assert case.open == [first]
    assert case.do(first).open == ["a", "b"]


def test_the_same_commands_make_the_same_bytes():
    made = program(LOOP.format(*SHAPES["split and join"]))
    time_ = {"now": START, "calendar": "everyday", "calendars": Case("startEvent s\nendEvent e\nflow s e").calendars}

    def run() -> list[bytes]:
        step = made.open({"more": True}, **time_)
        out, open_ = [step.notes], list(step.opened)
        for _ in range(6):
            task = open_.pop(0)
            step = made.complete(step.saved, task.element, task.round, {"x": 1}, **time_)
            open_ += step.opened
            out.append(step.notes)
        return out

    assert run() == run()


@pytest.mark.trap(34)
def test_one_spec_serves_many_cases_in_loops_at_once():
    made = program("startEvent s\nuserTask visit each=items:item:out:o\nendEvent e\nflow s visit e")
    time_ = {"now": START, "calendar": "everyday", "calendars": None}
    steps = [made.open({"items": [1, 2, 3]}, **time_) for _ in range(3)]

    for number in (1, 2, 3):
        steps = [
            made.complete(Saved(data=step.data, notes=step.notes), "visit", number, {"o": number}, **time_)
            for step in steps
        ]

    assert all(step.ended and step.data["out"] == [1, 2, 3] for step in steps)


@pytest.mark.trap(35)
@pytest.mark.parametrize("condition", ["n > 0", "True"])
def test_an_endless_loop_is_named(condition):
    with pytest.raises(CaseStuck, match=r"More than 1000 steps without a person: it goes round through .*<again>"):
        Case(
            "startEvent s\nexclusiveGateway again\nscriptTask add : n = n + 1\nexclusiveGateway more\nendEvent e\n"
            f"flow s again add more\nflow more again : {condition}\nflow more e : default",
            n=1,
        )


@pytest.mark.trap(35)
def test_a_process_that_calls_itself_is_named():
    with pytest.raises(CaseStuck, match="<me> calls 'p' more than 20 levels deep"):
        Case("startEvent s\ncallActivity me calls=p\nendEvent e\nflow s me e")


@pytest.mark.trap(35)
def test_a_fork_bomb_is_bounded():
    inner = "startEvent s_in\nuserTask visit each=items:j\nendEvent e_in\nflow s_in visit e_in"
    with pytest.raises(CaseStuck, match="makes more than 20000 tasks"):
        Case(
            f"startEvent s\nsubProcess many each=items:i {{\n{inner}\n}}\nendEvent e\nflow s many e",
            items=list(range(300)),
        )


@pytest.mark.trap(53)
@pytest.mark.usefixtures("careful")
def test_a_cancelled_loop_of_sub_processes_leaves_nothing_behind():
    case = Case(
        """
        startEvent s
        subProcess many each=items:item {
            startEvent s_in
            userTask inside
            intermediateCatchEvent wait timer=P1D
            endEvent e_in
            flow s_in inside wait e_in
        }
        boundaryEvent stop on=many message=stop
        userTask after
        endEvent e
        endEvent e_stop
        flow s many e
        flow stop after e_stop""",
        items=[1, 2],
    )

    case.do("inside")
    assert len(case.timers) == 1
    case.message("stop")

    assert case.open == ["after"]
    assert case.timers == []
    assert ("inside", "cancelled") in [(p.element, p.how) for p in case.step.passed]
    assert case.do("after").ended


@pytest.mark.trap(10)
def test_split_and_join_in_a_row_do_not_double_the_tree():
    pairs = "".join(
        f"parallelGateway g{i}\nuserTask a{i}\nuserTask b{i}\nparallelGateway j{i}\nflow g{i} a{i} j{i}\n"
        f"flow g{i} b{i} j{i}\n"
        for i in range(20)
    )
    case = Case(
        "startEvent s\n"
        + pairs
        + "endEvent e\nflow s g0\n"
        + "".join(f"flow j{i} g{i + 1}\n" for i in range(19))
        + "flow j19 e"
    )

    assert len(case.saved.notes) < 1_200  # the library makes two million tasks before the first one
    for i in range(20):
        case.do(f"b{i}").do(f"a{i}")
    assert case.ended


@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize("order", ["", "in_order"])
def test_a_loop_ends_early_when_its_condition_holds(order):
    case = Case(
        f"startEvent s\nuserTask ask {order} times=5 until=found\nuserTask after\nendEvent e\nflow s ask after e",
        found=False,
    )

    case.do("ask").do("ask", found=True)

    assert case.open == ["after"]
    assert case.data == {"found": True}


@pytest.mark.trap(12)
@pytest.mark.usefixtures("careful")
def test_a_standard_loop_goes_on_while_its_condition_holds():
    case = Case(
        "startEvent s\nuserTask call again='not reached' most=3\nuserTask after\nendEvent e\nflow s call after e",
        reached=False,
    )

    case.do("call").do("call")
    assert case.open == ["call"]
    assert case.do("call").open == ["after"]
    once = Case(
        "startEvent s\nuserTask call again='not reached'\nuserTask after\nendEvent e\nflow s call after e",
        reached=False,
    )
    assert once.do("call", reached=True).open == ["after"]


def test_a_standard_loop_stays_flat():
    case = Case("startEvent s\nuserTask call again='not reached'\nendEvent e\nflow s call e", reached=False)
    sizes = []

    for _ in range(200):
        sizes.append(len(case.do("call").saved.notes))

    assert max(sizes) - sizes[10] < 20


def test_no_items_no_work():
    case = Case(
        "startEvent s\nuserTask visit each=items:item\nuserTask after\nendEvent e\nflow s visit after e", items=[]
    )

    assert case.open == ["after"]
    assert ("visit", 0) in [(p.element, p.round) for p in case.step.passed]


ONE_OF_TWO = """
    startEvent s
    exclusiveGateway which
    userTask a
    userTask b
    parallelGateway both
    endEvent e
    flow s which
    flow which a : True
    flow which b : default
    flow a both
    flow b both e"""


@pytest.mark.trap(5)
def test_a_join_that_can_never_be_reached_says_so():
    with pytest.raises(CaseStuck, match="'p' would wait at <both> for a branch that was not taken"):
        Case(ONE_OF_TWO).do("a")


@pytest.mark.trap(51)
def test_a_join_that_waits_for_a_way_back_from_behind_it_says_so_at_once():
    back = "startEvent s\n{} j\nuserTask a\nexclusiveGateway x\nendEvent e\nflow s j a x\nflow x e : default\nflow x j : again"

    with pytest.raises(CaseStuck, match="'p' would wait at <j> for a branch that was not taken"):
        Case(back.format("parallelGateway"), again=True)
    case = Case(back.format("inclusiveGateway"), again=True)  # it waits for what can still come, and nothing can
    assert case.do("a").open == ["a"]
    assert case.do("a", again=False).ended


@pytest.mark.trap(51)
@pytest.mark.parametrize("kind", ["parallelGateway", "inclusiveGateway"])
def test_a_way_that_leads_to_a_join_twice_at_once_says_so(kind):
    case = Case(
        f"startEvent s\nparallelGateway g\nuserTask a\nuserTask b\nexclusiveGateway x\nuserTask c\nuserTask d\n"
        f"{kind} j\nendEvent e\nflow s g a x c j e\nflow g b x\nflow g d j"
    )

    with pytest.raises(CaseStuck, match="<j>: the way from <c> leads there 2 times at once"):
        case.do("a").do("c").do("b").do("c")


@pytest.mark.trap(32)
@pytest.mark.trap(33)
def test_a_thousand_rounds_of_a_split_and_join_take_less_than_five_seconds():
    case = Case(LOOP.format(*SHAPES["split and join"]), more=True)
    began = time.process_time()

    for _ in range(1_000):
        case.do("a").do("b")

    assert time.process_time() - began < 5
    assert len(case.saved.notes) < 300


@pytest.mark.trap(9)
def test_three_hundred_elements_in_a_row_take_less_than_five_seconds():
    names = [f"t_{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(298)]
    began = time.process_time()
    case = Case(
        "startEvent s\n" + "\n".join(f"userTask {n}" for n in names) + f"\nendEvent e\nflow s {' '.join(names)} e"
    )

    for name in names:
        case.do(name)

    assert case.ended
    assert time.process_time() - began < 5


@pytest.mark.parametrize("shape", SHAPES)
def test_a_step_leaves_nothing_to_the_garbage_collector(shape):
    case = Case(LOOP.format(*SHAPES[shape]), more=True)
    once_round(case, more=True)
    gc.collect()
    gc.disable()
    try:
        once_round(case, more=True)
        found = gc.collect()
    finally:
        gc.enable()

    assert found == 0
