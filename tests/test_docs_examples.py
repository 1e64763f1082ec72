"""Links of the documentation lead somewhere, what it names is there, and its examples run."""

import re
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from amends.engine.actions import registry
from amends.engine.person import Person, Seat, Unit
from docs_at_hand import DOCS, LINK, ROOT, block, page
from small_house import facts, open_house, report, work

PAGES = sorted(DOCS.rglob("*.md"))
#: every text of ours that people read on their way through the repository
TEXTS = [*PAGES, *sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("*/README.md"))]


def anchors(text: str) -> set[str]:
    """As GitHub makes them of headings."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", prose, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    lost = []
    for _, target in LINK.findall(path.read_text("utf-8")):
        file, _, anchor = target.partition("#")
        place = (path.parent / file).resolve() if file else path
        if not target.startswith(("http:", "https:", "mailto:")) and not (
            place.exists() and (not anchor or anchor in anchors(place.read_text("utf-8")))
        ):
            lost.append(target)

    assert lost == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_are_named_are_there(path):
    named_ = re.findall(r"(?<![\w/])(?:engine|forms|features|processes|tests|docs)/[\w./-]*\w", path.read_text("utf-8"))

    assert [name for name in named_ if not (ROOT / name).exists()] == []


def test_every_page_is_reached_from_the_index_and_none_is_long():
    linked = {(DOCS / target.partition("#")[0]).resolve() for _, target in LINK.findall(page("index.md"))}

    assert [p.name for p in PAGES if p not in linked and p.parent.name != "decisions" and p.name != "index.md"] == []
    assert {p.name: n for p in PAGES if (n := prose(p)) > 120} == {}


def prose(path: Path) -> int:
    """Lines to be read one after the other; tables are looked up."""
    return sum(bool(line.strip()) and line[0] != "|" for line in written_by_hand(path).splitlines())


def written_by_hand(path: Path) -> str:
    """A page without the tables that a script works out."""
    return re.sub(r"<!-- table.*?<!-- end of table -->", "", path.read_text("utf-8"), flags=re.DOTALL)


# ---- examples


def test_the_flask_example_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    host: dict[str, Any] = {"__name__": "host"}
    exec(compile(block("howto/mount_in_flask.md", "python"), "host.py", "exec"), host)
    host["house"].people.add_unit(Unit(id="house", name="The House"))
    ruth = Person(id="ruth", name="Ruth Adeyemi", seats=(Seat("house", "front_line"),))
    host["house"].people.add_person(ruth, "ruth", "")

    browser = host["app"].test_client()
    assert browser.get("/recovery/report").status_code == 200
    assert browser.get("/recovery/inbox").status_code == 401
    with browser.session_transaction() as session:
        session["user"] = "ruth"
    assert browser.get("/recovery/inbox").status_code == 200
    host["house"].close()


GIVES_A_VOUCHER = """
    startEvent reported
    serviceTask give_voucher : voucher(amount='10.00 USD',passenger=what_happened) -> voucher
    boundaryEvent refused on=give_voucher error=voucher_refused
    endEvent given
    endEvent sorry
    flow reported give_voucher given
    flow refused sorry"""


def test_the_example_of_an_action_works_once_it_is_registered(tmp_path, monkeypatch):
    (tmp_path / "voucher.py").write_text(block("howto/add_an_action.md", "python"), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    name, value = re.findall(r'^(\w+) = "([\w.:]+)"$', block("howto/add_an_action.md", "toml"), flags=re.MULTILINE)[0]
    monkeypatch.setattr(registry, "entry_points", lambda group: [EntryPoint(name, value, group)])
    house = open_house(tmp_path, GIVES_A_VOUCHER)

    given, refused = report(house, "Mina"), report(house, "nobody")
    work(house)

    with house.store.reading() as unit:
        assert unit.cases.load(given).data["voucher"]["code"].endswith("-12")
        assert unit.cases.load(refused).ends == ("sorry",)
    assert "does not know this passenger" in facts(house, refused, "job_failed")[0]["reason"]
    house.close()
