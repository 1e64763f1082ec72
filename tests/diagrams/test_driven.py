"""A few of the long suite's cases, driven at random: each ends, or somebody can bring it on."""

import random

import pytest
from diagrams.commands import drive
from diagrams.driver import Case
from diagrams.matrix import PLACES
from diagrams.pieces import PIECES

DRIVEN = random.Random(2).sample([p for p in PIECES if not p.name.startswith("catching")], 20)


@pytest.mark.trap(5)
@pytest.mark.parametrize("piece", DRIVEN, ids=lambda piece: piece.name)
def test_a_case_ends_or_somebody_can_bring_it_on(piece):
    for seed in range(3):
        start = {**piece.before, "turns": 0}
        case = Case(PLACES["looped"](piece)[0], known={"decide": lambda *_: {"decided": "x"}}, **start)
        drive(case, random.Random(seed), piece.before, 60)
