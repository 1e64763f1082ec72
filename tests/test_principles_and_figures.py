"""Figures belong to the tables: with every one of them changed, each principle still holds."""

from decimal import Decimal

import pytest
from amends.engine.principles import Principle
from amends.features import gate
from figures import TABLES, change, change_pack


@pytest.mark.parametrize("principle", Principle)
def test_a_principle_holds_with_every_figure_changed(draft, principle):
    figures = sum(change(draft / "decisions" / f"{table}.dmn", Decimal(2)) for table in TABLES)
    figures += sum(change_pack(path, 2) for path in (draft / "packs").glob("*.json"))
    assert figures > 100

    verdict = gate.run(draft, only=f"principle_{principle}")

    assert verdict.failing == ()
    assert verdict.is_passed, verdict.trouble
