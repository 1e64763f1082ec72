"""Events reach whom BPMN says they reach. Numbers of marks are those of the list of engine traps."""

import pytest
from amends.engine.errors import CaseStuck, TaskNotOpen
from diagrams.driver import Case

pytestmark = pytest.mark.usefixtures("careful")

SUB = """
    startEvent s
    subProcess part {{
        startEvent s_inside
        {inside}
    }}
    boundaryEvent caught on=part {event}
    userTask handle
    userTask after
    endEvent e
    endEvent e_handled
    flow s part after e
    flow caught handle e_handled"""


@pytest.mark.trap(13)
@pytest.mark.trap(20)
def test_a_signal_end_event_is_heard_inside_and_handed_out():
    case = Case("""
        startEvent s
        parallelGateway g
        userTask work
        endEvent shout signal=done
        intermediateCatchEvent listen signal=done
        userTask heard
        endEvent e
        flow s g work shout
        flow g listen heard e""")

    case.do("work")

    assert case.open == ["heard"]
    assert case.step.signals == (("done", None),)


@pytest.mark.trap(13)
def test_a_link_leads_on():
    case = Case("""
        startEvent s
        userTask ask
        intermediateThrowEvent away link=X
        intermediateCatchEvent here link=X
        userTask after
        endEvent e
        flow s ask away
        flow here after e""")

    assert case.do("ask").open == ["after"]
    assert case.seen[-2:] == ["away", "here"]


@pytest.mark.trap(15)
def test_an_interruption_from_inside_stops_at_once():
    case = Case(
        SUB.format(
            event="escalation=up",
            inside="""
        parallelGateway g
        userTask slow
        userTask ask
        intermediateThrowEvent up escalation=up
        scriptTask wrong : went_on = True
        endEvent e_ask
        endEvent e_slow
        flow s_inside g ask up wrong e_ask
        flow g slow e_slow""",
        )
    )

    assert case.do("ask").open == ["handle"]
    assert "went_on" not in case.data
    assert "wrong" not in case.seen


@pytest.mark.trap(16)
def test_an_error_that_nobody_catches_is_not_success():
    case = Case(
        SUB.format(event="error=other", inside="userTask ask\nendEvent bad error=broken\nflow s_inside ask bad")
    )
    before = case.saved

    with pytest.raises(CaseStuck, match=r"<bad> throws the error 'broken', and nothing around it catches it"):
        case.do("ask")

    assert case.saved == before
    assert case.do


@pytest.mark.trap(16)
def test_an_error_at_the_top_level_is_not_success_either():
    with pytest.raises(CaseStuck, match="broken"):
        Case("startEvent s\nendEvent bad error=broken\nflow s bad")


@pytest.mark.trap(49)
def test_an_error_reaches_only_what_is_around_it():
    part = (
        "subProcess {0} {{\nstartEvent s_{0}\nuserTask u_{0}\n{1}\nflow s_{0} u_{0} e_{0}\n}}\n"
        "boundaryEvent b_{0} on={0} error=bad\n"
        "userTask h_{0}\nendEvent x_{0}\nendEvent y_{0}\nflow b_{0} h_{0} x_{0}\nflow {0} y_{0}\n"
    )
    case = Case(
        "startEvent s\nparallelGateway g\n"
        + part.format("one", "endEvent e_one error=bad")
        + part.format("two", "endEvent e_two")
        + "flow s g one\nflow g two"
    )

    assert case.do("u_one").open == ["h_one", "u_two"]


@pytest.mark.trap(18)
def test_a_soft_boundary_event_fires_each_time():
    case = Case(
        "startEvent s\nuserTask work\nboundaryEvent note on=work message=note into=text soft\n"
        "scriptTask keep : notes = notes + [text]\n"
        "endEvent e\nendEvent e_note\nflow s work e\nflow note keep e_note",
        notes=[],
    )

    for number, text in enumerate(("one", "two", "three"), 1):
        assert case.waits[0].round == number
        case.message("note", text)

    assert case.data["notes"] == ["one", "two", "three"]
    assert case.open == ["work"]
    assert case.do("work").ended


@pytest.mark.trap(17)
def test_a_condition_is_looked_at_again():
    case = Case(
        "startEvent s\nparallelGateway g\nuserTask work\nuserTask more\n"
        "intermediateCatchEvent paid when=amount>100\nuserTask after\n"
        "endEvent e\nendEvent e_paid\nflow s g work more e\nflow g paid after e_paid"
    )

    assert case.open == ["work"]
    assert case.do("work", amount=1).open == ["more"]
    assert case.knowing(amount=101).later().open == ["after", "more"]


def test_a_soft_condition_fires_each_time_it_begins_to_hold():
    case = Case(
        "startEvent s\nuserTask work\nboundaryEvent high on=work when=amount>100 soft\nuserTask look\nendEvent e\n"
        "endEvent e_look\n"
        "flow s work e\nflow high look e_look",
        amount=1,
    )

    assert case.knowing(amount=200).later().open == ["look", "work"]
    assert case.knowing(amount=300).later().open == ["look", "work"]
    assert case.knowing(amount=1).later().knowing(amount=200).later().open == ["look", "look", "work"]


