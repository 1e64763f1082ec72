"""What an expression may be written with: an allow-list of forms, and bounds on length, parts and depth."""

import ast
import functools
import textwrap
from collections.abc import Iterator
from decimal import Decimal

from .. import errors

LENGTH, PARTS, DEPTH = 2_000, 400, 40
#: text that stands for a value in our language and in FEEL alike
CONSTANTS = {"true": True, "false": False, "null": None}
#: of which kind a name is when nobody says
USUAL = {"now": "instant"}
#: asked about a field by its name in quotes, because the field may not be there
ASKING = {"known": 1, "value_or": 2}
#: name -> how many arguments it takes, least and most
FUNCTIONS = {
    "len": (1, 1), "round": (1, 2), "min": (1, 20), "max": (1, 20), "sum": (1, 1), "abs": (1, 1), "any": (1, 1),
    "all": (1, 1), "int": (1, 1), "number": (1, 1), "str": (1, 1), "money": (2, 2), "date": (1, 1), "instant": (1, 1),
    "duration": (1, 1), "days_between": (2, 2), "hours_between": (2, 2), "lower": (1, 1), "upper": (1, 1),
    "strip": (1, 1), "starts_with": (2, 2), "ends_with": (2, 2), "known": (1, 1), "value_or": (2, 2),
}  # fmt: skip

COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot)
CALCULATIONS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
_ALLOWED = {
    *COMPARISONS, *CALCULATIONS, ast.And, ast.Or, ast.Not, ast.USub, ast.UAdd, ast.Load, ast.Store, ast.comprehension,
    ast.Expression, ast.Module, ast.Assign, ast.AugAssign, ast.Expr, ast.Name, ast.Attribute, ast.Subscript, ast.Slice,
    ast.Constant, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.List, ast.Tuple, ast.Dict,
    ast.ListComp, ast.GeneratorExp,
}  # fmt: skip
_CALLED = {"Pow": "**", "LShift": "<<", "RShift": ">>", "JoinedStr": "an f-string", "NamedExpr": ":=", "Starred": "*"}


class Refused(errors.AmendsError):
    """An expression is not part of the language, or cannot be worked out with what is known."""

    sentence = "cannot work out '{expression}': {why}"


class Problem(Exception):
    """Why an expression is refused; whoever knows its text makes it a `Refused`."""


def refusal(text: str, why: object) -> Refused:
    """The sentence about an expression, which is quoted in one line and cut."""
    line = " ".join(text.split())
    return Refused(expression=line if len(line) <= 120 else line[:117] + "...", why=str(why))


@functools.lru_cache(4096)
def parsed(text: str, mode: str = "eval") -> ast.AST:
    """The checked tree; whatever is refused by form alone is refused here. Raises Problem."""
    if len(text) > LENGTH:
        raise Problem(f"it is longer than {LENGTH} characters")
    try:
        tree = ast.parse(textwrap.dedent(text).strip(), mode=mode)
    except SyntaxError as problem:
        raise Problem(f"it is not written as the language wants it ({problem.msg})") from None
    except (ValueError, RecursionError, MemoryError):
        raise Problem("it is nested too deeply or holds characters that nobody can read") from None
    for count, (node, depth) in enumerate(_nodes(tree)):
        if count > PARTS:
            raise Problem(f"it has more than {PARTS} parts")
        if depth > DEPTH:
            raise Problem(f"it is nested deeper than {DEPTH} levels")
        _check(node)
    return tree


def _nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    todo = [(tree, 0)]
    while todo:
        node, depth = todo.pop()
        yield node, depth
        todo += [(child, depth + 1) for child in ast.iter_child_nodes(node)]


def _check(node: ast.AST) -> None:
    form = type(node).__name__
    if type(node) not in _ALLOWED:
        raise Problem(f"{_CALLED.get(form, form)} is not part of the language")
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    if name.startswith("_"):
        raise Problem(f"names do not begin with an underscore as '{name}' does")
    if isinstance(node, ast.Call):
        _check_call(node)
    elif isinstance(node, ast.Constant):
        _check_constant(node)
    elif isinstance(node, ast.Dict):
        _check_keys(node)
    elif isinstance(node, ast.comprehension) and (node.is_async or not isinstance(node.target, ast.Name)):
        raise Problem("a list is gone through with one name: [item.price for item in items]")


def _check_keys(node: ast.Dict) -> None:
    if not all(isinstance(key, ast.Constant) and isinstance(key.value, str) for key in node.keys):
        raise Problem("the keys of an object are text in quotes")


def _check_call(node: ast.Call) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS:
        wanted = ast.unparse(node.func)[:40]
        raise Problem(f"there is no function '{wanted}'; there are: {', '.join(sorted(FUNCTIONS))}")
    least, most = FUNCTIONS[name]
    if node.keywords or not least <= len(node.args) <= most:
        raise Problem(f"{name}() takes {least if least == most else f'{least} to {most}'} values, without names")
    if name in ASKING and not asked_field(node):
        raise Problem(f"{name}() asks about a field by its name in quotes: {name}('price'{', 0' * (ASKING[name] - 1)})")


def asked_field(node: ast.Call) -> str:
    """The field that `known('price')` asks about, '' for other calls."""
    first = node.args[0] if node.args and isinstance(node.func, ast.Name) and node.func.id in ASKING else None
    text = first.value if isinstance(first, ast.Constant) else ""
    if not isinstance(text, str):
        return ""
    return text if all(part.isidentifier() and not part.startswith("_") for part in text.split(".")) else ""


def _check_constant(node: ast.Constant) -> None:
    """Numbers are kept as the decimals they were written as."""
    if isinstance(node.value, str | bool | None):
        return
    if not isinstance(node.value, int | float) or not abs(node.value) < 10**15:
        raise Problem(f"{ast.unparse(node)[:40]} is not a number, a text, true, false or null of sensible size")
    node.decimal = Decimal(repr(node.value))  # type: ignore[attr-defined]


def reads(tree: ast.AST) -> Iterator[ast.Name]:
    """The fields that have to be there; names of loops, constants and fields that are only asked about are left out."""
    parts = list(ast.walk(tree))
    loops = {
        part.target.id for part in parts if isinstance(part, ast.comprehension) and isinstance(part.target, ast.Name)
    }
    functions = {id(part.func) for part in parts if isinstance(part, ast.Call)}
    for part in parts:
        if not isinstance(part, ast.Name) or id(part) in functions or not isinstance(part.ctx, ast.Load):
            continue
        if part.id not in loops and part.id not in CONSTANTS:
            yield part
