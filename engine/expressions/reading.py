"""Reading an expression without working it out: which fields it needs, what is wrong with it by form and by kind."""

import ast
from collections.abc import Mapping

from .assignments import lines, root
from .evaluator import refusing
from .kinds import Reader, fits, in_words
from .language import Problem, Refused, parsed, reads, refusal


def names_in(text: str, mode: str = "eval") -> set[str]:
    """The fields that have to be there; those only asked about (known, value_or) may be missing. Raises Refused."""
    with refusing(text):
        if mode == "eval":
            return {node.id for node in reads(parsed(text))}
        needed: set[str] = set()
        made: set[str] = set()
        for _, targets, value in lines(text):
            read = {node.id for tree in (value, *targets) for node in reads(tree)}
            needed |= read - made
            made |= {target.id for target in targets if isinstance(target, ast.Name)}
    return needed


def names_made(text: str) -> set[str]:
    """The fields that a script assigns to, or into. Raises Refused."""
    with refusing(text):
        return {root(target).id for _, targets, _ in lines(text) for target in targets}


def kind_of_expression(text: str, types: Mapping[str, str]) -> str:
    """The kind that an expression will be of, "any" if nobody can say, "nothing" for null. Raises Refused."""
    with refusing(text):
        return Reader(types).kind(parsed(text).body)  # type: ignore[attr-defined]


def check(text: str, types: Mapping[str, str], mode: str = "eval", expect: str | None = None) -> list[str]:
    """What is wrong with an expression before anything is known of a case: sentences, none if nothing is.

    `mode` is "eval" or "exec" (assignment lines); `expect` is the kind wanted, such as "boolean" for a condition.
    """
    try:
        return _check_value(text, types, expect) if mode == "eval" else _check_lines(text, types)
    except (Problem, Refused) as problem:
        return [str(problem if isinstance(problem, Refused) else refusal(text, problem))]


def _check_value(text: str, types: Mapping[str, str], expect: str | None) -> list[str]:
    reader = Reader(types)
    tree = parsed(text).body  # type: ignore[attr-defined]
    if expect:
        reader.needs(tree, expect)
    else:
        reader.kind(tree)
    return list(dict.fromkeys(reader.findings))


def _check_lines(text: str, types: Mapping[str, str]) -> list[str]:
    """Line by line: a field that is given something is of that kind from there on."""
    known, findings = dict(types), []
    for line, targets, value in lines(text):
        reader = Reader(known)
        kind = reader.kind(value)
        findings += dict.fromkeys(reader.findings)
        for target in (target for target in targets if isinstance(target, ast.Name)):
            declared = types.get(target.id)
            if declared and not fits(value, kind, declared):
                findings.append(f"'{line}': '{target.id}' is {in_words(declared)}, but is given {in_words(kind)}")
            elif not declared and kind != "nothing":
                known[target.id] = kind
    return findings
