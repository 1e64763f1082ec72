"""Tokens by the command line: made and told once, listed, taken back; what cannot be is told in a sentence."""

import os
import re

import databases
import pytest
from amends.engine.assembly import House
from amends.forms.commands import amends
from click.testing import CliRunner
from small_house import folder

PASSWORD = "correct horse battery"


@pytest.fixture
def given(tmp_path):
    folder(tmp_path / "processes")
    return {"AMENDS_DATABASE_URL": databases.address(tmp_path / "house.sqlite"),
            "AMENDS_PROCESSES": str(tmp_path / "processes")}  # fmt: skip


@pytest.fixture
def run(given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("AMENDS_")]:
        monkeypatch.delenv(name)
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    def run(*words):
        return CliRunner().invoke(amends, words)

    run("init", "--organisation", "The House", "--name", "Ada", "--login", "ada", "--password", PASSWORD)
    return run


def test_a_token_is_told_once_alone_and_speaks_for_its_person(run, given):
    made = run("token", "add", "ada", "--name", "chat bot", "--days", "30")
    listed = run("token", "list")

    assert made.exit_code == 0, made.output
    assert re.fullmatch(r"amends_[\w-]{43}\n", made.stdout)
    assert "Keep it as you keep a password" in made.stderr
    assert made.stdout.strip() not in listed.output
    house = House.open(given)
    assert house.people.by_token(made.stdout.strip()).name == "Ada"
    house.close()
    assert re.search(r"^ada, chat bot: good until .*; last used \d{4}-\d\d-\d\d$", run("token", "list").output, re.M)


def test_a_token_that_is_taken_back_opens_nothing(run, given):
    token = run("token", "add", "ada", "--name", "nightly").stdout.strip()
    revoked = run("token", "revoke", "ada", "nightly")

    assert "opens nothing any more" in revoked.output
    assert run("token", "list").output == "ada, nightly: revoked; never used\n"
    house = House.open(given)
    assert house.people.by_token(token) is None
    house.close()
    assert run("token", "add", "ada", "--name", "nightly").exit_code == 0


@pytest.mark.parametrize(("words", "why"), [
    (("add", "eve", "--name", "x"), "nobody who is active has the login 'eve'"),
    (("add", "ada", "--name", "x", "--days", "0"), "good for 1 to 3660 days"),
    (("add", "ada", "--name", " "), "needs a name"),
    (("revoke", "ada", "x"), "has no token 'x' that is still good"),
    (("revoke", "eve", "x"), "has no token 'x'"),
])  # fmt: skip
def test_what_cannot_be_is_told(run, words, why):
    refused = run("token", *words)

    assert (refused.exit_code, why in refused.output) == (1, True)
    assert run("token", "list").output == ""
