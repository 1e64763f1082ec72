"""The JSON API: a program speaks for a person, does their tasks, opens cases and reads them - and nothing beyond."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from amends.engine.accounts import TokenNotMade, TokenUnknown
from amends.engine.person import Person, Seat
from api_at_hand import Program
from small_house import RUTH, TEO, kinds, report, task

WORDS = {"words": "We send a new lid.", "amount": "40.00 USD"}


# ---- who calls


def test_a_token_opens_what_its_person_may_do(house, ruth, teo):
    number = report(house)

    assert [t["element"] for t in ruth.get("/tasks").value["tasks"]] == ["answer"]
    assert ruth.post(f"/tasks/{number}/answer/1", {"answers": WORDS}).status == 200
    assert ruth.get("/tasks").value["tasks"] == []
    assert [t["element"] for t in teo.get("/tasks").value["tasks"]] == ["approve"]


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer ", "Basic cnV0aDo=", "Bearer wrong", "Bearer " + "x" * 5000])
def test_nobody_is_let_in_without_a_good_token(app, house, said):
    answer = Program(app, house).get("/tasks", **({"Authorization": said} if said else {}))

    assert (answer.status, answer.kind in ("no_token", "token_refused")) == (401, True)
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="amends"')
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_session_is_no_token(app, house):
    client = app.test_client()
    with client.session_transaction() as session:
        session.update({"_user_id": "ruth", "_fresh": True})

    assert client.get("/inbox").status_code == 200
    assert client.get("/api/tasks").status_code == 401


def test_no_cookie_and_no_csrf_token_is_asked_for_or_given(house, ruth):
    number = report(house)
    answer = ruth.post(f"/tasks/{number}/answer/1", {"answers": WORDS})

    assert answer.status == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_token_that_is_over_revoked_or_of_somebody_who_left_is_refused(app, house, ruth, monkeypatch):
    over, _ = house.people.add_token("ben", "soon over", 1)
    revoked, left = Program(app, house, "ben"), Program(app, house, "teo")
    house.people.revoke_token("ben", "tests")
    with house.store.writing() as work:
        work.people.deactivate("teo")
    later = datetime.now(UTC) + timedelta(days=2)
    monkeypatch.setattr(type(house.means.wall), "now", lambda self: later)

    found = [Program(app, house, token=over).get("/tasks"), revoked.get("/tasks"), left.get("/tasks")]
    assert [(answer.status, answer.kind) for answer in found] == [(401, "token_refused")] * 3
    assert 'error="invalid_token"' in found[0].headers["WWW-Authenticate"]
    assert ruth.get("/tasks").status == 200


def test_a_token_is_not_kept_and_its_use_is_noted_once_a_day(house, ruth):
    [token] = house.people.tokens()
    assert token.used_on == ""
    ruth.get("/tasks")
    [used] = house.people.tokens()

    assert used == replace(token, used_on=house.means.wall.now().date().isoformat())
    with house.store.reading() as work:
        assert ruth.token not in str(work.connection.exec_driver_sql("select * from amends_tokens").all())


def test_a_token_has_one_good_name_and_a_bounded_life(house):
    house.people.add_token("ruth", "nightly", 1)
    for login, name, days in (("ruth", "nightly", 1), ("nobody", "x", 1), ("ruth", " ", 1), ("ruth", "x", 0),
                              ("ruth", "x", 9999), ("ruth", "x" * 101, 1)):  # fmt: skip
        with pytest.raises(TokenNotMade):
            house.people.add_token(login, name, days)
    house.people.revoke_token("RUTH", "nightly")
    with pytest.raises(TokenUnknown, match="amends token list"):
        house.people.revoke_token("ruth", "nightly")
    house.people.add_token("ruth", "nightly", 1)


def test_whoever_brings_wrong_tokens_is_told_to_wait_and_good_ones_go_on(app, house, ruth):
    stranger = Program(app, house, token="amends_guess")
    found = [stranger.get("/tasks") for _ in range(61)]

    assert (found[0].status, found[-1].status, found[-1].kind) == (401, 429, "too_many_tries")
    assert int(found[-1].headers["Retry-After"]) > 0
    assert ruth.get("/tasks").status == 200


# ---- tasks


def test_a_task_comes_with_its_form_and_what_is_known(house, ruth):
    number = report(house)
    answer = ruth.get(f"/tasks/{number}/answer/1").value

    assert answer["form"]["required"] == ["words"]
    assert (answer["task"]["label"], answer["task"]["lane"]) == ("Answer the customer", "front_line")
    assert (answer["task"]["opened_at"], answer["task"]["due_at"]) == ("2026-03-02T09:00:00+00:00", None)
    assert (answer["may_complete"], answer["values"], answer["draft"]) == (True, {}, None)


def test_what_came_of_it_is_the_case_and_my_next_tasks(house, app, ruth):
    eve = Person(id="eve", name="Eve", seats=(Seat("house", "supervisor"),))
    house.people.add_person(eve, "eve", "")
    number = report(house)
    first = ruth.post(f"/tasks/{number}/answer/1", {"answers": WORDS}).value
    second = Program(app, house, "eve").post(f"/tasks/{number}/approve/1", {"answers": {}}).value

    assert (first["case"]["number"], first["case"]["is_open"], first["tasks"]) == (number, True, [])
    assert (second["case"]["is_open"], second["case"]["ends"], second["tasks"]) == (False, ["answered"], [])


def test_the_next_task_is_told_to_whoever_may_do_it(house, app):
    both = Person(id="both", name="Bo", seats=(Seat("house", "front_line"), Seat("house", "supervisor")))
    house.people.add_person(both, "both", "")
    first, second = report(house), report(house)
    teo = Program(app, house, "teo")
    told = teo.post(f"/tasks/{first}/answer/1", {"answers": WORDS}).value

    assert told["tasks"] == []  # whoever answered does not approve
    house.recovery.complete(task(house, second, "answer"), WORDS, by=RUTH)
    assert [t["element"] for t in told["tasks"] + house_tasks(house, second, both)] == ["approve"]


def house_tasks(house, number, person):
    return [{"element": each.id.element} for each in house.inquiry.standing(number, person).tasks]


def test_answers_that_do_not_fit_are_told_by_field_and_kept_as_a_draft(house, ruth):
    number = report(house)
    answer = ruth.post(f"/tasks/{number}/answer/1", {"answers": {"amount": "lots", "colour": "red"}})

    assert (answer.status, answer.kind) == (422, "answers_invalid")
    assert set(answer.value["fields"]) == {"words", "amount", "colour"}
    assert all(line for lines in answer.value["fields"].values() for line in lines)
    assert ruth.get(f"/tasks/{number}/answer/1").value["draft"] == {"amount": "lots", "colour": "red"}


def test_what_somebody_changed_meanwhile_is_told_and_not_overwritten(house, ruth):
    number = report(house)
    with house.store.writing() as work:
        case = work.cases.load(number)
        case.data["words"] = "theirs"
        work.cases.save(case)
    answer = ruth.post(f"/tasks/{number}/answer/1", {"answers": {"words": "mine"}, "shown": {"words": "before"}})

    assert (answer.status, answer.kind, answer.value["current"]) == (409, "fields_changed", {"words": "theirs"})
    again = ruth.post(f"/tasks/{number}/answer/1", {"answers": {"words": "mine"}, "shown": {"words": "theirs"}})
    assert again.status == 200


def test_a_task_is_claimed_and_put_back(house, ruth, app):
    number, ben = report(house), Program(app, house, "ben")
    claimed = ruth.post(f"/tasks/{number}/answer/1/claim")
    refused = ben.post(f"/tasks/{number}/answer/1", {"answers": WORDS})
    released = ruth.post(f"/tasks/{number}/answer/1/release")

    assert [t["claimed_by"] for t in claimed.value["tasks"] + released.value["tasks"]] == ["ruth", None]
    assert (refused.status, refused.kind) == (409, "task_taken")
    assert "Ruth Adeyemi" in refused.value["detail"]
    assert ben.post(f"/tasks/{number}/answer/1", {"answers": WORDS}).status == 200


def test_a_draft_is_kept_for_its_person_only(house, ruth, app):
    number = report(house)
    assert ruth.post(f"/tasks/{number}/answer/1/draft", {"answers": {"words": "half a"}}).status == 204

    assert ruth.get(f"/tasks/{number}/answer/1").value["draft"] == {"words": "half a"}
    assert Program(app, house, "ben").get(f"/tasks/{number}/answer/1").value["draft"] is None


def test_the_inbox_comes_in_pages(house, ruth):
    numbers = [report(house) for _ in range(5)]
    pages = [ruth.get(f"/tasks?page={page}&size=2").value for page in (1, 2, 3, 4)]

    assert [len(page["tasks"]) for page in pages] == [2, 2, 1, 0]
    assert [t["case"] for page in pages for t in page["tasks"]] == numbers
    assert {page["total"] for page in pages} == {5}
    assert ruth.get("/tasks?view=overdue").value["total"] == 0
    for wrong in ("page=0", "page=x", "size=101", "size=%00", "view=" + "x" * 99):
        assert (ruth.get(f"/tasks?{wrong}").status, ruth.get(f"/tasks?{wrong}").kind) == (400, "page_wrong")


# ---- rights


def test_lanes_units_and_exclusions_hold(house, app, ruth, teo):
    number = report(house)
    otto = Program(app, house, "otto")

    assert [otto.get(f"/tasks/{number}/answer/1").status, otto.get(f"/cases/{number}").status] == [404, 404]
    assert otto.post(f"/tasks/{number}/answer/1", {"answers": WORDS}).status == 404
    assert teo.post(f"/tasks/{number}/answer/1", {"answers": WORDS}).status == 200
    refused = teo.post(f"/tasks/{number}/approve/1", {"answers": {}})
    assert (refused.status, refused.kind) == (403, "not_allowed")
    assert ruth.post(f"/tasks/{number}/approve/1", {"answers": {}}).status == 403


def test_a_restricted_case_is_answered_like_one_that_is_not_there(house, app, ruth):
    number = report(house)
    house.recovery.restrict(number, ["ben"], TEO, "It is about a colleague.")
    addresses = [f"/cases/{{}}{rest}" for rest in ("", "/record", "/news/x")] + ["/tasks/{}/answer/1"]

    for address in addresses:
        hidden, missing = ruth.get(address.format(number)), ruth.get(address.format("R-999999"))
        assert (hidden.status, missing.status) == (404, 404)
        assert str(hidden.value).replace(number, "") == str(missing.value).replace("R-999999", "")
    posts = [("/tasks/{}/answer/1", {"answers": WORDS}), ("/tasks/{}/answer/1/claim", None), ("/cases/{}/notes", {"text": "x"}),
             ("/cases/{}/news/x", {"answers": {}}), ("/tasks/{}/answer/1/release", None)]  # fmt: skip
    for address, value in posts:
        hidden, missing = ruth.post(address.format(number), value), ruth.post(address.format("R-999999"), value)
        assert (hidden.status, missing.status) == (404, 404)
    looked = kinds(house, number)
    assert Program(app, house, "ben").get(f"/cases/{number}").value["case"]["is_restricted"]
    assert len(kinds(house, number)) == len(looked) + 1
