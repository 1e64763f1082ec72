"""Tasks: the inbox knows who may do what, by when, without loading a case."""

from datetime import timedelta

import pytest
from amends.engine.errors import TaskNotOpen, TaskTaken
from amends.engine.person import Person
from amends.engine.task import Task, TaskId


@pytest.fixture
def task(store, now):
    def open_(case, element="assess_report", **facts):
        usual = {"label": "Assess the report", "lane": "front_line", "opened_at": now, "unit": "kitchen"}
        task = Task(id=TaskId(case, element, 1), **(usual | facts))
        with store.writing() as work:
            work.tasks.open(task)
        return task.id

    return open_


def test_a_task_shows_what_the_case_is_called_and_how_serious_it_is_now(store, case, task, now):
    number = case()
    id_ = task(number, form="assess.schema.json", due_at=now + timedelta(hours=4), excluded=("mina",))
    with store.writing() as work:
        rated = work.cases.load(number)
        rated.severity, rated.title = 1, "The kettle burnt"
        work.cases.save(rated)

    with store.reading() as work:
        kept = work.tasks.load(id_)

    assert (kept.title, kept.severity) == ("The kettle burnt", 1)
    assert (kept.form, kept.due_at, kept.excluded) == ("assess.schema.json", now + timedelta(hours=4), ("mina",))


def test_a_closed_task_is_not_open(store, case, task):
    id_ = task(case())
    with store.writing() as work:
        work.tasks.close(id_)
        work.tasks.close(id_)

    with pytest.raises(TaskNotOpen, match="assess_report"), store.reading() as work:
        work.tasks.load(id_)


def test_a_task_is_taken_by_one_person(store, case, task, now):
    id_ = task(case())
    with store.writing() as work:
        work.people.add_person(Person(id="p1", name="Mina"), "mina", "")
        work.tasks.claim(id_, "p1", now)
        work.tasks.claim(id_, "p1", now)

    with pytest.raises(TaskTaken, match="Mina"), store.writing() as work:
        work.tasks.claim(id_, "p2", now)

    with store.writing() as work:
        assert work.tasks.load(id_).claimed_by == "p1"
        work.tasks.release(id_)
        work.tasks.claim(id_, "p2", now)
        assert (work.tasks.load(id_).claimed_by, work.tasks.load(id_).claimed_at) == ("p2", now)


def test_what_is_not_open_cannot_be_taken_or_put_back(store, case, now):
    gone = TaskId(case(), "assess_report", 1)

    with pytest.raises(TaskNotOpen), store.writing() as work:
        work.tasks.claim(gone, "mina", now)
    with pytest.raises(TaskNotOpen), store.writing() as work:
        work.tasks.release(gone)


def test_the_inbox_holds_what_a_person_may_do_by_due_time(store, case, task, now):
    number = case()
    later = task(number, "later", due_at=now + timedelta(hours=2))
    undated = task(number, "undated")
    sooner = task(number, "sooner", due_at=now + timedelta(hours=1))
    elsewhere = task(number, "elsewhere", unit="ramp", lane="supervisor")
    task(number, "other_lane", lane="finance")
    task(number, "other_unit", unit="ramp")

    with store.reading() as work:
        waiting = work.tasks.waiting({"kitchen": {"front_line"}, "ramp": {"supervisor"}}, "mina")
        nothing = work.tasks.waiting({}, "mina")

    assert [t.id for t in waiting] == [sooner, later, elsewhere, undated]
    assert nothing == []


def test_the_inbox_leaves_out_what_is_not_for_this_person(store, case, task):
    number, about_me = case(), case(about=("mina",))
    mine = task(number, "mine", assigned_to="mina", lane="case_owner")
    task(number, "yours", assigned_to="noor")
    task(number, "excluded", excluded=("mina", "noor"))
    task(about_me, "about_me")

    with store.reading() as work:
        waiting = work.tasks.waiting({"kitchen": {"front_line"}}, "mina")

    assert [t.id for t in waiting] == [mine]


def test_the_inbox_of_the_head_of_a_large_house_is_one_question(store, case, task):
    id_ = task(case(unit="unit 1999"), unit="unit 1999")
    below = {f"unit {n}": {"front_line", "supervisor"} for n in range(2000)}

    with store.reading() as work:
        assert [t.id for t in work.tasks.waiting(below, "mina")] == [id_]


def test_all_open_tasks_can_be_listed(store, case, task):
    first, second = task(case()), task(case())

    with store.reading() as work:
        assert [t.id for t in work.tasks.all_open()] == [first, second]
        assert [t.id for t in work.tasks.all_open(1)] == [first]
        assert [t.id for t in work.tasks.of_case(second.case)] == [second]
