"""Event sub-processes wait for their event, interrupt or run beside, and keep their surroundings open."""

import pytest
from diagrams.driver import Case

pytestmark = pytest.mark.usefixtures("careful")

EVENT_SUB = """
    startEvent s
    userTask work
    endEvent e
    {throw}
    subProcess aside by_event {{
        startEvent begin {event}
        userTask handle
        endEvent e_aside
        flow begin handle e_aside
    }}
    {flow}"""


PLAIN = {"throw": "", "flow": "flow s work e"}


@pytest.mark.trap(14)
def test_an_event_sub_process_interrupts():
    case = Case(EVENT_SUB.format(event="message=stop", **PLAIN))

    assert [(w.message, w.element, w.round) for w in case.waits] == [("stop", "begin", 1)]
    assert case.message("stop").open == ["handle"]
    assert case.step.closed[0].how == "cancelled"
    assert case.waits == []
    assert case.do("handle").ended
    assert case.step.ends == ("e_aside",)


@pytest.mark.trap(14)
def test_a_soft_event_sub_process_runs_beside_each_time():
    case = Case(EVENT_SUB.format(event="message=note soft", **PLAIN))

    assert case.message("note").open == ["handle", "work"]
    assert case.message("note").open == ["handle", "handle", "work"]
    assert case.do("work").do("handle").do("handle").ended


@pytest.mark.trap(14)
@pytest.mark.parametrize(("event", "act", "opened"), [
    ("timer=P1D", lambda case: case.later(days=1), ["handle"]),
    ("when=amount>5", lambda case: case.do("work", amount=9), ["handle"]),
    ("signal=all_stop", lambda case: case.signal("all_stop"), ["handle"]),
])  # fmt: skip
def test_an_event_sub_process_starts_with(event, act, opened):
    flow = {"throw": "userTask again", "flow": "flow s work again e"}
    case = Case(EVENT_SUB.format(event=event, **flow), amount=1)

    assert case.open == ["work"]
    assert act(case).open == opened


@pytest.mark.trap(14)
def test_an_event_sub_process_with_a_timer_does_not_keep_the_case_open():
    assert Case(EVENT_SUB.format(event="timer=P1D", **PLAIN)).do("work").ended


@pytest.mark.trap(14)
def test_an_event_sub_process_with_an_error_waits_for_the_error():
    thrown = EVENT_SUB.format(event="error=broken", throw="endEvent broken error=broken", flow="flow s work broken")
    case = Case(thrown.replace("endEvent e\n", ""))

    assert case.open == ["work"]
    assert case.do("work").open == ["handle"]
    assert case.do("handle").ended


@pytest.mark.trap(14)
def test_an_event_sub_process_with_an_escalation_runs_beside():
    up = "intermediateThrowEvent up escalation=high\nuserTask on"
    case = Case(EVENT_SUB.format(event="escalation=high soft", throw=up, flow="flow s work up on e"))

    assert case.do("work").open == ["handle", "on"]


def _inside(event, throw="", flow="flow s_in work e"):
    return EVENT_SUB.format(event=event, throw=throw, flow=flow).replace("startEvent s\n", "startEvent s_in\n")


def _outer(inside, loop=""):
    return (
        f"startEvent s\nsubProcess outer {loop} {{{inside}\n}}\nuserTask after\nendEvent e_after\n"
        f"flow s outer after e_after"
    )


@pytest.mark.trap(14)
def test_an_event_sub_process_of_an_embedded_one_goes_on_behind_it():
    case = Case(
        _outer(
            _inside("error=broken", "endEvent broken error=broken", "flow s_in work broken").replace("endEvent e\n", "")
        )
    )

    assert case.do("work").open == ["handle"]
    assert case.do("handle").open == ["after"]


@pytest.mark.trap(14)
def test_a_soft_handler_keeps_its_surroundings_open():
    case = Case(_outer(_inside("message=note soft")))

    assert case.message("note").do("work").open == ["handle"]
    assert case.do("handle").open == ["after"]


@pytest.mark.trap(14)
def test_an_error_in_one_instance_of_a_loop_is_handled_in_that_instance():
    inside = _inside("error=broken").replace("endEvent e\n", "endEvent e error=broken\n", 1)
    case = Case(_outer(inside, "each=items:item"), items=[1, 2])

    assert case.open == ["work", "work"]
    assert case.do("work").open == ["handle", "work"]
    assert case.do("work").do("handle").do("handle").open == ["after"]


def test_opening_a_case_is_what_its_start_event_waits_for():
    case = Case(
        EVENT_SUB.format(event="message=stop", **PLAIN).replace("startEvent s\n", "startEvent s message=reported\n")
    )

    assert case.open == ["work"]
    assert case.seen == ["s"]


def test_an_event_sub_process_may_have_one_inside_itself():
    case = Case("""
        startEvent s
        userTask work
        endEvent e
        subProcess aside by_event {
            startEvent begin message=stop soft
            userTask handle
            endEvent e_aside
            flow begin handle e_aside
            subProcess inner by_event {
                startEvent begin_inner message=hurry
                userTask rush
                endEvent e_inner
                flow begin_inner rush e_inner
            }
        }
        flow s work e""")

    assert case.message("stop").open == ["handle", "work"]
    assert case.message("hurry").open == ["rush", "work"]
    assert [p.element for p in case.step.passed] == ["begin_inner", "handle"]
    assert case.do("rush").open == ["work"]
    assert case.do("work").ended


TWO = """
    startEvent s
    userTask work
    endEvent e
    flow s work e
    subProcess beside by_event {
        startEvent noted message=note soft
        userTask write_down
        endEvent e_beside
        flow noted write_down e_beside
    }
    subProcess instead by_event {
        startEvent stopped message=stop
        userTask clear_up
        endEvent e_instead
        flow stopped clear_up e_instead
    }"""


@pytest.mark.trap(14)
@pytest.mark.parametrize("turned", [False, True])
def test_an_interrupting_one_also_ends_those_that_run_beside(turned):
    lines = [line for line in TWO.strip().splitlines() if line]
    case = Case("\n".join(lines[:4] + lines[10:] + lines[4:10]) if turned else TWO)

    assert case.message("note").open == ["work", "write_down"]
    assert case.message("stop").open == ["clear_up"]
    assert case.waits == []
    assert case.do("clear_up").ended
    assert case.step.ends == ("e_instead",)
    assert Case(TWO).message("note").do("work").do("write_down").ended


@pytest.mark.trap(14)
def test_it_does_so_inside_a_sub_process_and_a_handler_too():
    inside = TWO.replace("startEvent s\n", "startEvent t\n").replace("flow s work", "flow t work")
    case = Case(
        f"startEvent s\nsubProcess part {{\n{inside}\n}}\nuserTask after\nendEvent last\nflow s part after last"
    )
    assert case.message("note").message("stop").open == ["clear_up"]
    assert case.do("clear_up").open == ["after"]

    begun = inside.replace("startEvent t", "startEvent t message=begin soft")
    case = Case(
        f"startEvent s\nuserTask main\nendEvent last\nflow s main last\nsubProcess aside by_event {{\n{begun}\n}}"
    )
    assert case.message("begin").message("note").open == ["main", "work", "write_down"]
    assert case.message("stop").open == ["clear_up", "main"]
    assert case.do("clear_up").open == ["main"]
