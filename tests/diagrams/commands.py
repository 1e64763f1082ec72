"""Commands: what anybody could do to a case next, one of it chosen at random, and what it then waits for."""

import random
from typing import Any

from diagrams.driver import Case

#: what people and the world answer
VALUES = (True, False, 0, 1, 7, "yes", None, [], ["a", "b"], {"typename": "Task"})


def possible(case: Case) -> list[tuple[Any, ...]]:
    """Commands that somebody may give: hand in, deliver, wait for the time, bring a message."""
    return [
        *(("task", task) for task in case.tasks),
        *(("job", job) for job in case.jobs),
        *(("wait", wait) for wait in case.waits),
        *([("time", min(case.due))] if case.timers else []),
    ]


def act(case: Case, command: tuple[Any, ...], r: random.Random, answers: dict[str, Any]) -> None:
    kind, what = command
    if kind == "task":
        case.hand_in(what.element, what.round, answers)
    elif kind == "job":
        case.deliver(r.choice(VALUES), job=what.operation)
    elif kind == "wait":
        case.message(what.message, r.choice(VALUES), what.element, what.round)
    else:
        case.now = max(case.now, what)
        case.later()


def drive(case: Case, r: random.Random, names: dict[str, Any], steps: int) -> int:
    """Up to `steps` random commands; the number done. What is left then has ended or waits for somebody."""
    for done in range(steps):
        if case.ended:
            return done
        commands = possible(case)
        assert commands, "nobody can bring this case on"
        act(case, r.choice(commands), r, {name: _answer(r, value) for name, value in names.items()})
    assert case.ended or possible(case)
    return steps


def _answer(r: random.Random, value: Any) -> Any:
    """Something of the same kind as what the field holds."""
    if isinstance(value, bool):
        return r.random() < 0.5
    if isinstance(value, dict):
        return {key: _answer(r, inner) for key, inner in value.items()}
    return r.randint(0, 20) if isinstance(value, int) else value
