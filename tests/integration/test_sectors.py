"""A sector's own files: only what is different, and the rest is common."""

import json

import pytest
from amends.engine.actions import Registry
from amends.engine.errors import SettingWrong
from amends.engine.publishing import read_folder, sectors, shipped
from amends.engine.running import read_running
from small_house import folder


def test_a_sector_says_what_is_different_and_nothing_else(tmp_path):
    at = folder(tmp_path, **{"sectors/rail/packs/house.json": b'{"currency": "CNY", "organisation": null}'})
    files = read_folder(at, "rail")
    common, own = (json.loads(found["packs/house.json"]) for found in (read_folder(at), files))

    assert (common["currency"], own["currency"]) == ("USD", "CNY")
    assert "organisation" not in own
    assert own["clocks"] == common["clocks"]
    assert not [path for path in files if path.startswith("sectors/")]


def test_what_is_no_json_is_found_wrong_when_it_is_read(tmp_path):
    at = folder(tmp_path, **{"sectors/rail/packs/house.json": b"{"})
    found = read_running(read_folder(at, "rail"), Registry.installed()).errors()

    assert any(error.path == "packs/house.json" for error in found)


def test_a_sector_that_is_not_there_is_named_with_those_that_are(tmp_path):
    at = folder(tmp_path, **{"sectors/rail/packs/house.json": b"{}"})
    with pytest.raises(SettingWrong, match=r"AMENDS_SECTOR is 'bakery', which the processes have nothing for; .* rail"):
        read_folder(at, "bakery")


@pytest.mark.parametrize("sector", sectors(shipped()))
def test_what_is_shipped_for_a_sector_is_sound(sector):
    found = read_running(read_folder(shipped(), sector), Registry.installed())

    assert found.house["currency"] == "CNY"
    assert [error.sentence for error in found.errors()] == []
