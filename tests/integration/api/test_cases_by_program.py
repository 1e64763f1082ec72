"""The JSON API: cases that programs open and read, and what they send twice."""

from threading import Barrier, Thread

import pytest
from amends.engine.errors import KeyUsed
from amends.engine.person import acting
from amends.engine.task import TaskId
from api_at_hand import Program
from small_house import BEN, RUTH, facts, report

WORDS = {"words": "We send a new lid.", "amount": "40.00 USD"}


def test_a_failure_is_reported(house, ruth):
    form = ruth.get("/report").value
    answer = ruth.post("/cases", {"answers": {"what_happened": "It leaks.", "channel": "phone"}})
    number = answer.value["case"]["number"]

    assert ("what_happened" in form["form"]["properties"], form["units"]) == (True, ["shop"])
    assert answer.status == 201
    assert [t["element"] for t in answer.value["tasks"]] == ["answer"]
    with house.store.reading() as work:
        assert work.cases.load(number).data == {"what_happened": "It leaks.", "channel": "phone"}
        assert work.journal.of_case(number)[0].actor == acting(RUTH)


def test_a_case_and_its_record_are_read(house, ruth):
    number = report(house)
    ruth.post(f"/tasks/{number}/answer/1", {"answers": WORDS})
    ruth.post(f"/cases/{number}/notes", {"text": "They called."})
    case, record = ruth.get(f"/cases/{number}").value, ruth.get(f"/cases/{number}/record").value

    assert (case["case"]["number"], case["process"], case["tasks"][0]["element"]) == (number, "case_by_case", "approve")
    assert {"label": "Words", "value": "We send a new lid."} in case["facts"]
    numbers = [line["number"] for line in record["lines"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert any({"label": "Note", "value": "They called."} in line["details"] for line in record["lines"])
    part = ruth.get(f"/cases/{number}/record?after=2&size=3").value
    assert ([line["number"] for line in part["lines"]], part["is_more"]) == ([3, 4, 5], len(numbers) > 5)


def test_cases_are_listed_and_looked_for(house, ruth, app):
    numbers = [report(house, words) for words in ("The lid is broken.", "It leaks.")]

    assert [c["number"] for c in ruth.get("/cases").value["cases"]] == numbers[::-1]
    assert [c["number"] for c in ruth.get("/cases?q=leaks").value["cases"]] == numbers[1:]
    assert ruth.get("/cases?state=closed").value == {"cases": [], "total": 0, "page": 1}
    assert ruth.get("/cases?state=odd").status == 400
    assert Program(app, house, "otto").get("/cases").value["cases"] == []


# ---- twice


def test_the_same_key_acts_once(house, ruth):
    number = report(house)
    posts = [ruth.post(f"/tasks/{number}/answer/1", {"answers": WORDS}, Idempotency_Key="k1") for _ in range(2)]
    other = ruth.post(f"/tasks/{number}/answer/1", {"answers": WORDS}, Idempotency_Key="k2")

    assert [answer.status for answer in posts] == [200, 200]
    assert posts[0].value == posts[1].value
    assert (other.status, other.kind) == (409, "task_not_open")
    assert "Ruth Adeyemi" in other.value["detail"]


def test_other_answers_under_the_same_key_are_not_taken_for_the_first(house, ruth):
    number = report(house)
    ruth.post(f"/tasks/{number}/answer/1", {"answers": WORDS}, Idempotency_Key="k")
    other = ruth.post(f"/tasks/{number}/answer/1", {"answers": {"words": "No lid."}}, Idempotency_Key="k")

    assert (other.status, other.kind) == (409, "task_not_open")
    with house.store.reading() as work:
        assert work.drafts.load(TaskId(number, "answer", 1), "ruth") == {"words": "No lid."}


def test_the_same_key_opens_one_case_and_never_loses_another_report(house, ruth, app):
    said = {"answers": {"what_happened": "It leaks."}}
    first, again = (ruth.post("/cases", said, Idempotency_Key="k") for _ in range(2))
    other = ruth.post("/cases", {"answers": {"what_happened": "It burns."}}, Idempotency_Key="k")
    colleague = Program(app, house, "ben").post("/cases", said, Idempotency_Key="k")

    assert (first.status, again.status, first.value == again.value) == (201, 201, True)
    assert (other.status, other.kind) == (422, "key_used")
    assert colleague.value["case"]["number"] != first.value["case"]["number"]
    with pytest.raises(KeyUsed):
        house.recovery.report({"what_happened": "x"}, by=acting(RUTH), unit="shop", channel="phone", key="k")


def test_one_key_from_two_threads_at_once_acts_once(house, app, ruth):
    number, gate, found = report(house), Barrier(4), []

    def hand_in(which):
        program = Program(app, house, token=ruth.token)
        gate.wait()
        if which % 2:
            found.append(program.post(f"/tasks/{number}/answer/1", {"answers": WORDS}, Idempotency_Key="k").status)
        else:
            found.append(program.post("/cases", {"answers": {"what_happened": "Two."}}, Idempotency_Key="k").status)

    threads = [Thread(target=hand_in, args=(which,)) for which in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [200, 200, 201, 201]
    assert len(facts(house, number, "task_completed")) == 1
    assert ruth.get("/cases").value["total"] == 2


def test_of_two_keys_at_once_one_acts_and_the_other_is_told(house, app, ruth):
    number, gate, found = report(house), Barrier(2), []

    def hand_in(key):
        program = Program(app, house, token=ruth.token)
        gate.wait()
        found.append(program.post(f"/tasks/{number}/answer/1", {"answers": WORDS}, Idempotency_Key=key).status)

    threads = [Thread(target=hand_in, args=(key,)) for key in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [200, 409]
    assert BEN.id not in {fact["by"] for fact in facts(house, number, "task_completed")}
