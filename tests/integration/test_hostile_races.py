"""Races: two people at one task, two workers at one job, two posts of one form - one effect, and a sentence for the other."""

import threading

import pytest
from amends.engine.errors import AmendsError
from small_house import BEN, CUSTOMER, RUTH, facts, kinds, open_house, report, task

WORDS = "+formJsonSchemaFilename=words.schema.json"
TIMED = f"""
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" {WORDS} +keeps=answer +starts_on_open=answer
    boundaryEvent late on=answer label="Two hours later" timer=PT2H soft
    userTask remind lane=supervisor label="Remind" {WORDS}
    endEvent answered
    endEvent reminded
    flow reported answer answered
    flow late remind reminded"""
FOR_EACH = f"""
    startEvent reported
    userTask visit lane=front_line label="Visit" {WORDS} each=items:item
    endEvent answered
    flow reported visit answered"""


def at_once(*acts):
    """What each came to: "ok", or the name of its error."""
    came, gate = [], threading.Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            act()
            came.append("ok")
        except AmendsError as refused:
            came.append(type(refused).__name__)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(came)


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, TIMED)
    yield house
    with house.store.reading() as work:
        assert work.journal.verify(None) == []
    house.close()


def test_one_of_two_who_take_a_task_has_it(house):
    answer = task(house, report(house), "answer")

    came = at_once(lambda: house.recovery.claim(answer, RUTH), lambda: house.recovery.claim(answer, BEN))

    assert came == ["TaskTaken", "ok"]
    assert kinds(house, answer.case).count("task_claimed") == 1


def test_one_of_four_who_hand_in_a_task_has_done_it(house):
    answer = task(house, report(house), "answer")

    came = at_once(*(
        lambda by=by: house.recovery.complete(answer, {"words": by.name}, by=by) for by in (RUTH, BEN, RUTH, BEN)
    ))  # fmt: skip

    assert came == ["TaskNotOpen"] * 3 + ["ok"]
    assert kinds(house, answer.case).count("task_completed") == 1


def test_one_key_opens_one_case_however_often_it_comes_at_once(house):
    def tell():
        house.recovery.report({"what_happened": "x"}, by=CUSTOMER, unit="shop", channel="web", key="one")

    assert at_once(*[tell] * 6) == ["ok"] * 6
    with house.store.reading() as work:
        assert work.cases.count() == 1


def test_what_is_due_is_handed_out_once_and_done_once_by_however_many_workers(house):
    number = report(house)
    house.clock.advance(hours=2)
    at_once(*[house.recovery.tick] * 4)
    house.clock.advance(hours=2)  # the second at which the promise is due: not over yet
    at_once(*[house.recovery.tick] * 4)
    house.clock.advance(microseconds=1)
    at_once(*[house.recovery.tick] * 4)

    with house.store.reading() as work:
        jobs = work.jobs.of_case(number)
    at_once(*[lambda job=job: house.recovery.perform(job.id) for job in jobs for _ in range(3)])

    assert sorted(job.kind for job in jobs) == ["missed", "wake"]
    assert [fact["promise"] for fact in facts(house, number, "promise_missed")] == ["answer"]
    assert [fact["element"] for fact in facts(house, number, "timer_fired")] == ["late"]
    assert task(house, number, "remind")


def test_each_of_many_alike_is_done_once(tmp_path):
    house = open_house(tmp_path, FOR_EACH)
    case = house.recovery.open("case_by_case", {"items": ["a", "b", "c"]}, by=CUSTOMER, unit="shop").number
    with house.store.reading() as work:
        visits = [t.id for t in work.tasks.of_case(case)]

    came = at_once(*(
        lambda visit=visit, by=by: house.recovery.complete(visit, {"words": "x"}, by=by)
        for visit in visits for by in (RUTH, BEN)
    ))  # fmt: skip

    assert len(visits) == 3
    assert came.count("ok") == 3
    assert kinds(house, case).count("task_completed") == 3
    assert kinds(house, case)[-1] == "case_ended"
    house.close()
