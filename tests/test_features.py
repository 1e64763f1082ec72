"""Every scenario of the features, and that none of them is lost, unread or without a step."""

import re
from collections import Counter

import pytest
from amends.engine.actions import Registry
from amends.engine.publishing import read_folder, shipped
from amends.engine.running import read_running
from amends.features.catalogue import HOME, features
from amends.features.plugin import PASSED
from amends.features.scenarios import *  # noqa: F403 - the scenarios themselves
from amends.features.scenarios import pytest_plugins  # noqa: F401 - the steps
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.steps import step_function_context_registry

FEATURES = features()
PRINCIPLES = [feature for feature in FEATURES if feature.path.startswith("principles/")]


def test_no_scenario_is_lost_by_the_test_tool():
    """pytest-bdd keeps examples by name: of two of one name in a feature the first would never run."""
    written = Counter((feature.path, example.name) for feature in FEATURES for example in feature.examples)
    bound = [
        found
        for name, found in globals().items()
        if name.startswith("test_") and found in scenario_wrapper_template_registry
    ]
    assert [place for place, times in written.items() if times > 1] == []
    assert len(bound) == len(written)


def test_every_rule_has_examples_and_every_example_a_rule():
    assert [f"{f.path}: {rule.name}" for f in FEATURES for rule in f.rules if not 1 <= len(rule.examples) <= 4] == []
    assert [f"{f.path}: {example.name}" for f in FEATURES for example in f.loose] == []


def test_every_principle_says_which_one_it_is():
    untagged = [f.path for f in PRINCIPLES if not any(tag.startswith("principle_") for tag in f.tags)]
    assert untagged == []


def test_every_example_of_a_principle_has_its_number():
    numbers = [tag for f in PRINCIPLES for e in f.examples for tag in e.tags if "_" in tag and tag[-1].isdigit()]
    unnumbered = [f"{f.path}: {e.name}" for f in PRINCIPLES for e in f.examples if not e.tags & set(numbers)]
    assert unnumbered == []


def test_features_are_short_enough_to_be_read():
    lines = {f.path: (HOME / f.path).read_text(encoding="utf-8").splitlines() for f in FEATURES}
    assert {path: len(text) for path, text in lines.items() if len(text) > 60} == {}
    assert [f"{path}: {line}" for path, text in lines.items() for line in text if len(line) > 80] == []


def test_every_step_is_used_and_understood_in_one_way_only():
    steps = [
        context
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("amends.")
    ]
    kinds = {"Given": "given", "When": "when", "Then": "then"}
    used: Counter[int] = Counter()
    unclear = []
    for feature in FEATURES:
        for example in (e for e in feature.examples if not e.is_open):
            kind = "given"
            for keyword, text in example.spoken():
                kind = kinds.get(keyword, kind)
                found = [c for c in steps if c.type in (None, kind) and c.parser.is_matching(text)]
                used.update(id(c) for c in found)
                if len(found) != 1:
                    unclear.append(f"{feature.path}: {keyword} {text} ({len(found)} steps)")
    assert unclear == []
    assert [f"{c.type}: {c.parser.name}" for c in steps if not used[id(c)]] == []


#: keeps its principle if everything else fails: no way leads there while the first answer takes an apology
GUARDS = {"apologise"}


def test_every_element_that_keeps_a_principle_is_passed_by_a_scenario(request):
    """Or called off on the way, as a task is whose time is up."""
    runs = request.config.stash.get(PASSED, [])
    if len(runs) < sum(len(e.rows) for f in FEATURES for e in f.examples if not e.is_open):
        pytest.skip("not every scenario ran in this process")
    library = read_running(read_folder(shipped()), Registry.installed()).library
    keeping = {e.id for p in library.processes.values() for e in p.elements.values() if "principle" in e.properties}
    assert keeping - set().union(*runs) - GUARDS == set()


@pytest.mark.parametrize("feature", PRINCIPLES, ids=lambda f: f.path)
def test_principles_name_no_configured_value(feature):
    """Raising a limit is not breaking a principle: figures of money belong to features/policies."""
    told = [text for example in feature.examples for _, text in example.spoken()]
    assert [text for text in told if re.search(r"\d+(\.\d\d)? (USD|dollars|EUR)", text)] == []
