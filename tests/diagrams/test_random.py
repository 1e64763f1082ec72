"""Random diagrams against a reference: the same tasks are open after every step."""

import random
from collections import Counter

import pytest
from diagrams.blocks import Block, Running, draw, go, grow
from diagrams.driver import Case


def play(grown: Block, r: random.Random, steps: int = 40) -> None:
    block = Block("seq", "seq0", [Block("task", "t0"), grown, Block("task", "t_last")])
    lines, others = [], []
    first, last = draw(block, lines, others)
    keys = sorted({line.split("choice.")[1].rstrip() for line in (*lines, *others) if "choice." in line})

    def choose():
        return {key: r.random() < 0.5 for key in keys}

    choice = choose()
    case = Case(
        "\n".join(["startEvent s", *lines, "endEvent e", f"flow s {first}", f"flow {last} e", *others]), choice=choice
    )
    model = Running(Block("process", "p", [block]), choice)
    for step in range(steps):
        expected = Counter(model.names()) if model else Counter()
        assert Counter(case.open) == expected, f"{grown}, step {step}"
        assert case.ended == (not model), f"{grown}, step {step}"
        if not model:
            return
        choice, listening = choose(), model.guards()
        once = [name for name in listening if listening.count(name) == 1]
        sure = sorted(name for name, count in expected.items() if count == 1)
        message = r.choice(once) if once and (r.random() < 0.25 or not sure) else None
        if not message and not sure:
            return  # handlers that run many times at once: nobody could say which one is meant
        done = None if message else r.choice(sure)
        case.knowing(choice=choice).message(message) if message else case.do(done, choice=choice)
        model = go(model, done, message, choice, [])


@pytest.mark.trap(51)
@pytest.mark.trap(50)
@pytest.mark.trap(14)
@pytest.mark.parametrize("part", range(10))
def test_random_diagrams_run_as_bpmn_says(part):
    for seed in range(part * 20, part * 20 + 20):
        r = random.Random(seed)
        play(grow(r, 4, []), r)
