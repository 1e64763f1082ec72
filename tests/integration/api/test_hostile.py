"""What the API is sent by those who mean it harm, or do not mean anything: a sentence, never a traceback, nothing lost."""

import json

import pytest
from amends.engine.store import DatabaseUnavailable
from amends.forms.api.bodies import LARGEST
from api_at_hand import PROBLEM, Program
from flask import Flask
from flask_wtf.csrf import CSRFProtect
from pages_at_hand import application
from small_house import kinds, report

GOOD = {"answers": {"words": "We send a new lid."}}


@pytest.fixture
def app(house):
    app = application(house)
    app.testing = False  # what nobody foresaw is answered as it is in earnest
    return app


@pytest.fixture
def number(house):
    return report(house)


NOT_JSON = {
    "nothing": b"", "words": b"hello", "half": b'{"answers": {', "two": b"{} {}", "nan": b'{"answers": {"words": NaN}}',
    "infinite": b'{"answers": {"words": -Infinity}}', "twice": b'{"answers": {"words": "a", "words": "b"}}',
    "twice outside": b'{"answers": {}, "answers": {}}', "deep": b'{"answers": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "latin": '{"answers": {"words": "é"}}'.encode("latin-1"), "utf-16": json.dumps(GOOD).encode("utf-16"),
    "mark": b"\xef\xbb\xbf{}", "half a pair": rb'{"answers": {"words": "\ud800"}}', "digits": b"1" * 5000,
    "control": b'{"answers": {"words": "\x01"}}', "comment": b"{} // no", "single quotes": b"{'answers': {}}",
}  # fmt: skip


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_no_json_is_told_so_and_changes_nothing(house, ruth, number, body):
    before = kinds(house, number)
    answer = ruth.send("POST", f"/tasks/{number}/answer/1", body)

    assert (answer.status, answer.kind) == (400, "not_json_at_all")
    assert answer.value["detail"].startswith("The body cannot be read as JSON")
    assert kinds(house, number) == before


WRONG = {
    "list": [], "text": "answers", "null": None, "number": 7, "no answers": {}, "answers null": {"answers": None},
    "answers list": {"answers": []}, "shown text": {"answers": {}, "shown": "x"}, "more": {"answers": {}, "admin": True},
    "proto": {"__proto__": {}, "answers": {}},
}  # fmt: skip


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)
def test_a_body_of_another_kind_is_told_what_it_lacks(ruth, number, value):
    answer = ruth.send("POST", f"/tasks/{number}/answer/1", json.dumps(value))

    assert (answer.status, answer.kind) == (422, "body_wrong")
    assert answer.value["detail"].startswith("The body ")


@pytest.mark.parametrize("words", [
    "nul\0", 7, 1.5, True, [], {}, ["a"], {"a": 1}, "x" * 41, 10**400, 2**64, 1e308, {"a": {"b": [[[[]]]]}},
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],
])  # fmt: skip
def test_a_value_of_another_kind_is_told_at_its_field(house, ruth, number, words):
    answer = ruth.post(f"/tasks/{number}/answer/1", {"answers": {"words": words}})

    assert (answer.status, answer.kind, list(answer.value["fields"])) == (422, "answers_invalid", ["words"])
    assert "task_completed" not in kinds(house, number)


def test_names_of_fields_are_never_trusted(ruth, number):
    for name in ("__class__", "", "\0", "' or 1=1 --", "x" * 10_000, "😀", "case_number", "admin"):
        answer = ruth.post(f"/tasks/{number}/answer/1", {"answers": {"words": "x", name: "y"}})
        assert (answer.status, answer.kind, list(answer.value["fields"])) == (422, "answers_invalid", [name])


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"]
)
def test_another_kind_of_body_is_not_read(ruth, number, kind):
    answer = ruth.send("POST", f"/tasks/{number}/answer/1", json.dumps(GOOD), Content_Type=kind)

    assert (answer.status, answer.kind) == (415, "media_wrong")


def test_a_body_that_is_too_large_is_not_read(ruth, number):
    answer = ruth.send("POST", f"/tasks/{number}/answer/1", b'{"answers": {"words": "' + b"x" * LARGEST + b'"}}')

    assert (answer.status, answer.kind) == (413, "body_too_large")
    with_parts = b'{"answers": {' + b",".join(b'"f%d": 1' % n for n in range(15_000)) + b"}}"
    assert ruth.send("POST", f"/tasks/{number}/answer/1", with_parts).status == 422


@pytest.mark.parametrize("address", [
    "/tasks/R-1/answer/0", "/tasks/R-1/answer/99999999999999999999999", "/tasks/%00/answer/1", "/tasks/R-1/%ff/1",
    "/tasks/' or 1=1/x/1", "/cases/%2e%2e%2fetc", "/cases/" + "x" * 3000, "/cases/R-1%09X: y", "/processes/%00",
    "/cases/R-000001/news/%00", "/tasks/R-1/answer/-1", "/nowhere", "/tasks/", "/cases/R-1/record/x", "/../health",
])  # fmt: skip
def test_addresses_that_lead_nowhere_are_problems_too(ruth, address):
    found = [ruth.get(address), ruth.post(address, GOOD)]

    assert {answer.headers["Content-Type"] for answer in found} == {PROBLEM}
    assert {answer.status for answer in found} <= {404, 405}


