"""Undo (BPMN compensation): the recorded handlers run, the last one first."""

import pytest
from diagrams.driver import Case

pytestmark = pytest.mark.usefixtures("careful")

UNDO = """
    startEvent s
    userTask book
    userTask settle
    userTask never
    boundaryEvent b_book on=book compensate
    boundaryEvent b_settle on=settle compensate
    boundaryEvent b_never on=never compensate
    userTask cancel_booking undo
    serviceTask pay_back undo : refund(amount=amount)
    userTask nothing undo
    association b_book>cancel_booking
    association b_settle>pay_back
    association b_never>nothing
    exclusiveGateway x
    intermediateThrowEvent undo_all compensate{of}
    userTask after
    endEvent e
    endEvent e_never
    flow s book settle x
    flow x never : False
    flow x undo_all : default
    flow never e_never
    flow undo_all after e"""


@pytest.mark.trap(13)
def test_undo_runs_the_recorded_handlers_in_reverse():
    case = Case(UNDO.format(of=""), amount=7)

    case.do("book").do("settle")

    assert (case.job().operation, case.job().parameters) == ("refund", {"amount": 7})
    assert case.open == []
    assert case.deliver().open == ["cancel_booking"]
    assert case.do("cancel_booking").open == ["after"]
    assert case.do("after").ended


@pytest.mark.trap(13)
def test_undo_of_one_activity_runs_its_handler_only():
    case = Case(UNDO.format(of="=book"), amount=7)

    assert case.do("book").do("settle").open == ["cancel_booking"]
    assert case.do("cancel_booking").open == ["after"]
