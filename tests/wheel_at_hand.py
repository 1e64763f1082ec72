"""A wheel of this very tree and an environment that has it, made once; and how commands are run there."""

import fcntl
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("engine", "forms", "processes", "features")
#: what a build needs beside the rooms
SOURCES = ("pyproject.toml", "MANIFEST.in", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile")
SKIPPED = shutil.ignore_patterns("__pycache__", "node_modules", "*.sqlite*", "instance")


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command, without what tests and developers set in theirs."""
    ours = {n: v for n, v in os.environ.items() if not n.startswith(("AMENDS_", "PYTEST", "PYTHON", "COV"))}
    return ours | {"AMENDS_BUNDLE": "off"} | dict(more or {})


def run(*words: object, env: Mapping[str, str] | None = None, cwd: Any = None) -> subprocess.CompletedProcess[str]:
    command = [str(word) for word in words]
    return subprocess.run(
        command, cwd=cwd, env=surroundings(env), text=True, capture_output=True, timeout=120, check=False
    )  # fmt: skip


def well(done: subprocess.CompletedProcess[str]) -> str:
    """What it said; it has to have ended well."""
    assert done.returncode == 0, f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a build leaves behind."""

    place: Path
    #: the copy that it was built from, because building leaves traces
    tree: Path
    wheel: Path
    #: an environment with the wheel; what it needs is borrowed from ours, whose own Amends it hides
    home: Path


def made_once(factory: pytest.TempPathFactory) -> Made:
    """Built and installed, offline, by the first who asks; all modules and all processes of one run share it."""
    base = factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "wheel"
    place.mkdir(exist_ok=True)
    with (place / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (place / "done").exists():
            _make(place)
            (place / "done").touch()
    [wheel] = place.glob("amends-*.whl")
    return Made(place=place, tree=place / "tree", wheel=wheel, home=place / "venv")


def _make(place: Path) -> None:
    tree = place / "tree"
    for room in (*ROOMS, "build_support"):
        shutil.copytree(ROOT / room, tree / room, ignore=SKIPPED)
    for name in SOURCES:
        shutil.copy(ROOT / name, tree / name)
    build = ("wheel", tree, "--no-deps", "--no-build-isolation", "--no-index", "--quiet", "-w", place)
    well(run(sys.executable, "-m", "pip", *build))
    [wheel] = place.glob("amends-*.whl")
    _furnish(place / "venv", wheel)


def _furnish(home: Path, wheel: Path) -> None:
    venv.create(home, system_site_packages=True, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    install = ("install", wheel, "--no-deps", "--no-index", "--quiet", "--no-warn-script-location")
    well(run(sys.executable, "-m", "pip", "--python", python, *install))
    purelib = well(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")).strip()
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(purelib) / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n")
    (home / "bin" / "flask").write_text(f"#!{python}\nfrom flask.cli import main\n\nmain()\n")  # a borrowed script too
    (home / "bin" / "flask").chmod(0o755)
