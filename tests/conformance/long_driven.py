"""200 accepted diagrams, 50 times 200 random valid commands each: every case ends, or somebody can bring it on."""

import random

import pytest
from diagrams.blocks import Block, draw, grow
from diagrams.commands import drive
from diagrams.driver import Case
from diagrams.matrix import PLACES
from diagrams.pieces import PIECES

TIMES, STEPS = 50, 200
#: pieces that wait for a signal of another case or for data that somebody else writes
ALONE = ("catching signal", "catching conditional")


def _pieces():
    chosen = [(piece, place) for piece in PIECES for place in PLACES if piece.name not in ALONE]
    for piece, place in random.Random(1).sample(chosen, 100):
        yield pytest.param(PLACES[place](piece)[0], {**piece.before, "turns": 0}, {}, id=f"{piece.name}, {place}")


def _random():
    for seed in range(100):
        lines, others = [], []
        block = Block("seq", "seq0", [grow(random.Random(seed), 4, []), Block("task", "t_last")])
        first, last = draw(block, lines, others)
        keys = {line.split("choice.")[1].rstrip() for line in (*lines, *others) if "choice." in line}
        diagram = "\n".join(["startEvent s", *lines, "endEvent e", f"flow s {first}", f"flow {last} e", *others])
        choice = {"choice": dict.fromkeys(sorted(keys), False)}
        yield pytest.param(diagram, choice, choice, id=f"random {seed}")


@pytest.mark.parametrize(("diagram", "start", "answers"), [*_pieces(), *_random()])
def test_a_case_ends_or_somebody_can_bring_it_on(diagram, start, answers):
    begun = Case(diagram, known={"decide": lambda name, *_: {"decided": name}}, **start)
    for seed in range(TIMES):
        case = Case.__new__(Case)
        case.__dict__ = {**begun.__dict__, "seen": [], "sent": []}
        for name in ("tasks", "jobs", "timers", "waits"):
            setattr(case, name, list(getattr(begun, name)))
        drive(case, random.Random(seed), answers or {n: v for n, v in start.items() if n != "turns"}, STEPS)
