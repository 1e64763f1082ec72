"""Hostile posts: bodies, kinds and fields that no page of ours sends, other sites, other hosts, and floods."""

import io

import pytest
from amends.engine.errors import CaseMovedOn
from amends.engine.job import JobState
from amends.engine.recovery import performing
from amends.engine.store import DatabaseUnavailable
from pages_at_hand import HERE, Visitor, application
from small_house import MONDAY, open_house, pass_time, report
from werkzeug.datastructures import MultiDict

WAITING = """
    startEvent reported
    intermediateCatchEvent wait label="A day later" timer=PT24H
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json
    endEvent answered
    flow reported wait answer answered"""


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path)
    yield house
    house.close()


@pytest.fixture
def mina(house):
    return Visitor(application(house))


def cases(house):
    with house.store.reading() as work:
        return [work.cases.load(row.number) for row in work.cases.search()]


def token(page):
    return page.all("//input[@name='csrf_token']/@value")[0]


def posted(mina, **form):
    return mina.post("/report", MultiDict({"csrf_token": token(mina.open("/report")), **form}))


@pytest.mark.parametrize(("body", "kind", "status"), [
    (b'{"what_happened": "x"}', "application/json", 400),
    (b"x" * 300_000, "application/x-www-form-urlencoded", 413),
    (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n', "multipart/form-data; boundary=x", 400),
    (b"", "multipart/form-data", 400),
    (b"\xff\xfe" * 100, "text/plain; charset=utf-16", 400),
])  # fmt: skip
def test_a_body_that_is_no_form_is_refused_with_a_page(house, mina, body, kind, status):
    answered = mina.client.post("/report", data=body, content_type=kind, headers=HERE)

    assert answered.status_code == status
    assert "<h1" in answered.text
    assert cases(house) == []


@pytest.mark.parametrize("fields", [
    {"severity": "1"}, {"what_happened[]": "y"}, {"What_Happened": "y"}, {"what_happened\0": "y"},
    {"\u202ewhat": "y"}, {"token": "t"}, {"case": "R-000001"},
])  # fmt: skip
def test_a_field_that_nobody_asked_for_is_named_and_nothing_is_opened(house, mina, fields):
    page = posted(mina, what_happened="The lid is broken.", **fields)

    assert page.status == 422
    assert page.says("has no field")
    assert page.all("//textarea")[0].value.strip() == "The lid is broken."
    assert cases(house) == []


def test_thousands_of_fields_are_refused(house, mina):
    assert posted(mina, **{f"f{n}": "" for n in range(5_000)}).status in (413, 422)


def test_a_file_in_place_of_words_is_no_answer(house, mina):
    form = {"csrf_token": token(mina.open("/report")), "what_happened": (io.BytesIO(b"MZ"), "x.exe")}

    assert mina.client.post("/report", data=form, headers=HERE).status_code == 422


def test_control_characters_and_half_characters_never_reach_a_case(house, mina):
    posted(mina, what_happened="a\0b\x1b[31m\r\nc")
    body = b"csrf_token=" + token(mina.open("/report")).encode() + b"&what_happened=%ed%a0%80%ff"
    mina.client.post("/report", data=body, content_type="application/x-www-form-urlencoded", headers=HERE)

    words = [case.data["what_happened"] for case in cases(house)]
    assert "ab[31m\nc" in words
    assert all("\0" not in text and text.encode() for text in words)


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
])  # fmt: skip
def test_another_site_posts_nothing_even_with_a_token(house, mina, headers):
    form = {"csrf_token": token(mina.open("/report")), "what_happened": "x"}

    assert mina.client.post("/report", data=form, headers=headers).status_code == 403
    assert cases(house) == []


def test_a_name_that_is_not_ours_gets_no_page_where_our_names_are_set(house, mina):
    strict = Visitor(application(house, AMENDS_TRUSTED_HOSTS="amends.example"))

    assert strict.open("/report", Host="evil.example").status == 400
    assert strict.open("/report", Host="amends.example").status == 200


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https:evil.example", "/\t/evil.example", "%2f%2f"]
)
def test_signing_in_leads_nowhere_else(mina, back):
    page = mina.client.get("/sign-in", query_string={"next": back})

    assert "evil.example" not in page.text


def test_nobody_floods_a_mailbox_that_is_not_theirs(house):
    app = application(house, AMENDS_REPORT_LIMIT="1000 per hour")

    def tell(contact, number):
        return posted(Visitor(app), what_happened=f"Nothing, {number}.", contact=contact).status

    statuses = [tell("Mina@House.example ", number) for number in range(21)]

    assert statuses == [200] * 20 + [429]
    assert tell("teo@house.example", 1) == 200
    assert [tell("none given", number) for number in range(22)] == [200] * 22


@pytest.mark.parametrize("away", [DatabaseUnavailable(problem="locked"), CaseMovedOn(case="R-000001")])
def test_a_timer_is_not_given_up_because_the_database_was_away_for_a_moment(tmp_path, monkeypatch, away):
    house = open_house(tmp_path, WAITING, at=MONDAY)
    number = report(house)
    real = performing.KINDS["wake"]
    monkeypatch.setitem(performing.KINDS, "wake", lambda means, job: (_ for _ in ()).throw(away))
    pass_time(house, hours=25)

    with house.store.reading() as work:
        assert [job.state for job in work.jobs.of_case(number)] == [JobState.QUEUED]
    monkeypatch.setitem(performing.KINDS, "wake", real)
    pass_time(house, minutes=1)

    with house.store.reading() as work:
        assert [t.id.element for t in work.tasks.of_case(number)] == ["answer"]
    house.close()
