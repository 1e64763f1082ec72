"""What the guest does in the library, and what it leaves as it was."""

import copy
import logging
import os
import re
import shutil
import sys
import warnings
from pathlib import Path

import amends.engine
import amends.forms
import lxml.html
import pytest
import sqlalchemy as sa
from app import create_app
from checks_of_the_host import token
from guest import PREFIX
from werkzeug.middleware.dispatcher import DispatcherMiddleware

ADDRESSES = "//a/@href | //form/@action | //button/@formaction | //script/@src | //link/@href | //img/@src"
SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory):
    """The database as both left it yesterday: opening it once for all tests saves a second for each."""
    kept = tmp_path_factory.mktemp("yesterday") / "library.sqlite"
    create_app(f"sqlite:///{kept}", with_guest=True).extensions["amends"].house().close()
    return kept


@pytest.fixture
def database(tmp_path, yesterday):
    shutil.copy(yesterday, tmp_path / "library.sqlite")
    return f"sqlite:///{tmp_path / 'library.sqlite'}"


@pytest.fixture
def app(database):
    app = create_app(database, with_guest=True)
    yield app
    app.extensions["amends"].house().close()


@pytest.fixture
def pia(app):
    client = app.test_client()
    client.post("/sign-in", data={"nick": "pia", "word": "string", "csrf_token": token(client, "/sign-in")})
    return client


def page(answered):
    assert answered.status_code == 200, answered.text
    return lxml.html.fromstring(answered.text)


def report(client):
    """Somebody says what went wrong, in the form that stands there."""
    form = page(client.get(f"{PREFIX}/report")).forms[0]
    form.fields["what_happened"], form.fields["contact"] = "The kite fell on my tent.", "none given"
    sent = client.post(form.action, data=dict(form.form_values()), headers=SAME, follow_redirects=True)
    assert sent.status_code == 200, sent.text
    return sent


def rows(database, words):
    with sa.create_engine(database).connect() as connection:
        return connection.execute(sa.text(words)).all()


def test_it_comes_from_the_wheel():
    for module in (amends.engine, amends.forms):
        assert Path(module.__file__).resolve().is_relative_to(Path(os.environ["WHEEL_VENV"]).resolve())


def test_its_pages_wear_the_librarys_page_and_people(pia):
    inbox = page(pia.get(f"{PREFIX}/inbox"))

    assert inbox.xpath("//body[starts-with(@class, 'kites')]")
    assert inbox.xpath("string(//span[@id='who'])") == "PIA"
    assert "Up, up" in inbox.text_content()
    assert inbox.xpath("string(//title)").endswith("| Drachenverleih")
    assert "Everything" in inbox.text_content()


def test_who_is_nobody_here_signs_in_with_the_library(app):
    answered = app.test_client().get(f"{PREFIX}/inbox")

    assert answered.status_code == 303
    assert answered.headers["Location"] == f"/sign-in?next={PREFIX}/inbox"


def test_a_failure_is_reported_and_a_task_done_under_the_librarys_protection(app, pia, database):
    assert report(app.test_client()).status_code == 200
    [(number,)] = rows(database, "select number from amends_cases")

    inbox = page(pia.get(f"{PREFIX}/inbox"))
    address = next(a for a in inbox.xpath("//a/@href") if f"/tasks/{number}/" in a)
    form = page(pia.get(address)).forms[-1]
    assert form.fields["csrf_token"]
    without = pia.post(form.action or address, data={}, headers=SAME)
    assert without.status_code == 400
    assert "The page had been open for too long" in without.text


def test_pages_link_below_prefix_and_script_root(app, pia):
    report(pia)
    cookie = pia.get_cookie("session").value
    app.wsgi_app = DispatcherMiddleware(
        lambda environ, start: start("404 Not Found", []) or [b""], {"/club": app.wsgi_app}
    )
    visitor = app.test_client()
    stranger = visitor.get(f"/club{PREFIX}/inbox")
    assert stranger.headers["Location"].startswith(f"/club/sign-in?next=/club{PREFIX}/inbox")

    visitor.set_cookie("session", cookie)
    for address in ("/inbox", "/cases", "/report"):
        links = [str(a) for a in page(visitor.get(f"/club{PREFIX}{address}", follow_redirects=True)).xpath(ADDRESSES)]
        assert any(a.startswith(f"/club{PREFIX}/") for a in links), address
        assert [a for a in links if not a.startswith((f"/club{PREFIX}/", "#", "/club/inbox", "?"))] == []


@pytest.mark.parametrize("address", ["/inbox", "/cases", "/operator", "/report"])
def test_every_link_of_a_page_leads_somewhere(pia, address):
    report(pia)
    answered = pia.get(PREFIX + address, follow_redirects=True)
    for link in {str(a).partition("#")[0] for a in page(answered).xpath("//a/@href | //link/@href | //script/@src")}:
        if link.startswith(PREFIX):
            assert (link, pia.get(link, follow_redirects=True).status_code) == (link, 200)


