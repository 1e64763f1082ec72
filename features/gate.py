"""The gate: a draft may be published only if every promise that the features make still holds with it.

The features run in a child process, so that a draft which never ends or takes all memory is stopped there. That child
is this module run as a program.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from amends.engine.errors import AmendsError

#: a run that takes longer is stopped, and counts as failed
SECONDS = 1_200
#: bytes of memory that a run may use
MEMORY = 2 * 1024**3
#: what the child process may know of its surroundings: where programs are, no settings and no secrets
KNOWN = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH")


class ToolMissing(AmendsError):
    """The features run with pytest and pytest-bdd, which are not there."""

    sentence = "{tool} is not installed, and the features run with it: 'pip install pytest pytest-bdd' puts it there."


@dataclass(frozen=True, kw_only=True)
class Failing:
    """An example that no longer holds."""

    feature: str
    rule: str
    example: str
    #: the step that failed, in the words of the feature
    step: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the features say about some processes."""

    runs: int
    failing: tuple[Failing, ...]
    #: examples that could not run because they need parts still to come
    open_questions: int
    evidence: dict[str, Any]
    #: what stopped the run as a whole; "" if it came to its end
    trouble: str = ""

    @property
    def is_passed(self) -> bool:
        return not self.failing and not self.trouble and self.runs > 0


def run(processes: Path | None = None, *, only: str = "", seconds: float = SECONDS) -> Verdict:
    """Run the installed features against a folder of processes, the installed ones without.

    `only` selects scenarios by tags, as in "principle_treat_fairly and not clock"; a whole verdict needs them all.
    Raises ToolMissing if pytest or pytest-bdd is not installed.
    """
    for tool in ("pytest", "pytest_bdd"):
        if importlib.util.find_spec(tool) is None:
            raise ToolMissing(tool=tool)
    with tempfile.TemporaryDirectory(prefix="amends-gate-") as folder:
        found = Path(folder) / "evidence.json"
        trouble = _child(_command(processes, found, Path(folder), only), Path(folder), seconds)
        return _verdict(orjson.loads(found.read_bytes()) if found.exists() else {}, trouble)


def _command(processes: Path | None, evidence: Path, folder: Path, only: str) -> list[str]:
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    given = ["--processes", str(processes.resolve())] if processes else []
    given += ["-m", only] if only else []
    return [
        sys.executable,
        "-m",
        "amends.features.gate",
        "-q",
        "-p",
        "pytest_bdd.plugin",
        "-p",
        "amends.features.plugin",
        "-p",
        "no:cacheprovider",
        "-c",
        str(settings),
        "--rootdir",
        str(folder),
        "--import-mode=importlib",
        "--strict-markers",
        "--evidence",
        str(evidence),
        *given,
        str(Path(__file__).with_name("scenarios.py")),
    ]


def _child(command: list[str], folder: Path, seconds: float) -> str:
    """Run it to its end; whatever kept it from coming to one, in a sentence."""
    surroundings = {name: os.environ[name] for name in KNOWN if name in os.environ}
    surroundings |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return f"The features were stopped after {seconds:.0f} seconds."
    if done.returncode in (0, 1):  # all passed, or some failed, which the evidence tells better
        return ""
    return "The features could not run: " + (done.stdout + done.stderr)[-2_000:].strip()


def _verdict(evidence: dict[str, Any], trouble: str) -> Verdict:
    failing = tuple(
        Failing(
            feature=feature["name"],
            rule=rule["name"],
            example=run["example"],
            step=_failed_step(run),
            reason=_first_line(run["reason"]),
        )
        for feature in evidence.get("features", ())
        for rule in feature["rules"]
        for example in rule["examples"]
        for run in example["runs"]
        if run["outcome"] != "passed"
    )
    return Verdict(
        runs=evidence.get("runs", 0),
        failing=failing,
        open_questions=evidence.get("open_questions", 0),
        evidence=evidence,
        trouble=trouble,
    )


def _first_line(reason: str) -> str:
    return reason.partition("\n")[0].removeprefix("AssertionError: ")


def _failed_step(run: dict[str, Any]) -> str:
    return next((f"{s['keyword']} {s['text']}" for s in run["steps"] if s["outcome"] != "passed"), "")


def _main(arguments: list[str]) -> int:
    """What the child process does: bound itself, then run the features."""
    import pytest

    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return int(pytest.main(arguments))


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
