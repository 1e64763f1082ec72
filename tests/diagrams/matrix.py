"""Matrix: each piece alone, inside a sub-process, in a loop and beside a parallel branch; what has to come of each."""

from collections.abc import Callable
from typing import Any

from diagrams.driver import Case
from diagrams.pieces import Piece

Row = tuple[str, str, str]


class Recorded(Case):
    """A case that keeps every row of its journal."""

    def __init__(self, *files: Any, **given: Any) -> None:
        self.rows: list[Any] = []
        super().__init__(*files, **given)

    def _take(self, step: Any) -> "Case":
        self.rows += step.passed
        return super()._take(step)

    def act(self, kind: str, *words: Any) -> None:
        if kind == "do":
            self.do(words[0], **words[1])
        elif kind == "later":
            self.later(hours=words[0])
        elif kind == "know":
            self.knowing(**words[0]).later()
        else:
            getattr(self, kind)(*words)


def rows(piece: Piece, scope: str = "") -> list[Row]:
    """(element, how, scope without rounds), as the piece says. What stands inside an element has it in its scope."""
    names = [(name.removeprefix("-"), "cancelled" if name[0] == "-" else "passed") for name in piece.passes.split()]
    return [(name, how, "/".join(filter(None, (scope, _within(piece, name))))) for name, how in names]


def _within(piece: Piece, ident: str) -> str:
    """The sub-processes and calls of the piece around an element."""
    around: list[str] = []
    for line in (piece.lines + "\n" + piece.others).splitlines():
        words = line.split()
        if not words:
            continue
        if words[-1] == "{":
            caller = next((w.split()[1] for w in piece.lines.splitlines() if f"calls={words[1]}" in w), words[1])
            if caller != words[1] and words[0] == "process":
                around = [caller]
            else:
                if words[1] == ident:
                    return "/".join(around)
                around.append(words[1])
        elif words[0] == "}":
            around.pop()
        elif words[1] == ident and words[0] not in ("flow", "io", "association"):
            if words[0] == "startEvent" and len(words) > 2:  # what starts an event sub-process stands on its edge
                return "/".join(around[:-1])
            return "/".join(around)
    raise LookupError(ident)


def alone(piece: Piece) -> tuple[str, list[Row]]:
    return (
        f"startEvent s\n{piece.lines}\nendEvent e\nflow s {piece.first}\nflow {piece.last} e\n{piece.others}",
        [("s", "passed", ""), *rows(piece), ("e", "passed", "")],
    )


def nested(piece: Piece) -> tuple[str, list[Row]]:
    return (
        f"startEvent s\nsubProcess outer {{\nstartEvent s_in\n{piece.lines}\nendEvent e_in\nflow s_in {piece.first}\n"
        f"flow {piece.last} e_in\n}}\nendEvent e\nflow s outer e\n{piece.others}",
        [
            ("s", "passed", ""),
            ("s_in", "passed", "outer"),
            *rows(piece, "outer"),
            ("e_in", "passed", "outer"),
            ("outer", "passed", ""),
            ("e", "passed", ""),
        ],
    )


def looped(piece: Piece) -> tuple[str, list[Row]]:
    again = "; ".join(f"{name} = {_literal(value)}" for name, value in piece.before.items())
    once = [("again", "passed", ""), *rows(piece), ("turn", "passed", ""), ("more", "passed", "")]
    return (
        f"startEvent s\nexclusiveGateway again\n{piece.lines}\nscriptTask turn : turns = turns + 1{again and '; '}{again}"
        f"\nexclusiveGateway more\nendEvent e\nflow s again {piece.first}\nflow {piece.last} turn more\n"
        f"flow more again : turns < 2\nflow more e : default\n{piece.others}",
        [("s", "passed", ""), *once, *once, ("e", "passed", "")],
    )


def _literal(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)


def beside(piece: Piece) -> tuple[str, list[Row]]:
    around = ["both", "meanwhile", "joined", "s", "e"]
    return (
        f"startEvent s\nparallelGateway both\nuserTask meanwhile\n{piece.lines}\nparallelGateway joined\nendEvent e\n"
        f"flow s both {piece.first}\nflow {piece.last} joined e\nflow both meanwhile joined\n{piece.others}",
        [*((name, "passed", "") for name in around), *rows(piece)],
    )


PLACES: dict[str, Callable[[Piece], tuple[str, list[Row]]]] = {
    "alone": alone,
    "nested": nested,
    "looped": looped,
    "beside": beside,
}


def play(piece: Piece, place: str, careful: bool) -> Recorded:
    """Run a piece in its place to the end; `careful` saves, restarts and loads between any two steps."""
    diagram, _ = PLACES[place](piece)
    decide = {"decide": lambda name, *_: {"decided": name}}
    start = {**piece.before, **({"turns": 0} if place == "looped" else {})}
    Recorded.careful = careful
    try:
        case = Recorded(diagram, known=decide, **start)
        for _ in range(2 if place == "looped" else 1):
            for act in piece.acts:
                case.act(*act)
        if place == "beside":
            case.act("do", "meanwhile", {})
    finally:
        Recorded.careful = False
    return case
