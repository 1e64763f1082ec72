"""Reading an expression without working it out: which fields it needs, and what is wrong with it by form and by kind."""

import ast
from collections.abc import Mapping

from .assignments import lines
from .language import Problem, parsed, reads, refusal


def names_in(text: str, mode: str = "eval") -> set[str]:
    """The fields that have to be there; those only asked about with known() or value_or() may be missing. Raises Refused."""
    try:
        if mode == "eval":
            return {node.id for node in reads(parsed(text))}
        needed: set[str] = set()
        made: set[str] = set()
        for _, targets, value in lines(text):
            needed |= {node.id for node in reads(value)} - made
            needed |= {node.id for target in targets for node in reads(target)} - made
            made |= {target.id for target in targets if isinstance(target, ast.Name)}
    except Problem as problem:
        raise refusal(text, problem) from None
    return needed


def check(text: str, types: Mapping[str, str], mode: str = "eval", expect: str | None = None) -> list[str]:
    """What is wrong with an expression before anything is known of a case: sentences, none if nothing is."""
    try:
        if mode == "eval":
            parsed(text)
        else:
            lines(text)
    except Problem as problem:
        return [str(refusal(text, problem))]
    return []
