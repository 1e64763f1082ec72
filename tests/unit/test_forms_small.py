"""Small parts of the pages, without a page: addresses, settings, statuses, pages of a list."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from amends import forms
from amends.engine import errors
from amends.engine.errors import AmendsError, SettingWrong
from amends.forms.config import SETTINGS, from_environment, secret_key, whole_number, zone_of
from amends.forms.host import NotSignedIn
from amends.forms.paging import Page
from amends.forms.people import hashed, weakness
from amends.forms.problems import STATUS, WORDS, status_of
from amends.forms.security import local_address

SOURCES = Path(forms.__file__).parent


@pytest.mark.parametrize("address", ["/", "/cases", "/tasks/R-1/answer/1?view=mine#top"])
def test_an_address_of_ours_is_followed(address):
    assert local_address(address) == address


@pytest.mark.parametrize("address", [
    None, "", "cases", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "javascript:x()", "/\t/evil.example", "/\n//evil.example", " //evil.example", "/a\\b",
])  # fmt: skip
def test_an_address_elsewhere_is_not(address):
    assert local_address(address) is None


def test_every_error_of_the_engine_has_a_status_with_words():
    known = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, AmendsError)]

    assert set(known) - set(STATUS) == {AmendsError}
    assert set(STATUS.values()) <= set(WORDS)


def test_what_nobody_foresaw_is_our_fault():
    class Strange(AmendsError):
        pass

    class Closed(errors.TaskNotOpen):
        pass

    assert status_of(Strange()) == 500
    assert status_of(Closed(element="a", case="R-1", why="b")) == 409
    assert status_of(NotSignedIn()) == 401


def test_every_setting_that_the_code_reads_is_explained():
    texts = [path.read_text() for root in (SOURCES, SOURCES.parent / "engine") for path in root.rglob("*.py")]
    read = {name for text in texts for name in re.findall(r'"(AMENDS_[A-Z_]+)"', text)}

    assert read - set(SETTINGS) <= {"AMENDS_PASSWORD", "AMENDS_ADMIN_PASSWORD", "AMENDS_DATABASE", "AMENDS_FAULT"}
    assert all(sentence.endswith(".") for sentence in SETTINGS.values())


def test_only_our_own_names_are_taken_from_the_environment():
    assert from_environment({"AMENDS_PORT": "1", "SECRET": "2"}) == {"AMENDS_PORT": "1"}


def test_settings_nobody_can_use_are_named(tmp_path):
    (tmp_path / "secret_key").write_text("short")
    for act in (
        lambda: zone_of({"AMENDS_TIMEZONE": "Nowhere/Land"}),
        lambda: zone_of({"AMENDS_TIMEZONE": "../../etc/passwd"}),
        lambda: whole_number({"AMENDS_PROXIES": "two"}, "AMENDS_PROXIES", 0),
        lambda: secret_key({"AMENDS_INSTANCE": str(tmp_path)}),
        lambda: secret_key({"AMENDS_INSTANCE": str(tmp_path / "secret_key" / "below")}),
    ):
        with pytest.raises(SettingWrong, match="The setting AMENDS_"):
            act()
    assert zone_of({"AMENDS_TIMEZONE": "Asia/Shanghai"}) == ZoneInfo("Asia/Shanghai")


def test_a_given_secret_is_used_and_nothing_is_kept(tmp_path):
    assert secret_key({"AMENDS_SECRET_KEY": "given", "AMENDS_INSTANCE": str(tmp_path / "new")}) == "given"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("asked", "number"), [(None, 1), ("2", 2), ("9", 3), ("0", 1), ("-1", 1), ("x", 1)])
def test_a_page_is_the_nearest_there_is(asked, number):
    page = Page.asked(asked, 60, 25)

    assert (page.number, page.count) == (number, 3)


def test_the_parts_of_a_list_make_the_whole():
    items = list(range(60))

    assert [i for n in "123" for i in Page.asked(n, 60, 25).part(items)] == items
    assert Page.asked("1", 0).count == 1


def test_a_password_is_judged_by_its_length_and_kept_as_a_hash():
    assert weakness("short")
    assert weakness("x" * 201)
    assert weakness("administrator@house", "Administrator@House")
    assert not weakness("correct horse battery")
    assert hashed("correct horse battery").startswith("$argon2id$")


def test_views_are_short_and_hold_no_query():
    """A view reads, calls, answers: at most a dozen lines."""
    for path in (*SOURCES.glob("staff/*.py"), *SOURCES.glob("customer/*.py"), *SOURCES.glob("operator/*.py")):
        text = path.read_text()
        assert ".store." not in text or "visit" in path.parts, path
        for body in re.findall(r"@pages\.(?:get|post)[\s\S]*?\ndef [\s\S]*?:\n((?:    .*\n|\n(?=    ))+)", text):
            assert len([line for line in body.splitlines() if line.strip()]) <= 12, (path, body)


def test_the_public_face_is_small():
    assert forms.__all__ == ["Amends", "create_app"]
    assert all(getattr(forms, name) for name in forms.__all__)
    with pytest.raises(AttributeError):
        forms.nothing  # noqa: B018
