"""A service task asks for a job and waits; its result or its failure comes later."""

import pytest
from amends.engine.errors import CaseStuck, TaskNotOpen
from diagrams.driver import Case

pytestmark = pytest.mark.usefixtures("careful")

PAY = """
    startEvent s
    serviceTask pay label="Pay the refund" : refund(amount=order.total, to=order.customer) -> receipt
    boundaryEvent refused on=pay error=refused
    boundaryEvent slow on=pay timer=P1D soft
    userTask check
    userTask repair
    userTask hurry
    endEvent e
    endEvent e_repair
    endEvent e_hurry
    flow s pay check e
    flow refused repair e_repair
    flow slow hurry e_hurry"""
ORDER = {"total": 12, "customer": "ann"}


def test_it_waits_then_goes_on_with_the_result():
    case = Case(PAY, order=ORDER)

    job = case.job()
    assert (job.element, job.round, job.label, job.operation, job.parameters) == (
        "pay",
        1,
        "Pay the refund",
        "refund",
        {"amount": 12, "to": "ann"},
    )
    assert case.open == []
    assert "pay" not in case.seen
    assert case.later(hours=1).step.jobs == ()  # asked for once
    assert case.later(days=1).open == ["hurry"]
    assert case.deliver({"id": "R1", "typename": "Task"}).open == ["check", "hurry"]
    assert case.data["receipt"] == {"id": "R1", "typename": "Task"}
    assert case.step.jobs_cancelled == ()
    with pytest.raises(TaskNotOpen, match="<pay>"):
        case.program.deliver(case.saved, "pay", 1, {}, now=case.now, calendar="everyday", calendars=case.calendars)


def test_a_result_that_nobody_keeps_is_dropped():
    case = Case("startEvent s\nserviceTask tell : notify(letter='late')\nendEvent e\nflow s tell e")

    assert case.deliver({"sent": True}).ended
    assert case.data == {}


@pytest.mark.trap(22)
def test_a_failure_takes_the_error_path():
    case = Case(PAY, order=ORDER)

    case.fail("refused", "card is closed")

    assert case.open == ["repair"]
    assert "pay" not in case.seen
    assert ("pay", "cancelled") in [(p.element, p.how) for p in case.step.passed]
    assert [(j.element, j.round) for j in case.step.jobs_cancelled] == [("pay", 1)]


@pytest.mark.trap(22)
@pytest.mark.trap(16)
def test_a_failure_that_nobody_catches_leaves_the_case_as_it_was():
    case = Case(PAY, order=ORDER)
    before = case.saved

    with pytest.raises(
        CaseStuck,
        match=r"'Pay the refund' <pay> failed with 'unreachable' \(timeout\), and nothing around it catches that",
    ):
        case.program.fail(
            case.saved, "pay", 1, "unreachable", "timeout", now=case.now, calendar="everyday", calendars=case.calendars
        )

    assert case.saved == before
    assert case.deliver({}).open == ["check"]


@pytest.mark.trap(49)
def test_a_failure_hits_its_own_boundary_only():
    case = Case("""
        startEvent s
        parallelGateway g
        serviceTask a : one()
        serviceTask b : two()
        boundaryEvent bad_a on=a error=bad
        boundaryEvent bad_b on=b error=bad
        userTask handle_a
        userTask handle_b
        endEvent e
        flow s g a e
        flow g b e
        flow bad_a handle_a e
        flow bad_b handle_b e""")

    assert case.fail("bad", job="one").open == ["handle_a"]


@pytest.mark.trap(53)
def test_a_failure_climbs_outwards_through_loops_and_sub_processes():
    case = Case(
        """
        startEvent s
        subProcess outer each=items:item {
            startEvent s_in
            serviceTask act : do(item=item)
            endEvent e_in
            flow s_in act e_in
        }
        boundaryEvent bad on=outer error=bad
        userTask repair
        endEvent e
        endEvent e_repair
        flow s outer e
        flow bad repair e_repair""",
        items=["x", "y"],
    )

    assert [j.parameters for j in case.jobs] == [{"item": "x"}, {"item": "y"}]
    assert case.fail("bad").open == ["repair"]
    assert case.jobs == []
    assert case.do("repair").ended


def test_a_failure_tells_its_handler_why():
    case = Case(
        "startEvent s\nserviceTask act : do()\nboundaryEvent any on=act error=refused\nuserTask repair\n"
        "endEvent e\nendEvent f\n"
        "flow s act e\nflow any repair f"
    )

    assert case.fail("refused", "no").open == ["repair"]


@pytest.mark.trap(50)
def test_an_inclusive_join_waits_for_a_job():
    case = Case("""
        startEvent s
        inclusiveGateway g
        serviceTask act : do()
        userTask other
        exclusiveGateway x
        userTask more
        inclusiveGateway j
        userTask after
        endEvent e
        flow s g
        flow g act : True
        flow g other : True
        flow act x
        flow x more : True
        flow x j : default
        flow more j
        flow other j
        flow j after e""")

    assert case.do("other").open == []
    assert case.deliver().open == ["more"]
    assert case.do("more").open == ["after"]


def test_a_job_whose_parameters_cannot_be_worked_out_names_the_element():
    with pytest.raises(CaseStuck, match=r"'Pay the refund' <pay>: .*order"):
        Case(PAY)
