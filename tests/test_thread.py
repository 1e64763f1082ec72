"""One thread of meaning: principle, feature, element, form, table, action, letter, clock, lane - nothing dangling."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

import pytest
from amends.engine.actions import Registry
from amends.engine.bpmn import Element
from amends.engine.person import LANES
from amends.engine.principles import SENTENCES, Principle
from amends.engine.publishing import read_folder, shipped
from amends.engine.recovery.opening import RECOVERY, REPORT_FORM, STAFF_REPORT_FORM
from amends.engine.running import Running, read_running
from amends.features.catalogue import Feature, features

FILES = read_folder(shipped())
#: written by the house itself, or kept for letters that staff send by hand
FORMS_OF_THE_HOUSE = {REPORT_FORM, STAFF_REPORT_FORM, "facts.schema.json"}


@lru_cache(1)
def running() -> Running:
    return read_running(FILES, Registry.installed())


#: actions that send a letter
WRITES = ("notify", "write_to_cases")


def elements() -> Iterator[Element]:
    for program in running().library.processes.values():
        yield from program.elements.values()


def features_of(principle: Principle) -> list[Feature]:
    return [feature for feature in features() if f"principle_{principle}" in feature.tags]


def quoted(texts: Iterator[str] | list[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"'([a-z_]+)'", text)}


def test_nothing_is_wrong_with_what_is_shipped():
    assert [f"{found.path}: {found.sentence}" for found in running().errors()] == []


@pytest.mark.parametrize("principle", Principle)
def test_every_principle_has_a_sentence_and_a_feature(principle):
    assert SENTENCES[principle]
    assert features_of(principle)
    assert all(rule.examples for feature in features_of(principle) for rule in feature.rules)


@pytest.mark.parametrize("principle", Principle)
def test_every_principle_is_kept_by_elements_and_shown_by_examples_that_run(principle):
    assert [element.id for element in elements() if element.properties.get("principle") == principle]
    assert [example.name for feature in features_of(principle) for example in feature.examples if not example.is_open]


def test_every_element_that_keeps_a_principle_keeps_a_known_one():
    named = {element.id: element.properties["principle"] for element in elements() if "principle" in element.properties}
    assert {ident: key for ident, key in named.items() if key not in set(Principle)} == {}


def test_every_form_is_asked_for_and_every_form_asked_for_is_there():
    asked_for = {element.form for element in elements() if element.form}
    asked_for |= {program.properties.get("start_form", "") for program in running().library.processes.values()} - {""}
    assert asked_for - set(running().forms) == set()
    assert set(running().forms) - asked_for - FORMS_OF_THE_HOUSE == set()


def test_every_user_task_has_a_form_and_a_known_lane():
    tasks = [element for element in elements() if element.kind == "userTask"]
    assert [task.id for task in tasks if not task.form] == []
    assert [f"{task.id}: {task.lane}" for task in tasks if task.lane not in LANES] == []


def test_every_action_asked_for_is_registered_and_told_what_it_needs():
    registry = Registry.installed()
    asked = [element for element in elements() if element.kind == "serviceTask"]
    assert [element.id for element in asked if element.operation not in registry.names()] == []
    missing = {e.id: set(registry.schema(e.operation).get("required", ())) - set(e.parameters) for e in asked}
    assert {ident: names for ident, names in missing.items() if names} == {}


def test_every_letter_is_sent_by_somebody_and_every_letter_sent_is_there():
    sent = quoted([e.parameters["letter"] for e in elements() if e.operation in WRITES])
    there = {PurePosixPath(path).stem for path in FILES if path.startswith("letters/")}
    assert sent - there == set()
    assert there - sent == set()


def test_every_table_is_asked_and_every_table_asked_is_there():
    asked = {element.decision for element in elements() if element.decision}
    by_packs = {pack.stem for pack in running().packs.others}
    assert asked == set(running().tables.ids) - by_packs


def test_every_process_is_called_opened_or_started_and_is_there():
    called = {element.calls for element in elements() if element.calls}
    opened = quoted([e.parameters["process"] for e in elements() if e.operation == "open_cases"])
    processes = running().library.processes
    started = {ident for ident, program in processes.items() if program.properties.get("start_form")}
    assert called | opened | started | {RECOVERY} == set(processes)


def test_every_clock_is_started_and_kept_somewhere():
    clocks = {row["key"] for row in running().house["clocks"]}
    started = {key for e in elements() for key in (*e.listed("starts"), *e.listed("starts_on_open"))}
    kept = {key for e in elements() for key in e.listed("keeps")}
    assert started == clocks
    assert kept == clocks


def test_every_label_that_a_feature_quotes_is_on_a_diagram():
    """Features find tasks, timers and ends by what is written on them."""
    labels = {element.label for element in elements()}
    pattern = re.compile(r'(?:asked to|does|tries|time of|ended with|goes on to|has) "([A-Z0-9][^"]+)"')
    spoken = [text for f in features() for e in f.examples if not e.is_open for _, text in e.spoken()]
    assert {label for text in spoken for label in pattern.findall(text)} - labels == set()


def test_every_letter_that_a_feature_names_is_there():
    named = {
        name
        for f in features()
        for e in f.examples
        for _, t in e.spoken()
        for name in re.findall('letter "([^"]+)"', t)
    }
    assert named - {PurePosixPath(path).stem for path in FILES if path.startswith("letters/")} == set()


def test_every_promise_that_a_feature_names_is_a_clock():
    named = {
        key for f in features() for e in f.examples for _, t in e.spoken() for key in re.findall('promise "([^"]+)"', t)
    }
    assert named - {row["key"] for row in running().house["clocks"]} == set()
