"""Shapes: block-structured diagrams as Hypothesis draws them, so that a wrong one is shrunk to the smallest."""

import itertools
from typing import Any

from diagrams.blocks import PARTS, Block
from hypothesis import strategies as st


def blocks() -> st.SearchStrategy[Block]:
    return st.recursive(st.just(("task", [], False)), _inner, max_leaves=14).map(_named)


def _inner(shapes: Any) -> Any:
    return st.one_of(
        *(
            st.tuples(st.just(kind), st.lists(shapes, min_size=fewest, max_size=most), st.booleans())
            for kind, (fewest, most) in PARTS.items()
        )
    )


def _named(shape: Any) -> Block:
    numbers = itertools.count(1)

    def name(shape: Any) -> Block:
        kind, parts, soft = shape
        ident = f"{'t' if kind == 'task' else kind}{next(numbers)}"
        inner = [name(part) for part in parts]
        if kind == "guard" and soft:  # a soft handler may run many times at once: its tokens meet nobody's
            inner[1] = Block("sub", f"sub{next(numbers)}", [inner[1]])
        return Block(kind, ident, inner, soft and kind in ("guard", "aside"))

    return name(shape)
