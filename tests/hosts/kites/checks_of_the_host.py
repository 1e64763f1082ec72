"""The library's own tests: they know nothing of a guest, and hold with one in the house as without."""

import re
import shutil
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from app import create_app

import engine
import features
import forms
import processes

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory):
    kept = tmp_path_factory.mktemp("yesterday") / "library.sqlite"
    create_app(f"sqlite:///{kept}")
    return kept


@pytest.fixture
def app(tmp_path, yesterday):
    """Everything is as it was yesterday."""
    for file in yesterday.parent.iterdir():
        shutil.copy(file, tmp_path)
    return create_app(f"sqlite:///{tmp_path / 'library.sqlite'}")


@pytest.fixture
def pia(app):
    client = app.test_client()
    answered = client.post("/sign-in", data={"nick": "pia", "word": "string", "csrf_token": token(client, "/sign-in")})
    assert answered.status_code == 302
    return client


def token(client, address):
    found = re.search(r'name="csrf_token" type="hidden" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def test_its_modules_are_its_own():
    assert {Path(module.__file__).resolve().parent for module in (engine, features, forms)} == {HERE}
    assert Path(processes.__file__).resolve().parent == HERE / "processes"
    assert all(sys.modules[name] is module for name, module in (("engine", engine), ("forms", forms)))


def test_its_pages_look_as_they_do(pia):
    page = pia.get("/inbox")

    assert "<title>Eingang | Drachenverleih</title>" in page.text
    assert "mend the red one (3.5 feathers)" in page.text
    assert '<span id="who">PIA</span>' in page.text
    assert "Up, up" in page.text
    assert page.headers["X-Wind"] == "north"
    assert "Cache-Control" not in page.headers
    assert "Referrer-Policy" not in page.headers


def test_a_stranger_is_sent_to_its_own_sign_in_page(app):
    assert app.test_client().get("/inbox").headers["Location"] == "/sign-in?next=%2Finbox"


def test_its_errors_are_its_own(app):
    answered = app.test_client().get("/amends")

    assert answered.status_code == 404
    assert "The string broke: 404" in answered.text


def test_its_protection_is_its_own(pia):
    refused = pia.post("/lend", data={"kite": "Red Eddy"})

    assert refused.status_code == 400
    assert "The string broke: 400" in refused.text


def test_a_kite_is_lent_once(pia):
    sent = {"kite": "Red Eddy", "csrf_token": token(pia, "/inbox")}

    assert [pia.post("/lend", data=sent).status_code for _ in range(2)] == [200, 409]


def test_two_lend_at_once_and_one_gets_it(app, tmp_path):
    kept, won = engine.start(f"sqlite:///{tmp_path / 'library.sqlite'}"), []
    several = [threading.Thread(target=lambda: won.append(processes.lend(kept, "Blue Delta", "tom"))) for _ in range(4)]
    for thread in several:
        thread.start()
    for thread in several:
        thread.join()

    assert sorted(won) == [False, False, False, True]


def test_its_session_counts_visits_and_nothing_else(pia):
    pia.get("/inbox")

    with pia.session_transaction() as session:
        assert session["visits"] >= 3
        assert {name for name in session if not name.startswith("_")} == {"visits", "csrf_token"}


def test_its_tables_are_where_they_were(app, tmp_path):
    kept = sa.create_engine(f"sqlite:///{tmp_path / 'library.sqlite'}")
    with kept.connect() as connection:
        assert connection.execute(sa.text("select words from tasks")).scalars().all() == ["mend the red one"]
    assert {"people", "kites", "tasks"} <= {n for n in sa.inspect(kept).get_table_names() if "amends" not in n}
