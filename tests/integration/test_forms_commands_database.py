"""The commands about the database, as an operator types them."""

import os

import databases
import pytest
from amends.forms.commands import amends
from click.testing import CliRunner
from small_house import open_house, report

LETTER = """
    startEvent reported
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    endEvent answered
    flow reported write answered"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("AMENDS_")]:
        monkeypatch.delenv(name)

    def run(*words, database="house.sqlite"):
        url = database if "://" in database else databases.address(tmp_path / database)
        given = ("--database", url, "--processes", str(tmp_path / "processes"))
        return CliRunner().invoke(amends, [*given, *words])

    return run


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path, LETTER)
    report(house)
    house.close()
    return house


@pytest.mark.sqlite
def test_a_house_is_backed_up_restored_and_reconciled(house, run, tmp_path):
    assert "holds 1 cases" in run("backup", "night.backup").output

    refused = run("restore", "night.backup")
    assert refused.exit_code == 1
    assert "A house with 1 cases stands in" in refused.output

    restored = run("restore", "night.backup", "--force")
    assert restored.exit_code == 0, restored.output
    assert "house.sqlite.before-" in restored.output
    assert "1 jobs wait for an operator" in restored.output
    assert "may have been done after the backup was made" in run("jobs", "list").output
    assert run("jobs", "retry", "1").exit_code == 0

    assert "0 jobs wait" in run("reconcile").output
    assert "House and world agree" in run("reconcile", "--end").output


def test_a_house_restored_by_other_means_is_reconciled(house, run):
    told = run("reconcile", "--begin")

    assert told.exit_code == 0, told.output
    assert "The house was restored. 1 jobs wait" in told.output


def test_a_house_moves(house, run, tmp_path):
    target = databases.empty(tmp_path / "new.sqlite")

    moved = run("move", "--to", target)

    assert moved.exit_code == 0, moved.output
    assert "1 cases and 2 records stand in" in moved.output
    left = run("jobs", "list")
    assert left.exit_code == 1
    assert "names a database that the house left" in left.output
    assert "2 records are whole" in run("verify", database=target).output


def test_what_cannot_be_done_is_said(house, run, tmp_path):
    (tmp_path / "letter").write_text("My dear")

    for words, sentence in (
        (("backup", "letter"), "it is there already"),
        (("restore", "letter"), "it is no database"),
        (("restore", "nothing"), "there is no such file"),
        (("move", "--to", "mysql://a/b"), "must begin with"),
    ):
        told = run(*words)
        assert (told.exit_code, sentence in told.output) == (1, True), told.output
        assert "Traceback" not in told.output
