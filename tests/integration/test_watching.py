"""Whoever watches from outside: figures, health, and log lines that say what they are about and nothing anybody said."""

import io
import json
import logging
import threading
from datetime import timedelta

import pytest
from amends.engine.observing import About, about
from amends.forms import Amends, health, metrics
from amends.forms.extension import HOMES
from amends.forms.logs import write_logs
from flask import Flask
from pages_at_hand import TWO_TASKS, Visitor, application
from prometheus_client.parser import text_string_to_metric_families
from small_house import RUTH, open_house, pass_time, report, task, work

TOKEN = "a token for those who watch"
BRING = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, TWO_TASKS.replace("+keeps", "+starts_on_open=answer +keeps"))
    yield house
    house.close()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(metrics, "FRESH", 0.0)


def scraped(app, **headers):
    """Each figure by its name and labels."""
    answered = app.test_client().get("/metrics", headers=headers)
    assert answered.status_code == 200, answered.text
    families = text_string_to_metric_families(answered.text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


# ---- metrics


def test_figures_are_off_unless_somebody_wants_them(house):
    assert application(house).test_client().get("/metrics").status_code == 404
    assert application(house, AMENDS_METRICS="off").test_client().get("/metrics").status_code == 404


def test_figures_tell_what_is_open_late_kept_and_missed(house, at_once):
    app = application(house, AMENDS_METRICS="on")
    late, kept = report(house, "one"), report(house, "two")
    house.recovery.complete(task(house, kept, "answer"), {"words": "Sorry."}, by=RUTH)
    work(house)
    told = scraped(app)

    assert told["amends_cases_open", "case_by_case"] == 2
    assert (told["amends_tasks_open", "front_line"], told["amends_tasks_open", "supervisor"]) == (1, 1)
    assert (told["amends_promises_kept_total", "customer"], told["amends_promises_missed_total", "customer"]) == (1, 0)
    assert told[("amends_timers_lag_seconds",)] == told[("amends_workers_alive",)] == 0

    pass_time(house, hours=5)
    told = scraped(app)
    assert (told["amends_promises_kept_total", "customer"], told["amends_promises_missed_total", "customer"]) == (1, 1)
    assert told["amends_jobs", "done"] >= 1
    house.recovery.complete(task(house, late, "answer"), {"words": "Sorry, late."}, by=RUTH)
    assert scraped(app)["amends_promises_missed_total", "customer"] == 1


def test_a_job_that_nobody_does_and_a_worker_that_lives_are_seen(house, at_once):
    app = application(house, AMENDS_METRICS="on")
    report(house)
    house.clock.advance(hours=5)
    house.recovery.tick()
    house.clock.advance(minutes=1)
    with house.store.writing() as unit:
        unit.beats.beat("worker-1", house.means.wall.now())
        unit.beats.beat("worker-2", house.means.wall.now() - timedelta(minutes=1))
    told = scraped(app)

    assert told["amends_jobs", "queued"] == 1
    assert told[("amends_jobs_lag_seconds",)] == 60
    assert told[("amends_workers_alive",)] == 1


def test_pages_are_timed_by_name_and_never_by_address(house):
    app = application(house, AMENDS_METRICS="on")
    report(house)
    with house.store.reading() as unit:
        token = unit.cases.load("R-000001").token
    visitor = Visitor(app, "ruth")
    visitor.open("/inbox")
    visitor.open(f"/status/{token}")
    answered = app.test_client().get("/metrics").text

    assert 'amends_request_seconds_count{method="GET",page="staff.inbox",status="2xx"} 1.0' in answered
    assert 'page="customer.status"' in answered
    assert token not in answered


def test_the_database_is_asked_every_few_seconds_only(house):
    app = application(house, AMENDS_METRICS="on")
    before = scraped(app)
    report(house)

    assert ("amends_cases_open", "case_by_case") not in before
    assert ("amends_cases_open", "case_by_case") not in scraped(app)


def test_with_a_token_only_whoever_brings_it_is_answered(house):
    app = application(house, AMENDS_METRICS_TOKEN=TOKEN)

    assert app.test_client().get("/metrics").status_code == 401
    assert app.test_client().get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 401
    assert ("amends_timers",) in scraped(app, **BRING)


def test_a_switch_nobody_can_use_is_told_at_the_start(house):
    with pytest.raises(Exception, match="AMENDS_METRICS is 'perhaps', which is neither on nor off"):
        application(house, AMENDS_METRICS="perhaps")


def test_a_host_has_figures_and_health_only_if_it_asks(house):
    for homes, status in ((HOMES, 404), ((*HOMES, metrics.pages, health.pages), 200)):
        app = Flask("host", template_folder=None)
        app.config.update(SECRET_KEY="s", AMENDS_METRICS="on")
        Amends(homes=homes).init_app(app, house, url_prefix="/recovery")
        app.add_url_rule("/", "start", lambda: "here")
        client = app.test_client()
        client.get("/")
        assert [client.get(f"/recovery/{page}").status_code for page in ("metrics", "health/live")] == [status] * 2
        assert not app.before_request_funcs.get(None)
        assert 'page="start"' not in client.get("/recovery/metrics").text


# ---- health


def test_a_house_that_is_well_is_alive_and_ready(house):
    client = application(house).test_client()

    assert (client.get("/health/live").status_code, client.get("/health/live").json) == (200, {"status": "alive"})
    assert (client.get("/health/ready").status_code, client.get("/health/ready").json) == (200, {"status": "ready"})
    assert "Set-Cookie" not in client.get("/health/ready").headers


def test_a_house_without_its_tables_is_alive_but_not_ready(house, monkeypatch):
    client = application(house, AMENDS_METRICS_TOKEN=TOKEN).test_client()
    with house.store.writing() as unit:
        unit.connection.exec_driver_sql("update amends_version set version_num = '0000'")

    assert client.get("/health/live").status_code == 200
    stranger, known = client.get("/health/ready"), client.get("/health/ready", headers=BRING)
    assert (stranger.status_code, stranger.json) == (503, {"status": "not ready"})
    assert known.json["checks"] == {"database": True, "tables": False, "edition": False}


def test_a_house_that_cannot_be_opened_is_not_ready(tmp_path):
    app = Flask("host", template_folder=None)
    app.config.update(SECRET_KEY="s", AMENDS_DATABASE_URL="mysql://nowhere", AMENDS_PROCESSES=str(tmp_path))
    Amends(homes=(health.pages,)).init_app(app)

    answered = app.test_client().get("/amends/health/ready")
    assert (answered.status_code, answered.json) == (503, {"status": "not ready"})


def test_a_worker_in_the_same_process_has_to_be_alive(house):
    app = application(house)
    app.extensions["amends"].worker = "here"

    assert app.test_client().get("/health/ready").status_code == 503
    with house.store.writing() as unit:
        unit.beats.beat("here", house.means.wall.now())
    assert app.test_client().get("/health/ready").status_code == 200


# ---- logs


@pytest.fixture
def lines(monkeypatch):
    """What is written to the log, as JSON."""
    root, written = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level
    write_logs(as_json=True)
    monkeypatch.setattr(root.handlers[0], "stream", written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:], level = before
    root.setLevel(level)


def test_a_job_that_fails_is_told_with_case_and_job_and_without_words(house, lines, monkeypatch):
    number = report(house, "My name is Mina Karimi.")
    house.clock.advance(hours=5)
    monkeypatch.setitem(
        __import__("amends.engine.recovery.performing", fromlist=["KINDS"]).KINDS, "missed",
        lambda means, job: {}["Mina Karimi"],
    )  # fmt: skip
    work(house)
    [line] = [line for line in lines() if line["event"] == "a job failed"]

    assert (line["case"], line["job"] > 0, line["error"], line["level"]) == (number, True, "KeyError", "warning")
    assert "in <lambda>" in line["exception"]
    assert "Mina" not in json.dumps(lines())


def test_a_page_that_fails_is_told_with_person_and_case_and_without_its_address(house, lines, monkeypatch):
    number = report(house)
    app = application(house, TESTING=False)

    def broken(*_given):
        raise ValueError("what Mina typed")

    monkeypatch.setattr(house.inquiry, "case", broken)
    monkeypatch.setattr(house.inquiry, "status", broken)
    assert Visitor(app, "ruth").open(f"/cases/{number}").status == 500
    assert Visitor(app).open("/status/a-secret").status == 500
    of_staff, of_customer = [line for line in lines() if line["event"] == "a page could not be made"]

    assert (of_staff["person"], of_staff["case"], of_staff["page"]) == ("ruth", number, "amends.staff.case")
    assert of_staff["reference"] != of_customer["reference"]
    assert "a-secret" not in json.dumps(of_customer)
    assert "Mina" not in json.dumps(lines())


def test_causes_are_told_in_their_order_and_files_by_their_names(lines):
    try:
        try:
            {}["a secret"]
        except KeyError as cause:
            raise OSError(28, "No space left on device") from cause
    except OSError:
        logging.getLogger("amends.test").exception("full")
    told = lines()[0]["exception"]

    assert told.index("KeyError") < told.index("which led to:") < told.index("No space left on device")
    assert "a secret" not in told


def test_facts_end_with_their_block_and_stay_in_their_thread(lines):
    log = logging.getLogger("amends.test")
    with about(case="R-1", job=7):
        with about(job=8, person=None):
            log.info("inside")
        log.info("between")
        thread = threading.Thread(target=lambda: log.info("elsewhere"))
        thread.start()
        thread.join()
    log.info("after")
    seen = {line["event"]: (line.get("case"), line.get("job"), "person" in line) for line in lines()}

    assert seen == {
        "inside": ("R-1", 8, False), "between": ("R-1", 7, False), "elsewhere": (None, None, False),
        "after": (None, None, False),
    }  # fmt: skip


def test_a_host_finds_the_facts_on_its_own_records():
    record = logging.LogRecord("amends.jobs", logging.INFO, "", 1, "told", (), None)
    with about(case="R-1"):
        assert About().filter(record)

    assert record.case == "R-1"
