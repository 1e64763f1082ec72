"""Our own processes as they are shipped: nothing for the lint to find, and everything they name is there."""

import json
import re
from collections import Counter

import jsonschema
import pytest
from amends.engine.answers import writable
from amends.engine.bpmn import Element
from amends.engine.calendars import is_duration
from amends.engine.letters import Letters, complaints_about, instructions
from amends.engine.principles import Principle
from amends.engine.values import kind_of

from .processes_at_hand import ACTIONS, PROCESSES, files, forms, house, library, tables

LANES = {
    "customer",
    "front_line",
    "supervisor",
    "case_owner",
    "finance",
    "operations",
    "quality",
    "risk",
    "executive",
    "partner",
}
CALLED = {
    "take_in",
    "respond_on_the_spot",
    "decide_remedy",
    "carry_out_remedies",
    "keep_informed",
    "close_and_follow_up",
}


def elements() -> list[Element]:
    return [element for program in library().processes.values() for element in program.elements.values()]


def test_the_lint_finds_nothing() -> None:
    assert [str(found) for found in library().findings] == []


def test_the_tables_have_no_gaps_and_no_overlaps() -> None:
    assert tables().findings() == []


def test_a_process_is_named_as_its_file() -> None:
    assert {path.rpartition("/")[2] for path in files(".bpmn")} == {f"{ident}.bpmn" for ident in library().processes}
    assert set(library().processes) >= {"case_by_case"} | CALLED


def test_ids_are_unique_over_all_processes() -> None:
    names = Counter([e.id for e in elements()] + list(library().processes))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_task_has_a_lane_that_people_can_hold() -> None:
    assert {e.lane for e in elements()} <= LANES
    assert [e.id for e in elements() if e.kind == "userTask" and not e.lane] == []


def test_every_form_is_there_and_none_is_idle() -> None:
    named = {e.form for e in elements() if e.form}
    named |= {p.properties["start_form"] for p in library().processes.values() if "start_form" in p.properties}
    assert named <= set(forms())
    assert set(forms()) - named == {"report.schema.json", "report_by_staff.schema.json", "facts.schema.json"}
    assert [e.id for e in elements() if e.kind == "userTask" and not e.form] == []


def test_every_letter_that_is_sent_is_there() -> None:
    letters = {e.parameters["letter"].strip("'") for e in elements() if e.operation == "notify"}
    assert letters <= {
        path.rpartition("/")[2].removesuffix(".md") for path in files(".md") if path.startswith("letters/")
    }
    assert (
        Letters.from_files(
            {path: content for path, content in files(".md").items() if path.startswith("letters/")}
        ).findings()
        == []
    )


def test_every_action_and_table_that_is_called_is_there() -> None:
    assert {e.operation for e in elements() if e.operation} <= set(ACTIONS)
    assert {e.decision for e in elements() if e.decision} <= set(tables().ids)


def test_exclusions_name_elements() -> None:
    known = {e.id for e in elements()}
    assert {name for e in elements() for name in e.listed("not_by")} <= known


def test_every_clock_is_started_and_kept_somewhere() -> None:
    keys = {row["key"] for row in house()["clocks"]}
    assert {key for e in elements() for word in ("starts", "starts_on_open") for key in e.listed(word)} == keys
    assert {key for e in elements() for key in e.listed("keeps")} == keys


def test_the_house_pack_says_what_is_promised() -> None:
    assert re.fullmatch("[A-Z]{3}", house()["currency"])
    for row in house()["clocks"]:
        assert row["to"] in ("customer", "us")
        assert row["kind"] in ("statutory", "guarantee", "given", "target")
        assert is_duration(row["within"]) or row["within"].isidentifier()


def test_principles_are_those_of_the_house() -> None:
    named = {e.properties["principle"] for e in elements() if "principle" in e.properties}
    assert named <= set(Principle)
    assert named >= set(Principle) - {Principle.SEEK_LATENT_FAILURES}


@pytest.mark.parametrize("name", sorted(forms()))
def test_a_form_is_a_schema_that_people_can_fill_in(name: str) -> None:
    schema = forms()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    fields = schema["properties"]
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert schema["title"]
    assert schema["description"]
    assert set(schema["required"]) <= set(writable(schema))
    for key, field in fields.items():
        assert field["title"], key
        assert re.fullmatch("[a-z][a-z0-9_]*", key), key
        assert field["type"] != "string" or field["maxLength"] <= 4000, key
        assert field["type"] != "array" or field["maxItems"], key
        assert kind_of(field) != "any", key


def test_the_public_report_asks_for_words_and_a_way_to_answer_only() -> None:
    assert forms()["report.schema.json"]["required"] == ["what_happened", "contact"]
    assert len(forms()["report_by_staff.schema.json"]["properties"]) <= 6


def test_no_form_asks_for_proof() -> None:
    asked = {name for schema in forms().values() for name in schema["properties"]}
    assert not {
        word for name in asked for word in ("proof", "receipt", "document", "evidence_from_customer") if word in name
    }


def test_files_are_plain_utf8_with_unix_lines() -> None:
    for path in [*PROCESSES.rglob("*.bpmn"), *PROCESSES.rglob("*.schema.json")]:
        content = path.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        content.decode("utf-8")
    json.loads((PROCESSES / "packs" / "house.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("element", [e for e in elements() if e.instructions], ids=lambda e: e.id)
def test_instructions_can_be_read_whatever_is_known(element: Element) -> None:
    assert complaints_about(element.instructions) == []
    facts = {
        name: "180.00 USD" if kind_of(field) == "money" else "Ann said"
        for schema in forms().values()
        for name, field in schema["properties"].items()
    }
    for known in ({}, {**facts, "refusal": {"text": "closed"}}):
        told = instructions(element.instructions, known)
        assert len(told) > 40
        assert "{" not in told
