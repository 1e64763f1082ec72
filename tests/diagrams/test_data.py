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
            'startEvent s\nbusinessRuleTask decide_time label="Set the time" : answer_time\nendEvent e\n'
            "flow s decide_time e",
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
        "startEvent s\nintermediateCatchEvent wait message=reply into=reply\nuserTask after\nendEvent e\n"
        "flow s wait after e",
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
    diagram = (
        "startEvent s\nexclusiveGateway g\nuserTask big\nuserTask small\nendEvent e\nendEvent f\nflow s g\n"
        "flow g big : price > '100.00 USD'\nflow g small : default\nflow big e\nflow small f"
    )

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
    with pytest.raises(CaseStuck, match=r"<g>: no condition of its flows holds\. Draw a default flow"):
        Case(
            "startEvent s\nexclusiveGateway g\nendEvent e\nendEvent f\nflow s g\nflow g e : n > 1\nflow g f : n > 2",
            n=0,
        )


def test_expressions_know_the_time_of_the_step():
    case = Case("startEvent s\nscriptTask note_time : received_at = now\nendEvent e\nflow s note_time e")

    assert case.data == {"received_at": START.isoformat()}
