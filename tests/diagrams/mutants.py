"""Mutants: files as a broken tool, a careless hand or malice would write them, the same ones for the same number."""

import random
import re
from collections.abc import Callable

from diagrams.blocks import draw, grow
from diagrams.matrix import PLACES
from diagrams.pieces import PIECES
from diagrams.sketch import bpmn

TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
VALUE = re.compile(r'"[^"]*"')
#: what turns up where nobody expects it
ODD = [
    "", " ", "0", "-1", "1" * 400, "9**9**9", "true", "None", "End", "Start", "Root", "p", "s", "e", "a.b", "ä", "\u202e",
    "x' or '1'='1", '&quot;or&quot;', "../../etc/passwd", "__import__('os')", "[x for x in y]*9", "'a' * 99999999",
    "P99999999999Y", "R/PT0S", "R9999/PT1S", "-PT1S", "PT1S", "2026-02-30", "now", "not " * 500 + "x", "(" * 900, "x." * 900 + "x",
]  # fmt: skip
WHOLE: list[Callable[[random.Random, str], str]] = [
    lambda r, text: text[: r.randrange(len(text))],
    lambda r, text: text.replace("<process", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><process", 1),
    lambda r, text: "<a>" * r.choice([10, 1_000, 30_000]) + text,
    lambda r, text: text.replace("</process>", "<documentation>" + "x" * r.choice([10, 10**6, 10**7]) + "</documentation></process>", 1),
    lambda r, text: text.replace("</process>", "<userTask/>" * r.choice([10, 3_000]) + "</process>", 1),
    lambda r, text: text.replace("</process>", "<subProcess>" * 300 + "</subProcess>" * 300 + "</process>", 1),
    lambda r, text: text.replace("http://www.omg.org/spec/BPMN/20100524/MODEL", r.choice(["", "urn:x", "http://schema.omg.org/spec/BPMN/2.0"])),
    lambda r, text: text.replace("</definitions>", text[text.index("<process") : text.rindex("</definitions>")] + "</definitions>"),
]  # fmt: skip


def original(r: random.Random) -> str:
    """A good file: a piece in its place, or a random diagram."""
    if r.random() < 0.6:
        return bpmn(r.choice(list(PLACES.values()))(r.choice(PIECES))[0]).decode()
    lines, others = [], []
    first, last = draw(grow(r, r.randint(1, 4), []), lines, others)
    return bpmn(
        "\n".join(["startEvent s", *lines, "endEvent e", f"flow s {first}", f"flow {last} e", *others])
    ).decode()


def mutant(number: int) -> bytes:
    r = random.Random(number)
    text = original(r)
    tokens = TOKEN.findall(text)
    for _ in range(r.choice([0, 1, 1, 1, 2, 3, 8])):
        _change(r, tokens)
    text = "".join(tokens)
    if r.random() < 0.15 and "<process" in text and "</definitions>" in text:
        text = r.choice(WHOLE)(r, text)
    content = text.encode(r.choice(["utf-8"] * 8 + ["utf-16", "latin-1"]), "replace")
    if r.random() < 0.05 and content:
        place = r.randrange(len(content))
        content = content[:place] + bytes([r.randrange(256)]) + content[place + 1 :]
    return content


def _change(r: random.Random, tokens: list[str]) -> None:
    place = r.randrange(len(tokens))
    token = tokens[place]
    values = VALUE.findall("".join(tokens))
    kind = r.randrange(7)
    if kind == 0:
        del tokens[place : place + r.randint(1, 3)]
    elif kind == 1:
        tokens.insert(r.randrange(len(tokens)), token)
    elif kind == 2:
        other = r.randrange(len(tokens))
        tokens[place], tokens[other] = tokens[other], token
    elif kind == 3 and VALUE.search(token):
        tokens[place] = VALUE.sub(lambda _: r.choice(values), token, count=1)
    elif kind == 4 and VALUE.search(token):
        tokens[place] = VALUE.sub(lambda _: f'"{r.choice(ODD)}"', token, count=1)
    elif not token.startswith("<"):
        tokens[place] = r.choice(ODD)
    else:
        tokens[place] = re.sub(
            r"\w+=", lambda found: r.choice([found[0], "id=", "name=", "sourceRef="]), token, count=1
        )
    if not tokens:
        tokens.append("<a/>")
