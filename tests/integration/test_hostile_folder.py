"""Hostile folders: whatever lies in `processes/`, the check ends in sentences, and the last edition runs on."""

import json
import time

import pytest
from amends.engine import examining, publishing
from amends.engine.actions import Registry
from amends.engine.errors import AnswersInvalid, DraftBroken, SettingWrong
from amends.engine.patterns import complaint
from amends.engine.person import Actor
from amends.engine.schemas import complaints_about
from diagrams.sketch import bpmn
from small_house import RUTH, folder, open_house, report, task

REGISTRY = Registry.installed()
WORDS = "forms/words.schema.json"


def form(**fields):
    return json.dumps({"type": "object", "properties": fields}).encode()


def in_a_row(number):
    names = ["".join("abcdefghij"[int(digit)] for digit in str(n)) for n in range(number)]
    tasks = "".join(f'    userTask do_{name} lane=front_line label="Do {name}"\n' for name in names)
    way = " ".join(f"do_{name}" for name in names)
    return f"\n    startEvent reported\n{tasks}    endEvent answered\n    flow reported {way} answered"


def checked(at, **files):
    return publishing.check(publishing.read_folder(folder(at, **files)), REGISTRY)


@pytest.mark.parametrize(("path", "content", "sentence"), [
    (WORDS, b"[]", "no JSON Schema of an object"),
    (WORDS, b"{,", "expected a string key"),
    (WORDS, b"[" * 100_000, "depth limit"),
    (WORDS, form(words="text"), "'text' is not of type"),
    (WORDS, form(words=True), "'words' is true"),
    (WORDS, form(words={"type": [{}]}), "properties.words.type"),
    (WORDS, form(**{"no word": {"type": "string"}}), "snake_case"),
    (WORDS, form(**{f"w{n}": {} for n in range(201)}), "201 fields"),
    (WORDS, form(words={"type": "string", "pattern": "^(a+)+$"}), "repeats a group"),
    (WORDS, form(words={"type": "string", "pattern": "("}), "no regular expression"),
    (WORDS, form(words={"$ref": "http://127.0.0.1:9/x"}), "not followed"),
    (WORDS, form(words={"$ref": "file:///etc/passwd"}), "not followed"),
    ("packs/house.json", b"[]", "not of type 'object'"),
    ("packs/house.json", b'{"clocks": [7]}', "clocks 1: 7 is not of type 'object'"),
    ("packs/house.json", b'{"clocks": [{"key": "answer"}]}', "'text' is a required property"),
    ("calendars/x.json", b"[]", "calendar"),
    ("case_by_case.bpmn", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DOCTYPE"),
    ("decisions/x.dmn", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DOCTYPE"),
    ("letters/x.md", b"Subject: x\n\n{{ " + b"(" * 9_000 + b"a" + b")" * 9_000 + b" }}", "nested too deep"),
    ("letters/x.md", b"\xff\xfe", "UTF-8"),
])  # fmt: skip
def test_a_file_that_is_wrong_is_named_in_a_sentence(tmp_path, path, content, sentence):
    found = [f for f in checked(tmp_path, **{path: content}) if f.severity == "error"]

    assert any(path.startswith(f.path) and sentence in f.sentence for f in found), found


@pytest.mark.parametrize(("pattern", "longest", "why"), [
    ("^[a-z][a-z0-9_]*$", 80, ""),
    (r"^[^@\s]{1,64}@[^@\s]{1,190}\.[a-z]{2,}$", 200, ""),
    (r"^\d{3}\)?$", 10, ""),
    ("[1-9]", 10_000, ""),
    ("^(a|aa)+$", 40, "repeats a group"),
    ("^(?:a|a){30}$", 40, "repeats a group"),
    ("a*a*a*a*b", 100, "too many ways"),
    (r"(a)\1", 40, "is not for forms"),
    ("(?=a)b", 40, "is not for forms"),
    ("a" * 201, 40, "longer than"),
])  # fmt: skip
def test_patterns_that_may_take_for_ever_are_not_taken(pattern, longest, why):
    assert why in complaint(pattern, longest)
    assert bool(why) == bool(complaint(pattern, longest))


def test_a_schema_is_no_deeper_than_anybody_reads():
    schema = {"type": "string"}
    for _ in range(60):
        schema = {"type": "object", "properties": {"a": schema}}

    assert "nested more than" in complaints_about(schema)[0]


def test_a_draft_that_keeps_its_reader_busy_is_stopped_and_said(tmp_path, monkeypatch):
    monkeypatch.setattr(examining, "PATIENCE", 0.2)

    [found] = checked(tmp_path, **{"case_by_case.bpmn": bpmn(in_a_row(400), "case_by_case")})

    assert (found.severity, found.path) == ("error", "case_by_case.bpmn")
    assert "cannot be read within" in found.sentence


def test_thousands_of_tasks_in_a_row_are_refused_in_time(tmp_path):
    begun = time.monotonic()

    found = checked(tmp_path, **{"case_by_case.bpmn": bpmn(in_a_row(1_500), "case_by_case")})

    assert any("more than 300 elements" in f.sentence for f in found)
    assert time.monotonic() - begun < 10


def test_what_is_examined_sees_no_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("AMENDS_DATABASE_URL", "sqlite:///secret")
    real, given = examining.subprocess.run, {}
    monkeypatch.setattr(examining.subprocess, "run", lambda command, **how: given.update(how) or real(command, **how))

    assert not [f for f in checked(tmp_path, **{"letters/more.md": b"Subject: x\n\ny"}) if f.severity == "error"]
    assert not [name for name in given["env"] if name.startswith("AMENDS_")]


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path)
    house.close()
    return house


def again(tmp_path):
    house = open_house(tmp_path)
    number = report(house)
    house.recovery.complete(task(house, number, "answer"), {"words": "We are sorry."}, by=RUTH)
    state = house.inquiry.house_state()
    house.close()
    return state


def test_a_link_in_the_folder_leaves_the_last_edition_running(house, tmp_path):
    (tmp_path / "processes" / "more.bpmn").symlink_to("/etc/hostname")

    assert "is a link" in str(again(tmp_path))


def test_a_file_of_ten_megabytes_leaves_the_last_edition_running(house, tmp_path):
    (tmp_path / "processes" / "more.md").write_bytes(b" " * 10_000_000)

    assert "larger than 2000000 bytes" in str(again(tmp_path))


def test_a_folder_that_is_gone_leaves_the_last_edition_running(house, tmp_path):
    (tmp_path / "processes").rename(tmp_path / "elsewhere")

    assert "which is no folder" in str(again(tmp_path))


def test_a_broken_diagram_is_not_published_and_leaves_the_last_edition_running(house, tmp_path):
    (tmp_path / "processes" / "case_by_case.bpmn").write_bytes(b"<definitions")

    assert "not well-formed" in str(again(tmp_path))
    with pytest.raises(DraftBroken, match="not well-formed"):
        publishing.publish(
            house.means, publishing.read_folder(tmp_path / "processes"), Actor("operator", "otto", "Otto")
        )


def test_a_folder_of_too_much_is_not_swallowed(tmp_path):
    at = folder(tmp_path / "processes")
    for number in range(11):
        (at / f"{number}.md").write_bytes(b" " * 1_999_999)

    with pytest.raises(SettingWrong, match="together"):
        publishing.read_folder(at)


def test_a_published_edition_runs_on_when_the_check_has_become_stricter(house, tmp_path):
    files = publishing.read_folder(tmp_path / "processes")
    words = json.loads(files[WORDS])
    words["properties"]["words"]["pattern"] = "^([A-Z][a-z .]*)+$"
    with house.store.writing() as work:
        work.editions.publish({**files, WORDS: json.dumps(words).encode()}, "before", house.clock.now())

    house = open_house(tmp_path)
    answer = task(house, report(house), "answer")
    with pytest.raises(AnswersInvalid, match="not written as we expect"):
        house.recovery.complete(answer, {"words": "7"}, by=RUTH)
    house.recovery.complete(answer, {"words": "Sorry."}, by=RUTH)
    house.close()
