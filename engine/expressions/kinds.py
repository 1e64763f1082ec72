"""Of which kind an expression will be, and where it brings unlike things together - before a case has any data.

What nobody says is of kind "any" and passes; the same question is asked again when the expression is worked out.
"""

import ast
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from .. import values
from .language import COMPARISONS, CONSTANTS, USUAL, asked_field

_ORDERED = ("number", "money", "date", "instant", "any")
_FITS = {
    ast.Add: {(kind, kind): kind for kind in ("number", "money", "text", "list")},
    ast.Sub: {("number", "number"): "number", ("money", "money"): "money"},
    ast.Mult: {("number", "number"): "number", ("money", "number"): "money", ("number", "money"): "money"},
    ast.Div: {("number", "number"): "number", ("money", "number"): "money", ("money", "money"): "number"},
    ast.FloorDiv: {("number", "number"): "number"},
    ast.Mod: {("number", "number"): "number"},
}  # fmt: skip
#: function -> kinds it takes (the last for all further values), kind it gives; "same" is that of its first value
_SIGNATURES: dict[str, tuple[tuple[str, ...], str]] = {
    "len": (("any",), "number"), "round": (("any", "number"), "same"), "abs": (("any",), "same"),
    "sum": (("list",), "any"), "any": (("list",), "boolean"), "all": (("list",), "boolean"),
    "int": (("any",), "number"), "number": (("any",), "number"), "str": (("any",), "text"),
    "money": (("number", "text"), "money"), "date": (("any",), "date"),
    "instant": (("any",), "instant"), "duration": (("any",), "duration"), "days_between": (("any",), "number"),
    "hours_between": (("instant",), "number"), "lower": (("text",), "text"), "upper": (("text",), "text"),
    "strip": (("text",), "text"), "starts_with": (("text",), "boolean"), "ends_with": (("text",), "boolean"),
    "known": (("any",), "boolean"),
}  # fmt: skip


