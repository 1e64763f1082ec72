"""Every element alone, nested, looped and beside a branch, straight through and with a restart between any two steps."""

from collections import Counter

import pytest
from diagrams.matrix import PLACES, play
from diagrams.pieces import PIECES, Piece


@pytest.mark.trap(14)
@pytest.mark.trap(26)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_a_piece_runs_the_same_wherever_it_stands(piece: Piece, place: str):
    straight, careful = (play(piece, place, careful) for careful in (False, True))
    _, expected = PLACES[place](piece)
    passed = [(row.element, row.how, "/".join(s.split(":")[0] for s in row.scope.split("/"))) for row in straight.rows]

    assert straight.ended, (straight.open, straight.jobs, straight.waits, straight.timers)
    assert straight.rows == careful.rows
    assert straight.data == careful.data
    assert straight.saved == careful.saved
    if place == "beside":
        assert Counter(passed) == Counter(expected)
    else:
        assert passed == expected
    after = {name: value for name, value in straight.data.items() if name != "turns"}
    assert after == (piece.after if place != "looped" else {**piece.after, **piece.before})
