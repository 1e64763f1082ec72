"""What the feature files promise, read with the official parser: features, their rules, their examples."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

#: where the features of this installation stand
HOME = Path(__file__).parent
#: a scenario that needs parts still to come: skipped, counted, and listed in the evidence
OPEN_QUESTION = "open_question"


@dataclass(frozen=True, kw_only=True)
class Example:
    """One case that removes doubt about a rule; an outline has one row a time it runs."""

    name: str
    #: its own tags and those of its rule and feature
    tags: frozenset[str]
    #: (keyword, text) of each step, backgrounds first
    steps: tuple[tuple[str, str], ...]
    #: the rows of an outline's tables, by column; one empty row for an example that runs once
    rows: tuple[Mapping[str, str], ...]
    line: int

    @property
    def is_open(self) -> bool:
        return OPEN_QUESTION in self.tags

    def spoken(self) -> Iterator[tuple[str, str]]:
        """Each step as it runs, its keyword and its words: the steps of an outline once a row."""
        for row in self.rows:
            for keyword, text in self.steps:
                yield keyword, re.sub("<(.+?)>", lambda found, row=row: row.get(found[1], found[0]), text)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One sentence of policy."""

    name: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, kw_only=True)
class Feature:
    """One file: a principle, a policy with its figures, or an assurance."""

    #: below the folder of features, with forward slashes
    path: str
    name: str
    why: str
    tags: frozenset[str]
    rules: tuple[Rule, ...]
    #: examples that stand outside a rule: there should be none
    loose: tuple[Example, ...]

    @property
    def examples(self) -> tuple[Example, ...]:
        return tuple(example for rule in self.rules for example in rule.examples) + self.loose


def features(home: Path = HOME) -> list[Feature]:
    """Every feature below a folder, principles first; a file that does not parse raises."""
    found = [_feature(path, home) for path in sorted(home.rglob("*.feature"))]
    return sorted(found, key=lambda feature: not feature.path.startswith("principles/"))


def tags(home: Path = HOME) -> set[str]:
    """Every tag that any feature uses, without its sign."""
    return {tag for feature in features(home) for example in feature.examples for tag in example.tags}


def _feature(path: Path, home: Path) -> Feature:
    found = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    if found is None:
        raise ValueError(f"{path} holds no feature")
    own, shared = _tags(found), _background(found)
    return Feature(
        path=path.relative_to(home).as_posix(),
        name=found["name"],
        tags=own,
        why=" ".join(found["description"].split()),
        rules=tuple(_rule(child["rule"], own, shared) for child in found["children"] if "rule" in child),
        loose=tuple(_examples(found, own, shared)),
    )


def _rule(node: Mapping[str, Any], inherited: frozenset[str], before: tuple[tuple[str, str], ...]) -> Rule:
    return Rule(name=node["name"], examples=tuple(_examples(node, inherited | _tags(node), before + _background(node))))


def _examples(
    node: Mapping[str, Any], inherited: frozenset[str], before: tuple[tuple[str, str], ...]
) -> Iterator[Example]:
    # a rule hands its own background in already; a feature's loose examples have theirs in `before` too
    for scenario in (child["scenario"] for child in node["children"] if "scenario" in child):
        yield Example(
            name=scenario["name"],
            line=scenario["location"]["line"],
            tags=inherited | _tags(scenario),
            steps=before + _steps(scenario),
            rows=tuple(_rows(scenario)) or ({},),
        )


def _rows(scenario: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for table in scenario["examples"]:
        names = [cell["value"] for cell in table["tableHeader"]["cells"]]
        yield from (
            dict(zip(names, (cell["value"] for cell in row["cells"]), strict=True)) for row in table["tableBody"]
        )


def _background(node: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(step for child in node["children"] if "background" in child for step in _steps(child["background"]))


def _steps(node: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((step["keyword"].strip(), step["text"]) for step in node["steps"])


def _tags(node: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(tag["name"].lstrip("@") for tag in node.get("tags", ()))
