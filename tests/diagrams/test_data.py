"""Case data lives once: branches, loops, calls, tables and events all read and write one document; items stay local."""

import pytest
from amends.engine.errors import CaseStuck
from amends.engine.values import NotJson
from diagrams.driver import START, Case

pytestmark = pytest.mark.usefixtures("careful")

FORK = """
    startEvent s
    parallelGateway fork
    userTask a
    userTask b
    parallelGateway join
    userTask after
    endEvent e
    flow s fork a join after e
    flow fork b join"""


@pytest.mark.trap(26)
@pytest.mark.trap(54)
@pytest.mark.parametrize(("first", "second"), ["ab", "ba"])
def test_the_branch_that_ends_last_overwrites_nothing(first, second):
    case = Case(FORK, approved=False, lines=[1, 2])
    answers = {"a": {"approved": True, "lines": [3]}, "b": {"note": "called"}}

    case.do(first, **answers[first]).do(second, **answers[second])

    assert case.open == ["after"]
    assert case.data == {"approved": True, "lines": [3], "note": "called"}


@pytest.mark.trap(28)
def test_what_people_type_is_never_taken_for_an_object_of_the_library():
    case = Case(FORK, typename="Task", nested={"typename": "BpmnWorkflow"}, data_objects={"x": 1})

    case.do("a", typename="Timer").do("b")

    assert case.data == {"typename": "Timer", "nested": {"typename": "BpmnWorkflow"}, "data_objects": {"x": 1}}


@pytest.mark.trap(26)
def test_a_condition_sees_what_a_parallel_branch_wrote():
    case = Case(
        FORK.replace("userTask after", "exclusiveGateway after\nuserTask yes\nuserTask no").replace("after e", "after")
        + "\nflow after yes : approved\nflow after no : default\nflow yes e\nflow no e"
    )

    assert case.do("a", approved=True).do("b", note="").open == ["yes"]


@pytest.mark.parametrize("value", [{1, 2}, b"x", float("nan"), START, {1: "x"}, 10**30])
@pytest.mark.trap(29)
def test_only_json_gets_in(value):
    with pytest.raises(NotJson):
        Case(FORK, value=value)
    with pytest.raises(NotJson):
        Case(FORK).do("a", value=value)


def test_a_step_leaves_what_it_was_given_alone():
    case = Case(
        "startEvent s\nuserTask visit each=items:item:out:o\nscriptTask change : order.lines = [o2]; items[0] = 9\nendEvent e\n"
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
        f"startEvent s\nuserTask visit {order} each=customers:customer:answers:answer\nuserTask after\nendEvent e\nflow s visit after e",
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


@pytest.mark.trap(43)
@pytest.mark.trap(54)
def test_a_table_writes_its_outputs_whole():
    asked = []

    def decide(decision, names, types):
        asked.append((decision, names["severity"], types["severity"]))
        return {"teams": ["desk"], "days": 1}

    case = Case(
        "startEvent s\nbusinessRuleTask decide_time : answer_time\nendEvent e\nflow s decide_time e",
        known={"decide": decide, "types": {"severity": "number"}},
        severity=2,
        teams=["old", "older"],
    )

    assert case.data == {"severity": 2, "teams": ["desk"], "days": 1}
    assert asked[0] == ("answer_time", 2, "number")


@pytest.mark.trap(22)
def test_a_table_that_cannot_decide_names_the_element():
    def decide(decision, names, types):
        raise CaseStuck(reason="no rule of 'answer_time' fits severity 9")

    with pytest.raises(CaseStuck, match=r"'Set the time' <decide_time>: no rule of 'answer_time' fits severity 9"):
        Case(
            'startEvent s\nbusinessRuleTask decide_time label="Set the time" : answer_time\nendEvent e\nflow s decide_time e',
            known={"decide": decide},
        )


@pytest.mark.trap(27)
def test_data_from_before_an_error_is_there():
    case = Case("""
        startEvent s
        subProcess part {
            startEvent s_part
            scriptTask find : found = 'broken'
            endEvent broken error=broken
            flow s_part find broken
        }
        boundaryEvent caught on=part error=broken
        userTask repair
        endEvent e
        endEvent e_repair
        flow s part e
        flow caught repair e_repair""")

    assert case.open == ["repair"]
    assert case.data == {"found": "broken"}


def test_the_payload_of_a_message_goes_to_its_field_only():
    case = Case(
        "startEvent s\nintermediateCatchEvent wait message=reply into=reply\nuserTask after\nendEvent e\nflow s wait after e",
        reply=None,
        name="x",
    )

    case.message("reply", {"name": "typed", "typename": "Task"})

    assert case.data == {"reply": {"name": "typed", "typename": "Task"}, "name": "x"}


@pytest.mark.trap(30)
def test_a_script_that_fails_changes_nothing_and_is_named():
    with pytest.raises(CaseStuck, match=r"'Add it up' <add>: .*missing"):
        Case('startEvent s\nscriptTask add label="Add it up" : a = 1; b = missing\nendEvent e\nflow s add e')


@pytest.mark.trap(45)
def test_values_are_typed_before_an_expression_sees_them():
    diagram = "startEvent s\nexclusiveGateway g\nuserTask big\nuserTask small\nendEvent e\nendEvent f\nflow s g\nflow g big : price > '100.00 USD'\nflow g small : default\nflow big e\nflow small f"

    assert Case(diagram, known={"types": {"price": "money"}}, price="99.00 USD").open == ["small"]
    assert Case(diagram, known={"types": {"price": "money"}}, price="1000.00 USD").open == ["big"]


def test_a_condition_is_true_or_false():
    diagram = (
        "startEvent s\nexclusiveGateway g\nendEvent e\nendEvent f\nflow s g\nflow g e : answer\nflow g f : default"
    )

    assert Case(diagram, answer=None).step.ends == ("f",)
    with pytest.raises(CaseStuck, match="<g>"):
        Case(diagram, answer="no")


def test_a_gateway_without_a_way_out_says_so():
    with pytest.raises(CaseStuck, match="<g>: no condition of its flows holds. Draw a default flow"):
        Case(
            "startEvent s\nexclusiveGateway g\nendEvent e\nendEvent f\nflow s g\nflow g e : n > 1\nflow g f : n > 2",
            n=0,
        )


def test_expressions_know_the_time_of_the_step():
    case = Case("startEvent s\nscriptTask note_time : received_at = now\nendEvent e\nflow s note_time e")

    assert case.data == {"received_at": START.isoformat()}


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
    with pytest.raises(CaseStuck, match="'visits' times, which is .* here and not a whole number"):
        Case("startEvent s\nuserTask visit times=visits\nendEvent e\nflow s visit e", visits=count)
