"""The API is what it says: the description is made of the routes, the page of the reference tells the same, and real
answers have the shapes that are described."""

import re

import jsonschema
import pytest
from amends.engine import errors
from amends.forms.api import refusals
from amends.forms.api.description import address
from amends.forms.api.routes import ROUTES
from api_at_hand import Program
from docs_at_hand import block, page, quoted, rows, sections
from small_house import report

WORDS = {"answers": {"words": "We send a new lid."}}


@pytest.fixture
def described(app, house):
    return Program(app, house).get("/openapi.json").value


def test_it_describes_every_address_of_the_application(app, described):
    told = {(m.upper(), path) for path, operations in described["paths"].items() for m in operations}
    known = {
        (method, address(rule.rule.removeprefix("/api")))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("amends.api.") and rule.endpoint != "amends.api.nowhere"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert told == known
    assert described["openapi"].startswith("3.1")
    names = [operation["operationId"] for part in described["paths"].values() for operation in part.values()]
    assert len(names) == len(set(names))


def test_every_reference_within_it_leads_somewhere_and_every_part_is_used(described):
    used = set(re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(described)))

    assert used == set(described["components"]["schemas"])
    for part in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(part)


def test_who_knows_the_name_only_is_led_to_where_to_begin(app):
    answer = app.test_client().get("/api", follow_redirects=True)

    assert (answer.status_code, answer.request.path) == (200, "/api/")
    assert "amends token add" in answer.json["description"]
    assert app.test_client().get(answer.json["openapi"]).json["paths"]


def test_everything_but_the_entrance_asks_for_a_token(app, house, described):
    stranger = Program(app, house)
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            is_open = operation.get("security") == []
            assert is_open == (path in ("/", "/openapi.json"))
            filled = path.replace("{round}", "1").replace("{", "").replace("}", "")
            found = stranger.send(method.upper(), filled, "{}" if method == "post" else None)
            assert found.status == (200 if is_open else 401)


@pytest.fixture
def fits(described):
    """Whether an answer has the shape that the description promises for an address."""

    def judge(method, path, answer):
        promised = described["paths"][path][method]["responses"][str(answer.status)]
        kind = answer.headers["Content-Type"]
        schema = {**promised["content"][kind]["schema"], "components": described["components"]}
        jsonschema.validate(answer.value, schema, format_checker=jsonschema.FormatChecker())
        for part in described["components"]["schemas"].values():
            part.setdefault("additionalProperties", False)
        jsonschema.validate(answer.value, schema)

    return judge


def test_answers_have_the_shapes_that_are_described(house, ruth, fits):
    number = report(house)
    task = "/tasks/{case}/{element}/{round}"
    fits("get", task, ruth.get(f"/tasks/{number}/answer/1"))
    fits("post", task, ruth.post(f"/tasks/{number}/answer/1", {"answers": {}}))
    fits("post", task, ruth.post(f"/tasks/{number}/answer/1", WORDS))
    fits("post", task, ruth.post(f"/tasks/{number}/answer/1", WORDS))
    fits("post", "/cases", ruth.post("/cases", {"answers": {"what_happened": "It leaks."}}))
    fits("post", "/cases", ruth.post("/cases", {"answers": {"what_happened": ""}}))
    for path, asked in {
        "/": "/", "/tasks": "/tasks", "/cases": "/cases", "/report": "/report", "/processes": "/processes",
        "/cases/{number}": f"/cases/{number}", "/cases/{number}/record": f"/cases/{number}/record",
    }.items():  # fmt: skip
        fits("get", path, ruth.get(asked))
    for path, asked in {"/processes/{process}": "/processes/x", "/cases/{number}": "/cases/R-9"}.items():
        fits("get", path, ruth.get(asked))


# ---- the page


def test_the_page_tells_every_address_with_what_it_takes_and_answers():
    told = {quoted(row[0]).pop(): row[1:] for row in rows(sections(page("reference/api.md"))["Addresses"])}
    known = {
        f"{route.method} {address(route.path)}": [
            route.summary,
            (", ".join(f"`{name}`" for name in {**(route.takes or {}), **route.asks}) or "nothing")
            + ("; key" if route.has_key else ""),
            str(route.status) + (f" `{route.gives.__name__}`" if route.gives not in (None, dict) else ""),
        ]
        for route in ROUTES
    }

    assert told == known


def test_the_page_tells_every_refusal():
    told = rows(sections(page("reference/api.md"))["What is refused"])
    statuses = {int(status): quoted(kinds) for status, kinds, *_ in ((row[0].strip("`"), *row[1:]) for row in told)}
    ours = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, errors.AmendsError)]
    ours += [errors.NotFound, errors.NotAllowed, errors.TaskNotOpen, errors.TaskTaken, errors.FieldsChanged,
             errors.CaseMovedOn, errors.AnswersInvalid, errors.CaseStuck, errors.SettingWrong, errors.KeyUsed]  # fmt: skip
    known: dict[int, set[str]] = {status: {kind} for status, (kind, _) in refusals.SAID.items()}
    for kind in ours:
        known.setdefault(refusals.status_of(kind), set()).add(refusals._named(kind.__name__))

    assert statuses == known


def test_the_example_of_the_page_runs(house, ruth, app):
    number = report(house)
    asked = []

    def call(address, token, value=None, key=""):
        asked.append((address, key))
        given = {"Idempotency_Key": key} if key else {}
        program = Program(app, house, token=token)
        answer = program.get(address[4:]) if value is None else program.post(address[4:], value, **given)
        assert answer.status == 200
        return answer.value

    names: dict = {}
    exec(block("howto/call_the_api.md", "python"), names)
    names["call"] = call
    done = names["do_first"]("/api", ruth.token, {"words": "A new lid is on its way."})

    assert done["case"]["number"] == number
    assert [address for address, _ in asked] == ["/api/tasks?size=1"] + [f"/api/tasks/{number}/answer/1"] * 2
    assert asked[-1][1]
