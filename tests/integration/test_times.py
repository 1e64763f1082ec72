"""Times and editions on a real database: what fell due while nobody looked, and drafts that are broken."""

from small_house import RUTH, facts, kinds, open_house, pass_time, report, task, work

TIMED = """
    startEvent reported
    userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json
    boundaryEvent late on=answer timer=PT4H soft label="Too late"
    serviceTask tell : notify(letter='hello', to='customer')
    endEvent answered
    endEvent told
    flow reported answer answered
    flow late tell told"""


def test_a_timer_due_while_the_server_was_down_fires_once_with_its_true_time(tmp_path):
    house = open_house(tmp_path, TIMED)
    number = report(house)
    house.close()

    house = open_house(tmp_path, at=house.clock.now().replace(hour=20))
    for _ in range(3):
        work(house)

    fired = facts(house, number, "timer_fired")
    assert [f["due"] for f in fired] == ["2026-03-02T13:00:00+00:00"]
    assert kinds(house, number).count("letter_sent") == 1
    house.close()


def test_a_promise_missed_is_recorded_with_its_true_time_and_once(tmp_path):
    house = open_house(
        tmp_path,
        """
        startEvent reported
        scriptTask begin +starts=answer : n = 1
        userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json +keeps=answer
        endEvent answered
        flow reported begin answer answered""",
    )
    number = report(house)
    pass_time(house, hours=3)
    assert facts(house, number, "promise_missed") == []
    pass_time(house, hours=30)
    pass_time(house, hours=1)

    assert [f["due"] for f in facts(house, number, "promise_missed")] == ["2026-03-02T13:00:00+00:00"]
    house.recovery.complete(task(house, number, "answer"), {"words": "Late, sorry."}, by=RUTH)
    promise = house.inquiry.case(number, RUTH).promises[0]
    assert promise.is_missed(house.clock.now())
    house.close()


def test_a_broken_diagram_in_the_folder_leaves_the_last_edition_running(tmp_path):
    house = open_house(tmp_path)
    house.close()
    (tmp_path / "processes/case_by_case.bpmn").write_bytes(b"<definitions>")

    house = open_house(tmp_path)
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)

    draft_state = house.inquiry.house_state()["draft"]
    assert draft_state["differs"]
    assert any("case_by_case.bpmn" in problem for problem in draft_state["problems"])
    house.close()
