"""The evidence: what was promised, what was done to see whether it holds, and the record that this left."""

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from .catalogue import HOME, Example, Feature, features

#: version of the file; readers refuse one they do not know
FORMAT = 1


class Gathering:
    """Listens to a run of the features and writes it down at the end, in order of the files.

    What a scenario did travels in the report of its test, so that several processes may share the work.
    """

    def __init__(self, path: Path, *, writes: bool) -> None:
        self._path, self._writes = path, writes
        self._seen: dict[str, Any] = {}
        self._runs: dict[str, dict[str, Any]] = {}

    @pytest.hookimpl(optionalhook=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest, feature: Any, scenario: Any) -> None:
        params = getattr(request.node, "callspec", None)
        self._seen = {
            "path": Path(feature.filename).relative_to(HOME).as_posix(),
            "line": scenario.line_number,
            "example": scenario.name,
            "depth": params.params.get("depth", "") if params else "",
            "seconds": time.monotonic(),
            "steps": [_step(step) for step in scenario.steps],
        }

    @pytest.hookimpl(optionalhook=True)
    def pytest_bdd_after_step(self) -> None:
        self._mark("passed")

    @pytest.hookimpl(optionalhook=True)
    def pytest_bdd_step_error(self) -> None:
        self._mark("failed")

    @pytest.hookimpl(optionalhook=True)
    def pytest_bdd_step_func_lookup_error(self) -> None:
        self._mark("not understood")

    @pytest.hookimpl(optionalhook=True)
    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest) -> None:
        seconds = round(time.monotonic() - self._seen["seconds"], 3)
        request.node.user_properties.append(("scenario", {**self._seen, "seconds": seconds}))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told: dict[str, Any] = dict(report.user_properties)
        if report.when == "call" and "scenario" in told:
            outcome = {"outcome": report.outcome, "reason": _reason(report)}
            self._runs[report.nodeid] = {**told["scenario"], **outcome, "record": [], "elements": [], "edition": ""}
        elif report.when == "teardown" and report.nodeid in self._runs:
            self._runs[report.nodeid] |= told.get("left", {})

    def pytest_sessionfinish(self) -> None:
        if self._writes:
            found = evidence(list(self._runs.values()))
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
            self._path.with_suffix(".md").write_text("\n".join(in_words(found)) + "\n", encoding="utf-8")

    def _mark(self, outcome: str) -> None:
        waiting = next(step for step in self._seen["steps"] if step["outcome"] == "not reached")
        waiting["outcome"] = outcome


def _step(step: Any) -> dict[str, Any]:
    table = [list(row) for row in step.datatable.raw()] if step.datatable else []
    return {"keyword": step.keyword, "text": step.name, "table": table, "outcome": "not reached"}


def _reason(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return crash.message if crash else ""


def evidence(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What happened, put where it belongs: feature, rule, example, run."""
    by_place: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for run in runs:
        by_place.setdefault((run["path"], run["line"]), []).append(run)
    told = [_feature(feature, by_place) for feature in features()]
    outcomes = [run["outcome"] for run in runs]
    return {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "runs": len(runs),
        "passed": outcomes.count("passed"),
        "failed": outcomes.count("failed"),
        "open_questions": sum(e.is_open for f in features() for e in f.examples),
        # the processes that were judged, by the hash of their edition
        "editions": sorted({run["edition"] for run in runs if run["edition"]}),
        "elements": sorted({element for run in runs for element in run["elements"]}),
        "features": told,
    }


def _feature(feature: Feature, by_place: Mapping[tuple[str, int], list[Mapping[str, Any]]]) -> dict[str, Any]:
    def example(one: Example) -> dict[str, Any]:
        runs = by_place.get((feature.path, one.line), [])
        return {
            "name": one.name,
            "tags": sorted(one.tags),
            "is_open": one.is_open,
            "runs": [{key: value for key, value in run.items() if key not in ("path", "line")} for run in runs],
        }

    rules = [{"name": rule.name, "examples": [example(one) for one in rule.examples]} for rule in feature.rules]
    return {
        "path": feature.path,
        "name": feature.name,
        "why": feature.why,
        "tags": sorted(feature.tags),
        "rules": rules,
    }


def in_words(found: Mapping[str, Any]) -> Iterator[str]:
    """The evidence as a page that an auditor reads from top to bottom."""
    yield "# Evidence"
    yield (
        f"\nMade {found['made_at']}: {found['passed']} of {found['runs']} runs passed, {found['failed']} failed, "
        f"{found['open_questions']} questions are open. Judged: edition {', '.join(found['editions'])}."
    )
    for feature in found["features"]:
        yield f"\n## {feature['name']}\n\n{feature['why']} (`{feature['path']}`)"
        for rule in feature["rules"]:
            yield f"\n### {rule['name']}"
            for example in rule["examples"]:
                yield from _example(example)


def _example(example: Mapping[str, Any]) -> Iterator[str]:
    if example["is_open"]:
        yield f"\n**{example['name']}** - an open question: it needs parts still to come."
    for run in example["runs"]:
        depth = f" ({run['depth']})" if run["depth"] else ""
        yield f"\n**{run['example']}**{depth} - {run['outcome']} in {run['seconds']:.2f} s\n"
        for step in run["steps"]:
            outcome = "" if step["outcome"] == "passed" else f" - **{step['outcome']}**"
            yield f"- {step['keyword']} {step['text']}{outcome}"
            yield from (f"  - {' · '.join(row)}" for row in step["table"])
        if run["reason"]:
            yield f"\n> {' '.join(run['reason'].split())}"
        yield from _record(run)


def _record(run: Mapping[str, Any]) -> Iterator[str]:
    if run["record"]:
        yield "\n<details><summary>The record it left</summary>\n"
        yield "| case | when | what happened | by |\n|---|---|---|---|"
        for line in run["record"]:
            yield "| " + " | ".join(str(line[key]).replace("|", "/") for key in ("case", "when", "what", "by")) + " |"
        yield f"\nElements passed: {', '.join(run['elements'])}\n\n</details>"
