"""A wheel of this very tree and an environment that has it, made once; and how commands are run there."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
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


@cache
def made(place: Path) -> Made:
    """Built and installed, offline, in a few seconds."""
    tree = place / "tree"
    for room in (*ROOMS, "build_support"):
        shutil.copytree(ROOT / room, tree / room, ignore=SKIPPED)
    for name in SOURCES:
        shutil.copy(ROOT / name, tree / name)
    build = ("wheel", tree, "--no-deps", "--no-build-isolation", "--no-index", "--quiet", "-w", place)
    well(run(sys.executable, "-m", "pip", *build))
    [wheel] = place.glob("amends-*.whl")
    return Made(place=place, tree=tree, wheel=wheel, home=_home(place / "venv", wheel))


def _home(home: Path, wheel: Path) -> Path:
    venv.create(home, system_site_packages=True, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    install = ("install", wheel, "--no-deps", "--no-index", "--quiet", "--no-warn-script-location")
    well(run(sys.executable, "-m", "pip", "--python", python, *install))
    purelib = well(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")).strip()
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(purelib) / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n")
    (home / "bin" / "flask").write_text(f"#!{python}\nfrom flask.cli import main\n\nmain()\n")  # a borrowed script too
    (home / "bin" / "flask").chmod(0o755)
    return home


def made_once(factory: pytest.TempPathFactory) -> Made:
    """The same for every module of one run."""
    return made(factory.getbasetemp() / "wheel")
