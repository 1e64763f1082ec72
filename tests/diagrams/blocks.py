"""Random block-structured diagrams, and what BPMN says about them in a few dozen lines.

Sequence, parallel, exclusive, inclusive, loop, race of events, embedded sub-process, called process, boundary messages,
boundary errors and event sub-processes (that interrupt or not), nested at random. Choices are read from the case data, which every form
overwrites.
"""

import itertools
import random
from typing import NamedTuple

KINDS = ["task"] * 4 + ["seq"] * 4 + ["par", "xor", "or", "loop", "race", "sub", "call"]
KINDS += ["guard", "guard", "fails", "aside"]
PARTS = {
    "seq": (3, 3),
    "par": (2, 3),
    "xor": (2, 2),
    "or": (2, 3),
    "loop": (1, 1),
    "sub": (1, 1),
    "call": (1, 1),
    "race": (2, 2),
    "guard": (2, 2),
    "fails": (2, 2),
    "aside": (2, 2),
}
GATES = {"par": "parallelGateway", "xor": "exclusiveGateway", "or": "inclusiveGateway"}


class Block(NamedTuple):
    kind: str
    name: str
    parts: list["Block"] = []
    #: a guard or event sub-process that does not interrupt
    soft: bool = False


def grow(r: random.Random, depth: int, ids: list[int]) -> Block:
    ids.append(len(ids))
    kind, number = (r.choice(KINDS) if depth else "task"), len(ids)
    if kind == "task":
        return Block("task", f"t{number}")
    parts = [grow(r, depth - 1, ids) for _ in range(r.randint(*PARTS[kind]))]
    soft = r.random() < 0.5
    if (
        kind == "guard" and soft
    ):  # a soft handler may run many times at once: tokens of two firings would meet at one join
        parts[1] = Block("sub", f"sub{number}", [parts[1]])
    return Block(kind, f"{kind}{number}", parts, soft and kind in ("guard", "aside"))


# ---- as a diagram
def draw(block: Block, lines: list[str], others: list[str]) -> tuple[str, str]:
    """Write the block's elements; its first and its last."""
    kind, name = block.kind, block.name
    if kind == "task":
        lines.append(f"userTask {name}")
        return name, name
    if kind == "seq":
        ends = [draw(part, lines, others) for part in block.parts]
        lines.extend(f"flow {a[1]} {b[0]}" for a, b in itertools.pairwise(ends))
        return ends[0][0], ends[-1][1]
    if kind in GATES:
        return _draw_gate(block, lines, others)
    if kind == "race":
        return _draw_race(block, lines, others)
    if kind == "loop":
        first, last = draw(block.parts[0], lines, others)
        lines += [
            f"exclusiveGateway {name}",
            f"exclusiveGateway {name}_end",
            f"flow {name} {first}",
            f"flow {last} {name}_end",
            f"flow {name}_end {name} : choice.{name}_1",
            f"exclusiveGateway {name}_out",
            f"flow {name}_end {name}_out : default",
        ]
        return name, f"{name}_out"
    return _draw_scope(block, lines, others)


def _draw_gate(block: Block, lines: list[str], others: list[str]) -> tuple[str, str]:
    gate, name = GATES[block.kind], block.name
    lines += [f"{gate} {name}", f"{gate} {name}_end"]
    for number, part in enumerate(block.parts):
        first, last = draw(part, lines, others)
        condition = "" if block.kind == "par" else " : default" if number == 0 else f" : choice.{name}_{number}"
        lines += [f"flow {name} {first}{condition}", f"flow {last} {name}_end"]
    return name, f"{name}_end"


def _draw_race(block: Block, lines: list[str], others: list[str]) -> tuple[str, str]:
    name = block.name
    lines += [f"eventBasedGateway {name}", f"exclusiveGateway {name}_end"]
    for number, part in enumerate(block.parts):
        first, last = draw(part, lines, others)
        lines += [f"intermediateCatchEvent {name}_m{number} message={name}_{number}"]
        lines += [f"flow {name} {name}_m{number} {first}", f"flow {last} {name}_end"]
    return name, f"{name}_end"


