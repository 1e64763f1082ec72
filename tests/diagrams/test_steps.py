"""A step says everything that is to be written or done because of it: tasks, rounds, flows, promises."""

from datetime import UTC, datetime, timedelta

import pytest
from amends.engine.bpmn import Closed
from amends.engine.errors import CaseStuck, TaskNotOpen
from diagrams.driver import START, Case

pytestmark = pytest.mark.usefixtures("careful")

CLOCKS = {
    "first_answer": {"key": "first_answer", "text": "somebody speaks with you", "to": "customer", "kind": "guarantee",
                     "within": "answer_within", "from": "received_at"},
    "approval": {"key": "approval", "text": "the goodwill is decided", "to": "us", "kind": "target", "within": "PT4H"},
}  # fmt: skip


def test_a_task_opens_with_all_that_its_inbox_line_needs():
    case = Case(
        'startEvent s\nuserTask ask lane=front_line label="Ask the customer" '
        "+formJsonSchemaFilename=ask.schema.json +due=answer_within "
        "+assign=doer:call +not_by=call,write +principle=treat_fairly : Speak **calmly**.\nuserTask call\n"
        "userTask write\nendEvent e\n"
        "flow s ask call write e",
        answer_within="PT4H",
    )

    task = case.step.opened[0]
    assert (task.element, task.round, task.label, task.lane, task.form) == (
        "ask",
        1,
        "Ask the customer",
        "front_line",
        "ask.schema.json",
    )
    assert (task.assign, task.not_by, task.principle, task.instructions) == (
        "doer:call",
        ("call", "write"),
        "treat_fairly",
        "Speak **calmly**.",
    )
    assert task.due == START + timedelta(hours=4)
    assert task.local == {}


@pytest.mark.parametrize(("due", "expected"), [
    ("PT4H", START + timedelta(hours=4)), ("'1 working day'", datetime(2026, 3, 4, tzinfo=UTC)),
    ("promised_by", datetime(2026, 3, 9, tzinfo=UTC)), ("'P1D' if severity <= 2 else "
                                                        "'P5D'", START + timedelta(days=1))])  # fmt: skip
def test_a_task_is_due(due, expected):
    case = Case(
        f'startEvent s\nuserTask ask lane=front_line "+due={due}"\nendEvent e\nflow s ask e',
        promised_by="2026-03-09",
        severity=2,
    )

    assert case.task("ask").due == expected


def test_a_due_time_that_cannot_be_worked_out_names_the_task():
    with pytest.raises(CaseStuck, match=r"'Ask' <ask>.*answer_within"):
        Case('startEvent s\nuserTask ask label="Ask" +due=answer_within\nendEvent e\nflow s ask e')


def test_what_is_done_is_closed_and_leaves_by_its_flow():
    case = Case(
        "startEvent s\nuserTask ask\nexclusiveGateway g\nuserTask more\nendEvent e\nflow s ask g\n"
        "flow g more : n > 1\nflow g e : default\nflow more e"
    )

    case.do("ask", n=2)

    assert case.step.closed == (Closed(element="ask", round=1, how="done"),)
    assert [(p.element, p.flows) for p in case.step.passed] == [("ask", ("f2",)), ("g", ("f3",))]


def test_a_task_is_handed_in_once():
    case = Case("startEvent s\nuserTask ask\nuserTask more\nendEvent e\nflow s ask more e")
    case.do("ask")

    with pytest.raises(TaskNotOpen) as refusal:
        case.hand_in("ask", 1, {})
    assert refusal.value.facts["element"] == "ask"
    with pytest.raises(TaskNotOpen):
        case.hand_in("more", 2, {})


def test_the_scope_names_the_runs_around_an_element():
    case = Case(
        """
        startEvent s
        subProcess visits each=customers:customer {
            startEvent s_visits
            callActivity talk calls=other
            endEvent e_visits
            flow s_visits talk e_visits
        }
        endEvent e
        flow s visits e
        process other {
            startEvent s_other
            userTask ask
            endEvent e_other
            flow s_other ask e_other
        }""",
        customers=["ann", "bo"],
    )

    case.hand_in("ask", 2, {})

    assert case.step.passed[0].scope == "visits:2/talk:2"
    assert [(p.element, p.round, p.scope) for p in case.step.passed][-1] == ("visits", 2, "")


def test_the_ends_of_the_process_are_named_and_those_inside_are_not():
    case = Case("""
        startEvent s
        parallelGateway both
        subProcess part {
            startEvent s_part
            endEvent e_part
            flow s_part e_part
        }
        userTask ask
        endEvent told
        endEvent asked
        flow s both part told
        flow both ask asked""")

    assert case.step.ends == ("told",)
    assert not case.ended
    assert case.do("ask").step.ends == ("told", "asked")
    assert case.ended


