"""The wheel, installed away from the checkout, in an application that was there before: a good guest, and whole."""

import re
import shutil
import sys
import tarfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from wheel_at_hand import ROOMS, ROOT, SKIPPED, made_once, run, well

KITES = ROOT / "tests" / "hosts" / "kites"
#: what stays with those who work on it
AT_HOME = (".po", ".pyc", ".mako")

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return made_once(tmp_path_factory)


@pytest.fixture(scope="module")
def tree(built):
    return built.tree


@pytest.fixture(scope="module")
def wheel(built):
    return built.wheel


@pytest.fixture(scope="module")
def home(built):
    return built.home


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as packed:
        return packed.namelist()


# ---- what is in it


def ours(tree: Path) -> set[str]:
    found = (p.relative_to(tree) for room in ROOMS for p in (tree / room).rglob("*") if p.is_file())
    return {f"amends/{p.as_posix()}" for p in found if "browser" not in p.parts and p.suffix not in AT_HOME}


def test_everything_that_runs_is_in_it(tree, names):
    """A folder that pyproject.toml forgets would be missed by users only."""
    assert sorted(ours(tree) - set(names)) == []
    for needed in ("store/migrations/env.py", "demo/flights_2013-02-07_to_10.csv.gz", "py.typed"):
        assert f"amends/engine/{needed}" in names


def test_nothing_else_is_in_it(tree, names):
    info = {name for name in names if ".dist-info/" in name}

    assert sorted(set(names) - info - ours(tree)) == []
    assert not [name for name in names if "browser/" in name or "test" in Path(name).name]


def test_who_installs_it_is_told_what_it_is(wheel, names):
    with zipfile.ZipFile(wheel) as packed:
        told = HeaderParser().parsestr(packed.read(next(n for n in names if n.endswith("/METADATA"))).decode())
        entries = packed.read(next(n for n in names if n.endswith("/entry_points.txt"))).decode()

    assert (told["Name"], told["License-Expression"], told["Description-Content-Type"]) == (
        "amends", "Apache-2.0", "text/markdown",
    )  # fmt: skip
    assert told["Summary"]
    assert told.get_payload().startswith("# Amends")
    assert all(need in " ".join(told.get_all("Requires-Dist")) for need in ("spiffworkflow", "Flask", "dbos"))
    assert re.findall(r"^\[(.*)\]$", entries, flags=re.MULTILINE) == [
        "amends.actions", "console_scripts", "flask.commands",
    ]  # fmt: skip


def test_a_source_distribution_holds_what_is_needed_to_build_it_again(built, tree):
    build = "import sys; sys.path.insert(0, 'build_support'); import backend; print(backend.build_sdist(sys.argv[1]))"
    well(run(sys.executable, "-c", build, built.place, cwd=tree))
    [sdist] = built.place.glob("amends-*.tar.gz")
    with tarfile.open(sdist) as packed:
        held = {name.partition("/")[2] for name in packed.getnames()}

    wanted = {name.removeprefix("amends/") for name in ours(tree) if not name.endswith(".mo") and "/built/" not in name}
    browser = {p.relative_to(tree).as_posix() for p in (tree / "forms" / "browser").rglob("*") if p.is_file()}
    more = {"build_support/bundle.py", "engine/store/migrations/script.py.mako"}
    assert sorted((wanted | browser | more) - held) == []
    assert not [name for name in held if "/built/" in name or "node_modules" in name]


# ---- commands


def test_its_commands_work(home, tmp_path):
    amends = home / "bin" / "amends"
    where = well(run(home / "bin" / "python", "-c", "import amends.engine as e; print(e.__file__)", cwd=tmp_path))
    assert Path(where.strip()).is_relative_to(home)

    assert "can be published" in well(run(amends, "check", "--no-features", cwd=tmp_path))
    begin = ("init", "--organisation", "Kites", "--name", "Pia", "--login", "pia", "--password", "a long enough string")
    assert "edition 1 is published" in well(run(amends, *begin, cwd=tmp_path))
    assert "whole" in well(run(amends, "verify", cwd=tmp_path))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["instance"]


# ---- in a strange host


@pytest.fixture
def kites(tmp_path):
    shutil.copytree(KITES, tmp_path / "kites", ignore=SKIPPED)
    words = tmp_path / "kites" / "words" / "de" / "LC_MESSAGES" / "messages.po"
    with words.open("rb") as source, words.with_suffix(".mo").open("wb") as target:
        mofile.write_mo(target, pofile.read_po(source))
    return tmp_path / "kites"


def checked(home: Path, kites: Path, file: str, **env: str) -> str:
    """How many of the host's tests passed, and that none failed."""
    command = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", kites, file)
    done = run(home / "bin" / "python", *command, cwd=kites, env={"WHEEL_VENV": str(home), **env})
    return re.findall(r"(\d+) passed", well(done))[-1]


def test_the_hosts_own_tests_hold_with_and_without_a_guest(home, kites):
    alone = checked(home, kites, "checks_of_the_host.py")
    together = checked(home, kites, "checks_of_the_host.py", WITH_GUEST="yes")

    assert alone == together == "9"


def test_the_guest_behaves(home, kites):
    assert int(checked(home, kites, "checks_of_the_guest.py")) >= 15
