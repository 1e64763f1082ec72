"""What a letter may say in braces: show a value, ask whether it is known, go through a list - nothing that could grow.

The sandbox keeps templates away from Python, but not from `'A' * 10**10` or from loops in loops in loops. So letters
speak a small part of Jinja: what is not on these lists is refused when the letter is read, with its line.
"""

from collections.abc import Iterator

from jinja2 import Environment, nodes

#: the parts of Jinja that letters may use; no assignment, no arithmetic, no calls, no macros, no includes
ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.If,
    nodes.For,
    nodes.Filter,
    nodes.Test,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Keyword,
)
#: filters that keep their result about as long as what they are given, beside those of ours
PLAIN_FILTERS = ("capitalize", "default", "first", "last", "length", "lower", "trim", "upper")
TESTS = ("defined", "undefined", "none")
#: loops within loops
DEPTH = 2
#: a whole letter as written by its author, in characters
LONGEST_SOURCE = 20_000


def complaints(tree: nodes.Template, environment: Environment) -> Iterator[tuple[int, str]]:
    """What a letter uses and may not, with the line."""
    for node in _all(tree):
        if not isinstance(node, ALLOWED):
            yield (
                node.lineno,
                f"'{_word(node)}' is not for letters: they show values, ask with if, and go through lists",
            )
        elif isinstance(node, nodes.Filter) and node.name not in environment.filters:
            yield (
                node.lineno,
                f"there is no filter '{node.name}': letters know {', '.join(sorted(environment.filters))}",
            )
        elif isinstance(node, nodes.Test) and node.name not in environment.tests:
            yield node.lineno, f"there is no test '{node.name}': letters know {', '.join(sorted(environment.tests))}"
        elif isinstance(node, nodes.For) and node.recursive:
            yield node.lineno, "a loop may not call itself"
    yield from _deep_loops(tree, 0)


def names_in(tree: nodes.Template) -> set[str]:
    """The names a letter asks for, so that a check can compare them with what cases know."""
    own = {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"} | {"loop"}
    return {n.name for n in tree.find_all(nodes.Name) if n.ctx == "load"} - own


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _deep_loops(node: nodes.Node, depth: int) -> Iterator[tuple[int, str]]:
    inner = depth + isinstance(node, nodes.For)
    if inner > DEPTH:
        yield node.lineno, f"loops may stand {DEPTH} deep, no deeper"
        return
    for child in node.iter_child_nodes():
        yield from _deep_loops(child, inner)


def _word(node: nodes.Node) -> str:
    return type(node).__name__.lower()
