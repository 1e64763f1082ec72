"""The documentation says what is: every setting, event, command, action, letter, public name and principle."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from importlib import import_module
from inspect import getmembers, isclass, signature
from typing import Any

import click
import pytest
from amends import forms
from amends.engine import errors, events
from amends.engine.actions import CaseFacts, Registry, registry
from amends.engine.actions.notify import facts_of
from amends.engine.assembly import DEFAULTS
from amends.engine.bpmn.rules_dialect import INSTEAD
from amends.engine.bpmn.rules_thread import PROPERTIES
from amends.engine.decisions.policies import AGGREGATED, POLICIES
from amends.engine.expressions.language import FUNCTIONS
from amends.engine.letters import Letters
from amends.engine.letters.filters import OURS
from amends.engine.letters.grammar import PLAIN_FILTERS, TESTS
from amends.engine.person import LANES
from amends.engine.principles import SENTENCES, Principle
from amends.engine.promise import Promise
from amends.engine.publishing import read_folder, shipped
from amends.engine.running import Running, read_running
from amends.engine.values import KINDS
from amends.features.catalogue import features
from amends.forms.commands import amends
from amends.forms.config import SETTINGS
from docs_at_hand import LINK, ROOT, block, keys, page, quoted, rows, sections

ROOMS = ("engine", "forms", "features", "build_support")
CODE = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".html", ".sh")]
NOW = datetime(2026, 2, 9, 10, tzinfo=UTC)
PROMISE = Promise(
    case="R-1", key="first_answer", round=1, text="somebody answers", to="customer", kind="given",
    made_at=NOW, due_at=NOW + timedelta(days=1),
)  # fmt: skip
CALL = re.compile(r"`(\w+)\(([^`]*)\)`")


# ---- settings


def test_every_setting_that_is_read_is_told_and_the_other_way_round():
    name = re.compile(r"\bAMENDS_[A-Z]+(?:_[A-Z]+)*\b")
    read = {setting for path in CODE for setting in name.findall(path.read_text("utf-8"))}

    told = keys(page("reference/settings.md"))

    assert told - read == set()
    assert read - told == set()
    assert set(SETTINGS) <= told


def test_the_defaults_of_settings_are_those_of_the_code():
    told = {quoted(row[0]).pop(): row for row in rows(page("reference/settings.md"))}

    for name, default in DEFAULTS.items():
        assert name == "AMENDS_PROCESSES" or told[name][1] == (f"`{default}`" if default else "none")
    assert [name for name, row in told.items() if len(row) != 3 or not all(row)] == []


# ---- events


def test_every_event_is_told_with_its_sentence_and_its_facts():
    told = rows(page("reference/events.md"))

    assert {row[0]: row[1:] for row in told} == {
        f"`{kind}`": [event.sentence, ", ".join(f"`{field.name}`" for field in fields(event))]
        for kind, event in events.KINDS.items()
    }


# ---- commands


def leaves(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, below in command.commands.items():
            yield from leaves(below, f"{name} {part}")
    else:
        yield name, command


def test_every_command_is_told_with_its_arguments_and_options():
    parts = sections(page("reference/commands.md"), "###")
    told = {heading.strip("`").partition(" [")[0]: text.partition("\n## ")[0] for heading, text in parts.items()}
    known = {}
    for name, command in leaves(amends, "amends"):
        arguments = [p for p in command.params if isinstance(p, click.Argument) and p.required]
        known[" ".join([name, *(str(p.name).upper() for p in arguments)])] = options(command)

    assert sorted(told) == sorted(known)
    assert {name: set(re.findall(r"--[a-z][a-z-]*", text)) for name, text in told.items()} == known


def options(command: click.Command) -> set[str]:
    return {text for p in command.params if isinstance(p, click.Option) for text in p.opts} - {"--help"}


# ---- Python


def named(path: str) -> Any:
    """What a dotted path leads to. Raises AttributeError, ImportError."""
    parts = path.split(".")
    for length in range(len(parts), 1, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise ImportError(path)


def test_every_public_name_of_the_forms_is_told():
    assert {f"`amends.forms.{name}`" for name in forms.__all__} <= set(sections(page("reference/python.md")))


NAMES = set(re.findall(r"amends\.(?:engine|forms)(?:\.\w+)+", page("reference/python.md")))


@pytest.mark.parametrize("path", sorted(NAMES))
def test_every_name_that_is_told_is_there(path):
    assert named(path)


def test_methods_take_what_the_page_says():
    for heading, text in sections(page("reference/python.md")).items():
        if not heading.startswith("`amends."):
            continue
        found = named(heading.strip("`"))
        calls = CALL.findall("\n".join(line for line in text.splitlines() if line.startswith(("| `", "`"))))
        for name, given in calls:
            of = found if name == found.__name__ else getattr(found, name)
            takes = [p for p in signature(of).parameters if p != "self"]
            assert (name, given) == (name, ", ".join(takes))


def test_values_have_the_fields_that_the_page_says():
    for path, means in rows(sections(page("reference/python.md"))["Values"]):
        told = quoted(means.partition(":")[2])
        assert told <= set(getattr(named(path.strip("`")), "__annotations__", {}))


def test_every_error_is_told():
    ours = {name for name, _ in getmembers(errors, lambda e: isclass(e) and issubclass(e, errors.AmendsError))}

    assert {word for word in quoted(sections(page("reference/python.md"))["Errors"]) if word[0].isupper()} == ours


# ---- actions, letters, diagrams


def test_every_action_is_told_with_its_parameters():
    told = sections(page("reference/actions.md"))
    for action in (kind() for kind in registry.OURS):
        parameters = {quoted(row[0]).pop(): "(required)" in row[0] for row in rows(told[action.name])}
        required = action.schema.get("required", ())
        assert parameters == {name: name in required for name in action.schema["properties"]}


def test_every_fact_filter_and_letter_is_told():
    told = sections(page("reference/letters.md"))
    case = CaseFacts(number="R-1", unit="shop", data={}, status_url="", promises=[PROMISE])

    about_a_lane = {"recipient_name", "case_url"}
    assert keys(told["What it may mention"]) == {*facts_of(case, NOW), *about_a_lane}
    assert keys(told["What it may use"]) == {*OURS, *PLAIN_FILTERS}
    assert set(TESTS) <= quoted(told["What it may use"])
    assert quoted(told["Letters that are shipped"]) == {path.stem for path in (ROOT / "processes/letters").glob("*.md")}


def test_the_letter_on_the_page_can_be_sent():
    letters = Letters.from_files({"letters/example.md": block("reference/letters.md", "").encode()})
    promise = {"text": PROMISE.text, "due": PROMISE.due_at.isoformat()}

    assert letters.findings() == []
    assert PROMISE.text in letters.render("example", {"number": "R-1", "promises": [promise]}).text


def test_everything_a_diagram_may_name_is_told():
    text = page("reference/dialect.md")

    words = {word for line in quoted(text) for word in line.split()} | quoted(text)
    wanted = {*FUNCTIONS, *KINDS, *PROPERTIES, *LANES, *INSTEAD, *POLICIES, *AGGREGATED, "now"}
    assert {name for name in wanted if name not in words and not any(w.startswith(f"{name}(") for w in words)} == set()


def test_every_table_that_is_shipped_is_told():
    by_packs = {pack.stem for pack in edition().packs.others}
    assert keys(page("howto/change_a_table.md")) == set(edition().tables.ids) - by_packs


# ---- principles


def edition() -> Running:
    return read_running(read_folder(shipped()), Registry.installed())


@pytest.mark.parametrize("principle", Principle)
def test_every_principle_is_told_with_its_features_and_elements(principle):
    told = sections(page("explanation/principles.md"))[f"`{principle}`"]

    elements = [e for p in edition().library.processes.values() for e in p.elements.values()]
    keeping = {e.id for e in elements if e.properties.get("principle") == principle}
    linked = {target.rpartition("features/")[2] for _, target in LINK.findall(told) if target.endswith(".feature")}
    assert SENTENCES[principle] in told
    assert linked == {f.path for f in features() if f"principle_{principle}" in f.tags}
    assert {word for row in rows(told) for word in quoted(row[1])} == keeping