def test_another_method_is_told_which_there_are(ruth, number):
    answer = ruth.send("DELETE", f"/cases/{number}")

    assert (answer.status, answer.kind, answer.headers["Allow"]) == (405, "method_wrong", "GET")
    assert ruth.send("PUT", f"/tasks/{number}/answer/1", "{}").headers["Allow"] == "GET, POST"
    assert ruth.send("PATCH", "/nothing", "{}").status == 404


@pytest.mark.parametrize("key", ["x" * 201, "é"])
def test_a_key_that_cannot_be_kept_is_refused(ruth, number, key):
    answer = ruth.post(f"/tasks/{number}/answer/1", GOOD, Idempotency_Key=key)

    assert (answer.status, answer.kind) == (400, "header_wrong")


@pytest.mark.parametrize("query", ["after=-1", "after=x", "size=0", "size=501", "size=1e3", "after=１"])
def test_pages_of_a_record_are_bounded(ruth, number, query):
    assert ruth.get(f"/cases/{number}/record?{query}").status == 400


def test_units_processes_and_news_that_are_not_theirs_are_not_found(house, ruth, number):
    said = {"what_happened": "It leaks."}
    for unit in ("nowhere", "\0", "' or 1=1"):
        assert ruth.post("/cases", {"answers": said, "unit": unit}).status == 404
    assert ruth.post("/processes/case_by_case/cases", GOOD).status == 404
    assert ruth.post(f"/cases/{number}/news/answer", GOOD).status in (403, 404, 409)
    assert ruth.get("/cases").value["total"] == 1


def test_other_sites_are_refused_even_with_a_token(ruth, number):
    answer = ruth.post(f"/tasks/{number}/answer/1", GOOD, Origin="https://evil.example", Sec_Fetch_Site="cross-site")

    assert (answer.status, answer.headers["Content-Type"]) == (403, PROBLEM)
    assert "Access-Control-Allow-Origin" not in ruth.get("/tasks").headers


def test_a_mistake_of_ours_is_a_number_and_no_traceback(house, ruth, number, monkeypatch, caplog):
    def broken(*_, **__):
        raise ZeroDivisionError("the secret of the case")

    monkeypatch.setattr(type(house.inquiry), "standing", broken)
    answer = ruth.post(f"/tasks/{number}/answer/1", GOOD)

    assert (answer.status, answer.kind) == (500, "our_fault")
    assert "secret" not in json.dumps(answer.value)
    assert answer.value["reference"] in {getattr(line, "reference", "") for line in caplog.records}


def test_a_database_that_is_away_is_told_with_when_to_come_again(house, ruth, monkeypatch):
    def away(*_, **__):
        raise DatabaseUnavailable(problem="it is locked")

    monkeypatch.setattr(type(house.inquiry), "inbox", away)
    answer = ruth.get("/tasks")

    assert (answer.status, answer.kind, answer.headers["Retry-After"]) == (503, "database_unavailable", "5")


def test_no_answer_stays_in_a_cache(ruth, number):
    found = [ruth.get("/tasks"), ruth.get(f"/cases/{number}"), ruth.get("/nowhere"), ruth.post("/cases", {})]

    assert {answer.headers["Cache-Control"] for answer in found} == {"no-store"}
    assert {answer.headers["X-Content-Type-Options"] for answer in found} == {"nosniff"}


# ---- in a host


def host(house, csrf_before=True, **given):
    from amends.forms import Amends

    app = Flask("host")
    app.config.update(SECRET_KEY="a secret of the host", TESTING=True)
    if csrf_before:
        CSRFProtect(app)
    Amends(**given).init_app(app, house, url_prefix="/recovery")
    return app


def test_in_a_host_with_csrf_protection_tokens_pass(house, number):
    program = Program(host(house), house, "ruth", root="/recovery/api")

    assert program.post(f"/tasks/{number}/answer/1", GOOD).status == 200
    assert program.get("/openapi.json").value["servers"] == [{"url": "/recovery/api"}]


def test_a_host_says_itself_for_whom_a_token_speaks(house, number):
    people = {"of-the-host": house.people.person("ruth")}
    app = host(house, token_person=people.get)

    assert Program(app, house, token="of-the-host", root="/recovery/api").get("/tasks").value["total"] == 1
    assert Program(app, house, "ruth", root="/recovery/api").get("/tasks").status == 401


def test_a_host_may_leave_it_out(house):
    from amends.forms.extension import HOMES

    app = host(house, homes=[home for home in HOMES if home.name != "api"])

    assert not [rule for rule in app.url_map.iter_rules() if "/api" in rule.rule]
    assert app.test_client().get("/recovery/api/tasks").status_code == 404