def test_a_terminate_end_event_calls_everything_else_off():
    case = Case(
        "startEvent s\nparallelGateway both\nuserTask work\nuserTask stop\nserviceTask pay : pay()\n"
        "endEvent worked\nendEvent stopped terminate\n"
        "endEvent paid\nflow s both work worked\nflow both stop stopped\nflow both pay paid"
    )

    case.do("stop")

    assert case.ended
    assert case.step.ends == ("stopped",)
    assert set(case.step.closed) == {
        Closed(element="stop", round=1, how="done"),
        Closed(element="work", round=1, how="cancelled"),
    }
    assert [(j.element, j.round) for j in case.step.jobs_cancelled] == [("pay", 1)]
    assert {p.element for p in case.step.passed if p.how == "cancelled"} == {"work", "pay"}


def test_a_terminate_end_event_ends_its_own_sub_process_only():
    case = Case("""
        startEvent s
        subProcess part {
            startEvent s_part
            parallelGateway both
            userTask work
            userTask stop
            endEvent worked
            endEvent stopped terminate
            flow s_part both work worked
            flow both stop stopped
        }
        userTask after
        endEvent e
        flow s part after e""")

    assert case.do("stop").open == ["after"]
    assert case.do("after").ended


def test_an_ended_case_has_nothing_left_to_do():
    case = Case("startEvent s\nuserTask ask\nendEvent e\nflow s ask e").do("ask")

    assert case.ended
    assert case.later(days=9).step.passed == ()
    assert case.ended


# ---- promises
PROMISES = "startEvent s +starts=first_answer\nuserTask call {}\nuserTask again {}\nendEvent e\nflow s call again e"


def promising(call="", again="", **data):
    return Case(
        PROMISES.format(call, again),
        known={"clocks": CLOCKS, "types": {"received_at": "instant"}},
        answer_within="1 working day",
        received_at="2026-03-01T09:00:00+00:00",
        **data,
    )


def test_a_clock_starts_with_its_due_time_counted_from_where_the_pack_says():
    case = promising()

    made = case.step.made[0]
    assert (made.key, made.text, made.to, made.kind) == (
        "first_answer",
        "somebody speaks with you",
        "customer",
        "guarantee",
    )
    assert made.due == datetime(2026, 3, 3, tzinfo=UTC)


def test_a_clock_is_kept_when_its_element_is_done():
    case = promising("+keeps=first_answer")

    assert case.step.kept == ()
    assert case.do("call").step.kept == ("first_answer",)


def test_a_clock_that_runs_is_not_started_again():
    case = promising("+starts=first_answer")

    assert case.do("call").step.made == ()


def test_an_element_that_keeps_and_starts_a_clock_keeps_it_first():
    case = promising("+keeps=first_answer +starts=first_answer")

    case.do("call")

    assert case.step.kept == ("first_answer",)
    assert [m.key for m in case.step.made] == ["first_answer"]


def test_a_clock_may_start_when_a_task_opens():
    case = promising("", "+starts_on_open=approval +keeps=approval")

    assert [(m.key, m.to, m.due) for m in case.do("call").step.made] == [("approval", "us", START + timedelta(hours=4))]
    assert case.do("again").step.kept == ("approval",)


def test_keeping_a_clock_that_does_not_run_is_nothing():
    assert promising("+keeps=approval").do("call").step.kept == ()


def test_the_clock_of_a_loop_is_kept_when_all_instances_are_done():
    case = promising("each=items:item +keeps=first_answer", items=[1, 2])

    assert case.do("call").step.kept == ()
    assert case.do("call").step.kept == ("first_answer",)


def test_a_called_off_task_keeps_no_clock():
    case = Case(
        "startEvent s +starts=approval\nuserTask work +keeps=approval\nboundaryEvent late on=work timer=PT1H\n"
        "endEvent e\nendEvent e_late\n"
        "flow s work e\nflow late e_late",
        known={"clocks": CLOCKS, "types": {"answer_within": "text"}},
    )

    assert case.later(hours=2).step.kept == ()


@pytest.mark.parametrize("data", [{"answer_within": None}, {"received_at": "yesterday"}, {"answer_within": "soon"}])
def test_a_clock_that_cannot_be_started_is_named(data):
    with pytest.raises(CaseStuck, match="first_answer"):
        Case(
            PROMISES.format("", ""),
            known={"clocks": CLOCKS},
            **{"answer_within": "PT4H", "received_at": "2026-03-01T09:00:00+00:00", **data},
        )