def surroundings(app):
    """Everything of an application that a guest could change by accident."""
    return copy.copy({
        "config": dict(app.config), "filters": dict(app.jinja_env.filters), "tests": dict(app.jinja_env.tests),
        "globals": dict(app.jinja_env.globals), "jinja": sorted(app.jinja_env.extensions),
        "before": list(app.before_request_funcs.get(None, [])), "after": list(app.after_request_funcs.get(None, [])),
        "teardown": list(app.teardown_request_funcs.get(None, [])), "of_app": list(app.teardown_appcontext_funcs),
        "context": list(app.template_context_processors[None]), "shell": list(app.shell_context_processors),
        "errors": {code: dict(by) for code, by in app.error_handler_spec[None].items()}, "json": app.json,
        "session": app.session_interface, "wsgi": app.wsgi_app, "commands": sorted(app.cli.commands),
        "defaults": (app.url_default_functions.get(None), app.url_value_preprocessors.get(None)),
        "build": list(app.url_build_error_handlers), "rules": sorted(map(str, app.url_map.iter_rules())),
        "converters": dict(app.url_map.converters), "loggers": list(app.logger.handlers),
    })  # fmt: skip


def test_nothing_of_the_library_changes(database, monkeypatch):
    seen = {}
    monkeypatch.setattr("guest.mount", _watching(sys.modules["guest"].mount, seen))
    logs = list(logging.getLogger().handlers), logging.getLogger().level, list(warnings.filters)

    app = create_app(database, with_guest=True)

    before, after = seen["before"], seen["after"]
    assert {part for part in before if part != "rules" and before[part] != after[part]} == set()
    assert seen["added"] == {"amends"}
    assert all(rule.startswith(PREFIX + "/") for rule in seen["rules"])
    assert (list(logging.getLogger().handlers), logging.getLogger().level, list(warnings.filters)) == logs
    app.extensions["amends"].house().close()


def _watching(mount, seen):
    def watched(app, database):
        seen["before"], extensions = surroundings(app), set(app.extensions)
        mount(app, database)
        seen["after"], seen["added"] = surroundings(app), set(app.extensions) - extensions
        seen["rules"] = set(seen["after"]["rules"]) - set(seen["before"]["rules"])

    return watched


def test_no_session_key_of_others_is_touched(pia):
    with pia.session_transaction() as session:
        before = dict(session)
    report(pia)
    pia.get(f"{PREFIX}/inbox")
    with pia.session_transaction() as session:
        after = dict(session)

    assert {n: v for n, v in after.items() if n not in ("visits", "_flashes")} == {
        n: v for n, v in before.items() if n != "visits"
    }


def test_its_headers_stand_on_its_own_pages_only(pia):
    assert pia.get(f"{PREFIX}/inbox").headers["Cache-Control"] == "no-store"
    assert pia.get(f"{PREFIX}/inbox").headers["X-Wind"] == "north"
    assert "Cache-Control" not in pia.get("/inbox").headers


def test_nobody_is_told_how_the_house_is(pia):
    assert pia.get(f"{PREFIX}/metrics").status_code == 404
    assert pia.get(f"{PREFIX}/health/ready").status_code == 404
    assert pia.get("/metrics").status_code == 404


def test_tables_stand_side_by_side(app, database):
    report(app.test_client())
    names = {name for (name,) in rows(database, "select name from sqlite_master where type = 'table'")}

    assert {n for n in names if not n.startswith(("amends_", "sqlite_"))} == {"people", "kites", "tasks"}
    assert rows(database, "select words from tasks") == [("mend the red one",)]


def test_a_dbos_of_the_library_goes_on(app, tmp_path):
    from dbos import DBOS

    DBOS(config={"name": "kites", "system_database_url": f"sqlite:///{tmp_path / 'dbos.sqlite'}", "log_level": "ERROR"})
    fly = DBOS.workflow(name="fly")(lambda kite: f"{kite} flies")
    DBOS.launch()
    try:
        assert report(app.test_client()).status_code == 200
        assert fly("Red Eddy") == "Red Eddy flies"
        house = amends.engine.assembly.House.open({
            **app.extensions["amends"].settings, "AMENDS_DATABASE_URL": f"sqlite:///{tmp_path / 'library.sqlite'}",
        }, with_workers=True)  # fmt: skip
        with pytest.raises(amends.engine.errors.AmendsError, match="a DBOS of the application it lives in"):
            house.worker().start()
        house.close()
        assert fly("Blue Delta") == "Blue Delta flies"
    finally:
        DBOS.destroy()


def test_a_page_that_is_not_there_is_told_in_its_words_on_the_librarys_page(pia):
    missing = pia.get(f"{PREFIX}/cases/R-999999")

    assert missing.status_code == 404
    assert re.search(r"<body class=.kites", missing.text)
    assert "The string broke" not in missing.text
