"""The command line does what it says, and ends with a sentence instead of a traceback."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import databases
import pytest
from amends.engine.assembly import House
from amends.forms.commands import amends
from click.testing import CliRunner
from pages_at_hand import two_tasks
from small_house import CUSTOMER, RUTH, folder, report, task

PASSWORD = "correct horse battery"
BEGIN = ("init", "--organisation", "The House", "--name", "Ada Osei", "--login", "ada", "--password", PASSWORD)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("AMENDS_")]:
        monkeypatch.delenv(name)
    folder(tmp_path / "processes")
    given = ("--database", databases.address(tmp_path / "house.sqlite"), "--processes", str(tmp_path / "processes"))

    def run(*words, **how):
        return CliRunner().invoke(amends, [*given, *words], **how)

    return run


def test_a_house_is_begun_with_its_first_administrator(run, tmp_path):
    begun = run(*BEGIN)

    assert begun.exit_code == 0, begun.output
    assert "edition 1 is published" in begun.output
    house = House.open({"AMENDS_DATABASE_URL": databases.address(tmp_path / "house.sqlite"),
                        "AMENDS_PROCESSES": str(tmp_path / "processes")})  # fmt: skip
    [ada] = house.people.everyone()
    assert ada.may("administrator")
    assert [unit.name for unit in house.people.units()] == ["The House"]
    house.close()


def test_a_second_beginning_changes_nothing(run):
    run(*BEGIN)
    again = run(*BEGIN[:-3], "eve", "--password", PASSWORD)

    assert again.exit_code == 0
    assert "has an administrator already" in again.output
    assert "eve" not in run("people", "list").output


def test_a_weak_password_is_refused_with_a_reason_and_nothing_is_added(run):
    refused = run(*BEGIN[:-1], "short")

    assert refused.exit_code == 1
    assert "at least 12 characters" in refused.output
    assert run("people", "list").output == ""


def test_the_password_is_asked_for_and_not_shown(run):
    asked = run(*BEGIN[:-2], input=f"{PASSWORD}\n{PASSWORD}\n")

    assert asked.exit_code == 0
    assert PASSWORD not in asked.output


def test_people_and_units_are_added_and_listed(run):
    run(*BEGIN)
    unit = run("units", "add", "ward", "--name", "The Ward", "--parent", "house")
    ruth = ("--login", "ruth", "--name", "Ruth", "--seat", "ward:front_line", "--password", PASSWORD)
    person = run("people", "add", *ruth)

    assert (unit.exit_code, person.exit_code) == (0, 0), person.output
    assert "ward: The Ward, part of house" in run("units", "list").output
    assert "ruth: Ruth; seats: ward:front_line" in run("people", "list").output


@pytest.mark.parametrize(("seat", "words"), [("moon:front_line", "no unit 'moon'"), ("house:king", "no lane 'king'")])
def test_a_seat_that_does_not_exist_names_those_that_do(run, seat, words):
    run(*BEGIN)
    refused = run("people", "add", "--login", "r", "--name", "R", "--seat", seat, "--password", PASSWORD)

    assert refused.exit_code == 1
    assert words in refused.output
    assert "there are:" in refused.output


def test_a_login_that_is_taken_is_refused_in_a_sentence(run):
    run(*BEGIN)
    refused = run("people", "add", "--login", "ada", "--name", "Another Ada", "--password", PASSWORD)

    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")


def test_a_sound_folder_passes_the_check_and_a_broken_one_names_file_element_and_reason(run, tmp_path):
    sound = run("check", "--no-features")
    assert sound.exit_code == 0, sound.output

    diagram = tmp_path / "processes" / "case_by_case.bpmn"
    diagram.write_text(diagram.read_text().replace("words.schema.json", "lost.schema.json"))
    broken = run("check", "--no-features")
    assert broken.exit_code == 1
    assert "case_by_case.bpmn <answer>" in broken.output
    assert "lost.schema.json" in broken.output


@pytest.mark.parametrize("words", [("check", "nowhere"), ("show", "R-000009"), ("jobs", "retry", "7")])
def test_what_is_not_there_is_told_in_a_sentence(run, words):
    refused = run(*words)

    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert "Traceback" not in refused.output


def test_a_database_nobody_can_use_is_told_in_a_sentence(run):
    refused = CliRunner().invoke(amends, ["--database", "mysql://nowhere", "verify"])

    assert refused.exit_code == 1
    assert "The setting AMENDS_DATABASE" in refused.output


def test_a_case_is_shown_and_the_record_is_proved(tmp_path, run):
    house = two_tasks(tmp_path)
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "Sorry."}, by=RUTH)
    house.close()

    shown = run("show", number)
    assert shown.exit_code == 0, shown.output
    assert "task: Approve the amount (supervisor)" in shown.output
    assert "'Answer the customer' was done by Ruth Adeyemi" in shown.output
    proved = run("verify")
    assert (proved.exit_code, proved.output) == (0, "2 records are whole.\n")


def test_a_changed_record_is_found_and_named(tmp_path, run):
    house = two_tasks(tmp_path)
    number = report(house)
    house.close()
    with databases.chosen().hands(tmp_path / "house.sqlite") as hands:
        databases.chosen().unlock(hands)
        changed = "update amends_journal set told = replace(told, 'case_by_case', 'nothing') where stream = "
        hands.execute(f"{changed} '{number}'")

    found = run("verify")
    assert found.exit_code == 1
    assert f"{number}, line 1" in found.output


def test_jobs_are_counted(tmp_path, run):
    house = two_tasks(tmp_path)
    house.recovery.report({"what_happened": "Late."}, by=CUSTOMER, unit="shop", channel="web")
    house.close()

    assert run("jobs", "list").exit_code == 0


def test_every_command_explains_itself(run):
    for words in ((), ("jobs",), ("people",), ("units",)):
        for command in (amends if not words else amends.commands[words[0]]).commands:
            told = run(*words, command, "--help")
            assert told.exit_code == 0
            assert len(told.output.splitlines()) > 4, command


def test_flask_knows_the_same_commands_within_a_host(tmp_path):
    (tmp_path / "host.py").write_text(
        "from flask import Flask\nfrom amends.forms import Amends\nfrom amends.forms.commands import amends\n"
        "app = Flask('host')\napp.config.update(SECRET_KEY='s', AMENDS_DATABASE_URL='sqlite:///theirs.sqlite',"
        " AMENDS_PROCESSES='processes')\nAmends().init_app(app)\napp.cli.add_command(amends)\n"
    )
    folder(tmp_path / "processes")
    told = subprocess.run([sys.executable, "-m", "flask", "--app", "host", "amends", *BEGIN], cwd=tmp_path,
                          capture_output=True, text=True, timeout=60, check=False)  # fmt: skip

    assert told.returncode == 0, told.stderr
    assert (tmp_path / "theirs.sqlite").exists()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answered(address):
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as found:
                return found.status
        except OSError:
            time.sleep(0.2)
    return None


def test_pages_and_worker_are_served_until_somebody_says_stop(tmp_path):
    folder(tmp_path / "processes")
    port = free_port()
    command = [sys.executable, "-c", "from amends.forms.commands import main; main()", "--processes", "processes"]
    with (tmp_path / "told").open("w") as told:
        served = subprocess.Popen([*command, "serve", "--port", str(port)], cwd=tmp_path, stdout=told, stderr=told)
        try:
            assert answered(f"http://127.0.0.1:{port}/report") == 200
            taken = subprocess.run([*command, "serve", "--no-worker", "--port", str(port)], cwd=tmp_path,
                                   capture_output=True, text=True, timeout=60, check=False)  # fmt: skip
            assert taken.returncode == 1
            assert "Nothing can listen on" in taken.stderr
        finally:
            served.send_signal(signal.SIGTERM)
            ended = served.wait(30)
    assert ended == 0, (tmp_path / "told").read_text()
    said = (tmp_path / "told").read_text()
    assert f"Amends is at http://127.0.0.1:{port}" in said
    assert "Traceback" not in said
    assert Path(tmp_path / "instance" / "secret_key").exists()


@pytest.mark.sqlite
def test_whoever_only_has_the_demonstration_looks_at_the_demonstration(tmp_path, run, monkeypatch):
    (tmp_path / "instance").mkdir()
    house = two_tasks(tmp_path)
    number = report(house)
    house.close()
    (tmp_path / "house.sqlite").rename(tmp_path / "instance" / "demo.sqlite")

    shown = CliRunner().invoke(amends, ["--processes", "processes", "show", number])

    assert shown.exit_code == 0, shown.output
    assert "This is the demonstration" in shown.stderr
    assert "EST" in shown.output


FOREIGN = Path(__file__).parents[1] / "diagrams" / "foreign"


def test_a_drawing_that_was_not_made_to_run_gets_proposals_and_stays_as_it_is(run, tmp_path):
    drawing = tmp_path / "complaint.bpmn"
    drawing.write_bytes((FOREIGN / "signavio_complaint.bpmn").read_bytes())
    before = drawing.read_bytes()

    told = run("check", "--repair", str(drawing), "--diff", str(tmp_path / "complaint.diff"))

    assert told.exit_code == 0, told.output
    assert "decide: complaint.bpmn" in told.output
    assert "No file was changed" in told.output
    assert "with the difference it would find" in told.output
    assert drawing.read_bytes() == before
    assert (tmp_path / "complaint.diff").read_text(encoding="utf-8").startswith("--- a/complaint.bpmn")


def test_a_folder_that_lacks_nothing_gets_no_difference(run):
    told = run("check", "--repair")

    assert told.exit_code == 0, told.output
    assert "---" not in told.output


def test_what_is_no_drawing_ends_in_a_sentence(run, tmp_path):
    (tmp_path / "x.bpmn").write_text("hello", encoding="utf-8")

    assert "not well-formed" in run("check", "--repair", str(tmp_path / "x.bpmn")).output
    assert run("check", "--repair", str(tmp_path / "nowhere.bpmn")).exit_code == 1
