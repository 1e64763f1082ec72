"""Figures belong to the tables: with every one of a table changed, it is as sound as before."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from amends.engine.actions import Registry
from amends.engine.publishing import read_folder, shipped
from amends.engine.running import read_running
from figures import TABLES, change


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of what is shipped, to be changed."""
    return Path(shutil.copytree(shipped(), tmp_path / "draft", ignore=shutil.ignore_patterns("__pycache__", "*.py")))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_with_other_figures_is_as_sound_as_before(draft, table):
    assert change(draft / "decisions" / f"{table}.dmn", Decimal(2)) > 0

    assert read_running(read_folder(draft), Registry.installed()).errors() == []
