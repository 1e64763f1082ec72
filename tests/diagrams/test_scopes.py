"""Loop items and parameters are local; a call shares the case; results are collected."""

import pytest
from amends.engine.errors import CaseStuck
from diagrams.driver import Case

pytestmark = pytest.mark.usefixtures("careful")


def test_a_step_leaves_what_it_was_given_alone():
    case = Case(
        "startEvent s\nuserTask visit each=items:item:out:o\n"
        "scriptTask change : order.lines = [o2]; items[0] = 9\nendEvent e\n"
        "flow s visit change e",
        items=[1, 2],
        order={"lines": [1]},
        o2=5,
    )
    first = case.saved

    case.do("visit", o=1)
    second, copy = case.saved, {"items": [1, 2], "order": {"lines": [1]}, "o2": 5, "out": [1]}
    assert second.data == copy
    case.do("visit", o=2)

    assert case.data == {"items": [9, 2], "order": {"lines": [5]}, "o2": 5, "out": [1, 2]}
    assert second.data == copy
    assert first.data["out"] == []


@pytest.mark.parametrize("order", ["", "in_order"])
@pytest.mark.trap(26)
def test_items_are_local_and_results_are_collected(order):
    case = Case(
        f"startEvent s\nuserTask visit {order} each=customers:customer:answers:answer\nuserTask after\n"
        f"endEvent e\nflow s visit after e",
        customers=["ann", "bo"],
        customer="untouched",
    )

    while "visit" in case.open:
        assert case.task("visit").local["customer"] == ("ann", "bo")[case.task("visit").round - 1]
        case.do("visit", answer=len(case.seen), shared=len(case.seen))

    assert case.open == ["after"]
    assert len(case.data["answers"]) == 2
    assert case.data["customer"] == "untouched"
    assert "answer" not in case.data
    assert "shared" in case.data


def test_items_reach_into_a_sub_process_and_a_call():
    case = Case(
        """
        startEvent s
        subProcess each each=customers:customer:names:name {
            startEvent s_each
            scriptTask take : name = upper(customer); last = customer
            userTask look
            endEvent e_each
            flow s_each take look e_each
        }
        callActivity called each=customers:customer calls=other
        endEvent e
        flow s each called e
        process other {
            startEvent s_other
            userTask talk
            scriptTask greet : greeted = customer
            endEvent e_other
            flow s_other talk greet e_other
        }""",
        customers=["ann", "bo"],
    )

    assert [t.local["customer"] for t in case.tasks] == ["ann", "bo"]
    case.do("look").do("look")
    assert sorted(case.data["names"]) == ["ANN", "BO"]
    assert case.data["last"] == "bo"
    case.do("talk").do("talk")
    assert case.ended
    assert case.data["greeted"] in ("ann", "bo")
    assert "customer" not in case.data


def test_a_call_shares_the_case():
    case = Case(
        """
        startEvent s
        callActivity call calls=other
        exclusiveGateway g
        userTask yes
        endEvent e
        flow s call g
        flow g yes : agreed
        flow g e : default
        flow yes e
        process other {
            startEvent s_other
            userTask ask lane=customer
            endEvent e_other
            flow s_other ask e_other
        }""",
        agreed=False,
    )

    assert case.task("ask").lane == "customer"
    assert case.do("ask", agreed=True).open == ["yes"]
    assert case.step.passed[0].scope == "call:1"


def test_parameters_that_a_called_process_declares_are_local():
    case = Case(
        """
        startEvent s
        callActivity pay calls=payment
        endEvent e
        flow s pay e
        process payment {
            io call in=amount out=receipt
            startEvent s_payment
            scriptTask twice : amount = amount * 2; receipt = 'R'; paid = True
            userTask check
            endEvent e_payment
            flow s_payment twice check e_payment
        }""",
        amount=5,
    )

    assert case.data == {"amount": 5, "paid": True}
    assert case.do("check").ended
    assert case.data == {"amount": 5, "paid": True, "receipt": "R"}


@pytest.mark.parametrize(("data", "sentence"), [
    ({}, "is done for each of 'items', which is not a list"), ({"items": "ab"}, "which is not a list"),
    ({"items": list(range(501))}, "501 times; at most 500")])  # fmt: skip
@pytest.mark.trap(34)
@pytest.mark.trap(35)
def test_a_loop_over_nothing_sensible_is_said(data, sentence):
    with pytest.raises(CaseStuck, match=sentence):
        Case("startEvent s\nuserTask visit each=items:i\nendEvent e\nflow s visit e", **data)


@pytest.mark.trap(34)
@pytest.mark.parametrize("count", [-1, 1.5, "three", None])
def test_a_number_of_times_is_a_whole_number(count):
    with pytest.raises(CaseStuck, match=r"'visits' times, which is .* here and not a whole number"):
        Case("startEvent s\nuserTask visit times=visits\nendEvent e\nflow s visit e", visits=count)


@pytest.mark.trap(34)
@pytest.mark.parametrize("order", ["", "in_order"])
def test_a_result_that_nobody_filled_in_is_null(order):
    case = Case(f"startEvent s\nuserTask visit {order} each=items:item:out:o\nendEvent e\nflow s visit e", items=[1, 2])

    assert case.do("visit", o=7).do("visit").ended
    assert case.data["out"] == [7, None]