def _draw_scope(block: Block, lines: list[str], others: list[str]) -> tuple[str, str]:
    kind, name, soft = block.kind, block.name, " soft" if block.soft else ""
    body = _body(block.parts[0], f"{name}_s", f"{name}_e", "", others)
    if kind == "call":
        others += [f"process {name}_p {{", *body, "}"]
        lines.append(f"callActivity {name} calls={name}_p")
        return name, name
    if kind == "aside":  # an event sub-process, started by a message
        body += [
            f"subProcess {name}_h by_event {{",
            *_body(block.parts[1], f"{name}_b", f"{name}_f", f" message={name}{soft}", others),
            "}",
        ]
    if kind == "fails":
        body[-1] = body[-1].removesuffix(f"{name}_e") + f"{name}_g"
        body += [f"exclusiveGateway {name}_g", f"endEvent {name}_f error={name}"]
        body += [f"flow {name}_g {name}_f : choice.{name}_1", f"flow {name}_g {name}_e : default"]
    lines += [f"subProcess {name} {{", *body, "}"]
    if kind not in ("guard", "fails"):
        return name, name
    first, last = draw(block.parts[1], lines, others)  # a message or error on the sub-process leads to the second part
    lines += [
        f"boundaryEvent {name}_b on={name} {'error' if kind == 'fails' else 'message'}={name}{soft}",
        f"flow {name}_b {first}",
        f"exclusiveGateway {name}_x",
        f"flow {name} {name}_x",
    ]
    lines += [f"endEvent {name}_y", f"flow {last} {name}_y"] if soft else [f"flow {last} {name}_x"]
    return name, f"{name}_x"


def _body(block: Block, start: str, end: str, event: str, others: list[str]) -> list[str]:
    inner: list[str] = []
    first, last = draw(block, inner, others)
    return [f"startEvent {start}{event}", *inner, f"endEvent {end}", f"flow {start} {first}", f"flow {last} {end}"]


# ---- what BPMN says
class Running:
    """A running block: its parts under way. A scope is over when all its parts are, also handlers that were started
    beside; so a soft guard adds its handler to the scope around it."""

    def __init__(self, block: Block, choice: dict[str, bool]) -> None:
        self.block, self.at, self.listens = block, 0, block.kind in ("guard", "aside")
        parts = block.parts
        if block.kind in GATES:
            taken = [
                p for n, p in enumerate(parts) if block.kind == "par" or (n and choice.get(f"{block.name}_{n}"))
            ] or parts[:1]
            parts = taken[:1] if block.kind == "xor" else taken
        else:
            parts = [] if block.kind == "race" else parts[:1]
        self.parts = [Running(part, choice) for part in parts]
        self.main = self.parts[0] if block.kind in ("aside", "fails") else None

    def names(self) -> list[str]:
        return [self.block.name] if self.block.kind == "task" else [n for part in self.parts for n in part.names()]

    def guards(self) -> list[str]:
        mine = [self.block.name] if self.block.kind == "guard" or (self.block.kind == "aside" and self.main) else []
        if self.block.kind == "race":
            mine = [f"{self.block.name}_{number}" for number in range(len(self.block.parts))]
        return mine + [g for part in self.parts for g in part.guards()]


def go(
    node: Running, done: str | None, message: str | None, choice: dict[str, bool], around: list[Running]
) -> Running | None:
    """What is left of a running block after one task was done or one message came; None when it is over."""
    kind, block = node.block.kind, node.block
    if kind == "task":
        return None if block.name == done else node
    if kind == "race":
        return Running(block.parts[int(message[-1])], choice) if message in node.guards() else node
    if kind == "guard" and message == block.name:
        handler = Running(block.parts[1], choice)
        if not block.soft:
            return handler
        around.append(handler)
        return node
    if kind == "aside" and message == block.name:  # listens while its main part is there
        node.parts = (node.parts if block.soft else []) + [Running(block.parts[1], choice)]
        node.main = node.main if block.soft else None
        return node
    beside = [] if kind in ("process", "sub", "call", "guard", "fails", "aside") else around
    place = next((n for n, part in enumerate(node.parts) if done in part.names() or message in part.guards()), None)
    if place is None:
        return node
    part = node.parts[place]
    left = go(part, done, message, choice, beside)
    node.parts[place : place + 1] = [left] if left else []
    if part is node.main:
        node.main = left
        if kind == "fails" and not left and choice.get(f"{block.name}_1"):
            return Running(block.parts[1], choice)  # the error ends all that was under way inside
    return _after(node, beside if beside is not around else [], choice)


def _after(node: Running, beside: list[Running], choice: dict[str, bool]) -> Running | None:
    node.parts += beside
    block = node.block
    if not node.parts and block.kind == "seq" and node.at + 1 < len(block.parts):
        node.at += 1
        node.parts = [Running(block.parts[node.at], choice)]
    if not node.parts and block.kind == "loop" and choice.get(f"{block.name}_1"):
        return Running(block, choice)
    return node if node.parts else None