@pytest.mark.trap(17)
def test_a_condition_behind_an_event_gateway_fires():
    case = Case(
        """
        startEvent s
        eventBasedGateway first
        intermediateCatchEvent settled_now when=settled
        intermediateCatchEvent week_over timer=P7D
        intermediateCatchEvent reply message=reply into=said
        endEvent e
        endEvent e_late
        userTask read
        flow s first settled_now e
        flow first week_over e_late
        flow first reply read e""",
        settled=False,
    )

    assert [t.element for t in case.timers] == ["week_over"]
    assert [w.element for w in case.waits] == ["reply"]
    assert case.knowing(settled=True).later().ended
    assert case.step.ends == ("e",)
    assert case.timers == []
    assert case.waits == []
    assert case.seen == ["s", "first", "settled_now", "e"]


@pytest.mark.trap(19)
def test_a_message_goes_to_one():
    case = Case(
        "startEvent s\nparallelGateway g\nintermediateCatchEvent one message=reply\n"
        "intermediateCatchEvent two message=reply\n"
        "userTask a\nuserTask b\nendEvent e\nendEvent e_two\nflow s g one a e\nflow g two b e_two"
    )

    with pytest.raises(TaskNotOpen, match="one, two all wait for 'reply'; say which"):
        case.message("reply")
    assert case.message("reply", element="two", round_=1).open == ["b"]
    assert case.message("reply").open == ["a", "b"]
    with pytest.raises(TaskNotOpen, match="nothing waits for the message 'reply'"):
        case.message("reply")


@pytest.mark.trap(19)
def test_a_message_that_is_thrown_leaves_the_case():
    case = Case(
        "startEvent s\nsendTask tell message=reply\nintermediateCatchEvent hear message=reply\nendEvent e\n"
        "flow s tell hear e"
    )

    assert case.sent == [("reply", {})]
    assert not case.ended


def test_a_receive_task_waits_for_its_message():
    case = Case(
        "startEvent s\nreceiveTask hear message=reply\nmanualTask file_it lane=quality\nendEvent e\n"
        "flow s hear file_it e"
    )

    assert [(w.message, w.element, w.round) for w in case.waits] == [("reply", "hear", 1)]
    assert case.message("reply").open == ["file_it"]
    assert case.do("file_it").ended


@pytest.mark.trap(20)
def test_a_terminate_end_ends_its_own_level_only():
    inside = """startEvent t
        parallelGateway g
        userTask a
        userTask b
        intermediateCatchEvent wait timer=P1D
        endEvent over terminate
        endEvent e_b
        flow t g a over
        flow g b e_b
        flow g wait e_b"""
    part = Case(f"startEvent s\nsubProcess part {{\n{inside}\n}}\nuserTask after\nendEvent e\nflow s part after e")
    called = Case(
        "startEvent s\nparallelGateway both\ncallActivity call calls=q\nuserTask beside\nendEvent e\nendEvent f\n"
        f"flow s both call e\nflow both beside f\nprocess q {{\n{inside}\n}}"
    )

    assert part.do("a").open == ["after"]
    assert called.do("a").open == ["beside"]
    assert part.timers == called.timers == []


@pytest.mark.trap(20)
def test_a_terminate_end_of_the_process_ends_everything():
    case = Case("""
        startEvent s
        parallelGateway g
        userTask a
        serviceTask pay : pay()
        receiveTask hear message=reply
        subProcess part {
            startEvent t
            userTask inside
            boundaryEvent late on=inside timer=P1D soft
            endEvent f
            endEvent f_late
            flow t inside f
            flow late f_late
        }
        endEvent over terminate
        endEvent e
        flow s g a over
        flow g pay e
        flow g hear e
        flow g part e""")

    assert case.do("a").ended
    assert (case.open, case.jobs, case.timers, case.waits) == ([], [], [], [])
    assert case.step.ends == ("over",)


@pytest.mark.trap(18)
def test_a_soft_signal_is_heard_each_time():
    case = Case(
        "startEvent s\nuserTask work\nboundaryEvent b on=work signal=bell soft\nuserTask look\nendEvent e\nendEvent f\n"
        "flow s work e\nflow b look f"
    )

    assert case.signal("bell").signal("bell").open == ["look", "look", "work"]


@pytest.mark.trap(27)
def test_what_a_handler_beside_writes_is_seen_by_the_main_path():
    case = Case(
        "startEvent s\nuserTask work\nboundaryEvent b on=work message=note into=text soft\nexclusiveGateway g\n"
        "userTask read\nendEvent e\nendEvent f\nflow s work g\nflow g read : known('text')\nflow g e : default\n"
        "flow read e\nflow b f"
    )

    assert case.message("note", "hello").do("work").open == ["read"]


@pytest.mark.trap(26)
def test_parameters_of_a_call_do_not_leak_at_a_join():
    case = Case(
        "startEvent s\nparallelGateway g\ncallActivity call calls=q\nuserTask beside\nparallelGateway j\nendEvent e\n"
        "flow s g call j e\nflow g beside j\n"
        "process q {\nio call in=price\nstartEvent t\nscriptTask halve : price = price / 2\nendEvent f\nflow t halve f\n}",
        price=10,
    )

    assert case.do("beside").ended
    assert case.data == {"price": 10}


@pytest.mark.trap(35)
def test_a_standard_loop_without_end_and_without_a_person_is_named():
    with pytest.raises(CaseStuck, match="<add>"):
        Case("startEvent s\nscriptTask add again=True : n = 1\nendEvent e\nflow s add e")
