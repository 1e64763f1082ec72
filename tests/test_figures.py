"""Figures belong to the tables: with every one of a table changed, it is as sound as before."""

from decimal import Decimal

import pytest
from amends.engine.actions import Registry
from amends.engine.publishing import read_folder
from amends.engine.running import read_running
from figures import TABLES, change


@pytest.mark.parametrize("table", TABLES)
def test_a_table_with_other_figures_is_as_sound_as_before(draft, table):
    assert change(draft / "decisions" / f"{table}.dmn", Decimal(2)) > 0

    assert read_running(read_folder(draft), Registry.installed()).errors() == []