class Reader:
    """Goes through a tree once; `findings` holds what it does not like."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self.types = types
        self.findings: list[str] = []
        self._own: set[str] = set()
        self._read: dict[type[ast.AST], Callable[[Any], str]] = {
            ast.Constant: self._constant, ast.Name: self._name, ast.Attribute: self._attribute,
            ast.UnaryOp: self._unary, ast.BinOp: self._binary, ast.BoolOp: self._logic, ast.Compare: self._comparison,
            ast.IfExp: self._choice, ast.Call: self._call, ast.ListComp: self._each, ast.GeneratorExp: self._each,
        }  # fmt: skip

    def kind(self, node: ast.AST) -> str:
        """The kind of an expression; "nothing" for null."""
        if read := self._read.get(type(node)):
            return read(node)
        for part in ast.iter_child_nodes(node):
            self.kind(part)
        return {ast.List: "list", ast.Tuple: "list", ast.Dict: "object"}.get(type(node), "any")

    def needs(self, node: ast.AST, kind: str) -> None:
        """Find fault with an expression that is not of this kind."""
        found = self.kind(node)
        if not fits(node, found, kind):
            self._find(node, f"is {in_words(found)}, where {in_words(kind)} is needed")

    def _find(self, node: ast.AST, problem: str) -> None:
        self.findings.append(f"'{ast.unparse(node)[:80]}' {problem}")

    def _constant(self, node: ast.Constant) -> str:
        if node.value is None:
            return "nothing"
        return {bool: "boolean", str: "text"}.get(type(node.value), "number")

    def _name(self, node: ast.Name) -> str:
        if node.id in CONSTANTS:
            return "nothing" if CONSTANTS[node.id] is None else "boolean"
        return "any" if node.id in self._own else self._field(node.id)

    def _field(self, name: str) -> str:
        return self.types.get(name) or USUAL.get(name, "any")

    def _attribute(self, node: ast.Attribute) -> str:
        if self.kind(node.value) == "money":
            return {"amount": "number", "currency": "text"}.get(node.attr, "any")
        return "any"

    def _unary(self, node: ast.UnaryOp) -> str:
        if isinstance(node.op, ast.Not):
            self.needs(node.operand, "boolean")
            return "boolean"
        kind = self.kind(node.operand)
        if kind not in ("number", "money", "any"):
            self._find(node, f"turns the sign of {in_words(kind)}")
        return kind

    def _binary(self, node: ast.BinOp) -> str:
        left, right = self._pair(node.left, node.right)
        table = _FITS[type(node.op)]
        if result := table.get((left, right)):
            return result
        possible = {result for (a, b), result in table.items() if left in (a, "any") and right in (b, "any")}
        if not possible:
            self._find(node, f"calculates with {in_words(left)} and {in_words(right)}, which do not go together")
        return possible.pop() if len(possible) == 1 else "any"

    def _pair(self, left: ast.AST, right: ast.AST) -> tuple[str, str]:
        """The kinds of two sides; a text in quotes counts as what the other side is, if it can."""
        one, other = self.kind(left), self.kind(right)
        if "nothing" in (one, other):
            return one, other
        if one != other and _is_quoted(left) and fits(left, one, other):
            return other, other
        return (one, one) if one != other and _is_quoted(right) and fits(right, other, one) else (one, other)

    def _logic(self, node: ast.BoolOp) -> str:
        for part in node.values:
            self.needs(part, "boolean")
        return "boolean"

    def _comparison(self, node: ast.Compare) -> str:
        left = node.left
        for how, right in zip(node.ops, node.comparators, strict=True):
            assert isinstance(how, COMPARISONS)  # noqa: S101 - the language has no others
            if isinstance(how, ast.In | ast.NotIn):
                self._membership(node, right)
            else:
                is_order = isinstance(how, ast.Lt | ast.LtE | ast.Gt | ast.GtE)
                self._compared(node, *self._pair(left, right), is_order=is_order)
            left = right
        return "boolean"

    def _membership(self, node: ast.Compare, container: ast.AST) -> None:
        self.kind(node.left)
        if (kind := self.kind(container)) not in ("list", "text", "object", "any"):
            self._find(node, f"looks for something in {in_words(kind)}")

    def _compared(self, node: ast.Compare, left: str, right: str, *, is_order: bool) -> None:
        if is_order and not {left, right} <= set(_ORDERED):
            wrong = left if left not in _ORDERED else right
            self._find(node, f"puts {in_words(wrong)} in order, which has none")
        elif left != right and "any" not in (left, right) and "nothing" not in (left, right):
            self._find(node, f"compares {in_words(left)} with {in_words(right)}")

    def _choice(self, node: ast.IfExp) -> str:
        self.needs(node.test, "boolean")
        one, other = self._pair(node.body, node.orelse)
        return one if one == other or other == "nothing" else other if one == "nothing" else "any"

    def _call(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "value_or":
            return self._default(self._field(asked_field(node)), node.args[1])
        if name not in _SIGNATURES:  # min and max
            return self._pick(node)
        takes, gives = _SIGNATURES[name]
        for number, part in enumerate(node.args):
            self.needs(part, takes[min(number, len(takes) - 1)])
        return self.kind(node.args[0]) if gives == "same" else gives

    def _default(self, kind: str, default: ast.AST) -> str:
        if kind == "any":
            return self.kind(default)
        self.needs(default, kind)
        return kind

    def _pick(self, node: ast.Call) -> str:
        kinds = {self.kind(part) for part in node.args} - {"any"}
        if len(node.args) == 1:
            self.needs(node.args[0], "list")
            return "any"
        if len(kinds) > 1 or not kinds <= set(_ORDERED):
            self._find(node, f"picks among {' and '.join(sorted(in_words(kind) for kind in kinds))}")
        return kinds.pop() if len(kinds) == 1 else "any"

    def _each(self, node: ast.ListComp | ast.GeneratorExp) -> str:
        for each in node.generators:
            self.needs(each.iter, "list")
            self._own |= {part.id for part in ast.walk(each.target) if isinstance(part, ast.Name)}
        for condition in (condition for each in node.generators for condition in each.ifs):
            self.needs(condition, "boolean")
        self.kind(node.elt)
        return "list"


def _is_quoted(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def fits(node: ast.AST, found: str, wanted: str) -> bool:
    """Whether an expression of one kind can stand where another is wanted; a text in quotes may be money or a date."""
    if found in (wanted, "any", "nothing") or wanted == "any":
        return True
    if not _is_quoted(node):
        return found == "text" and wanted == "duration"
    try:
        values.typed(node.value, wanted)
    except values.WrongKind:
        return False
    return True


def in_words(kind: str) -> str:
    """A kind as it is named in findings."""
    return "nothing" if kind == "nothing" else values.kind_in_words(kind).split(" such as")[0].split(" with its")[0]
