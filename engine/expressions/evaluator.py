"""Working an expression out: simpleeval with its doors closed.

Differences from plain simpleeval, each needed: a dot reaches fields only, never methods (`order.items` is the field,
and no condition can change the data); numbers are decimals and money is money; steps and the size of every result are
bounded. simpleeval's scan for forbidden items is not needed: forms were checked, and no value but JSON gets in.
"""

import ast
import threading
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import simpleeval

from .. import values
from ..errors import AmendsError
from ..values import Money
from .functions import CALLED
from .language import CONSTANTS, USUAL, Problem, asked_field, parsed, refusal
from .operators import OPERATORS, SIZE, as_money, truth

STEPS = 20_000
#: what goes wrong with an expression and not with us
_TOLD = (Problem, AmendsError, ValueError, TypeError, RecursionError, simpleeval.InvalidExpression)
_NOTHING = object()


class Evaluator(simpleeval.EvalWithCompoundTypes):
    """One for each thread: making one costs more than using it."""

    def __init__(self) -> None:
        super().__init__(OPERATORS, dict(CALLED), {})
        for name in ("list", "tuple", "dict", "set"):
            del self.functions[name]
        self.types: Mapping[str, str] = {}
        self.left = 0
        #: what the names of list comprehensions stand for now
        self.loops: dict[str, Any] = {}

    def value(self, tree: ast.AST, names: Mapping[str, Any], types: Mapping[str, str]) -> Any:
        """The typed value of a checked tree. Raises Problem or an AmendsError of the values."""
        self.names, self.types, self.left, self.loops = names, types, STEPS, {}
        try:
            return self._eval(tree)
        finally:
            self.names = {}

    def _eval(self, node: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise Problem(f"it takes more than {STEPS} steps")
        value = self.nodes[type(node)](node)  # type: ignore[index]
        kind = type(value)
        if kind is int or kind is float:
            return values.typed(value, "number")
        if kind in (str, list, dict, tuple):
            if len(value) > SIZE:
                raise Problem(f"it makes something longer than {SIZE}")
            self.left -= len(value) >> 4  # many large things are as bad as one huge thing
        return value

    def _eval_constant(self, node: Any) -> Any:
        return getattr(node, "decimal", node.value)

    def _eval_name(self, node: Any) -> Any:
        value = self._field(node.id)
        if value is _NOTHING:
            raise Problem(f"there is no '{node.id}' in the case data yet")
        return value

    def _field(self, name: str) -> Any:
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name in self.loops:
            return values.typed(self.loops[name], "any")
        try:
            value = self.names[name]
        except KeyError:
            return _NOTHING
        try:
            return values.typed(value, self.types.get(name) or USUAL.get(name, "any"))
        except values.WrongKind as problem:
            raise Problem(f"the field '{name}': {problem}") from None

    def _eval_attribute(self, node: Any) -> Any:
        owner = self._eval(node.value)
        value = _part(owner, node.attr)
        if value is _NOTHING:
            raise Problem(f"there is no '{ast.unparse(node)}'")
        return value

    def _eval_subscript(self, node: Any) -> Any:
        owner, key = self._eval(node.value), self._eval(node.slice)
        try:
            if isinstance(owner, Mapping) and isinstance(key, str):
                return owner[key]
            if isinstance(owner, str | list | tuple):
                return owner[key if isinstance(key, slice) else _index(key)]
        except (KeyError, IndexError):
            pass
        raise Problem(f"there is no '{ast.unparse(node)}'")

    def _eval_slice(self, node: Any) -> slice:
        ends = (node.lower, node.upper, node.step)
        return slice(*(None if end is None else _index(self._eval(end)) for end in ends))

    def _eval_boolop(self, node: Any) -> bool:
        decisive = isinstance(node.op, ast.Or)
        return decisive if any(truth(self._eval(part)) is decisive for part in node.values) else not decisive

    def _eval_compare(self, node: Any) -> bool:
        """As simpleeval does it, but looking through a list is paid for by its length."""
        left = self._eval(node.left)
        for how, part in zip(node.ops, node.comparators, strict=True):
            right = self._eval(part)
            self.left -= len(right) >> 1 if isinstance(right, list) else 0
            if not self.operators[type(how)](left, right):
                return False
            left = right
        return True

    def _eval_comprehension(self, node: Any) -> list[Any]:
        """Its names hide fields of the case while it lasts; a condition is true or false, as everywhere."""
        found: list[Any] = []
        outer, self.loops = self.loops, dict(self.loops)
        self._go_through(node, 0, found)
        self.loops = outer
        return found

    def _go_through(self, node: Any, depth: int, found: list[Any]) -> None:
        if depth == len(node.generators):
            found.append(self._eval(node.elt))
            return
        each = node.generators[depth]
        if not isinstance(items := self._eval(each.iter), list | tuple):
            raise Problem(f"{values.shown(items)} is not a list that can be gone through")
        for item in items:
            self.loops[each.target.id] = item
            if all(truth(self._eval(condition)) for condition in each.ifs):
                self._go_through(node, depth + 1, found)

    def _eval_ifexp(self, node: Any) -> Any:
        return self._eval(node.body if truth(self._eval(node.test)) else node.orelse)

    def _eval_call(self, node: Any) -> Any:
        field = asked_field(node)
        if not field:
            return self.functions[node.func.id](*[self._eval(part) for part in node.args])
        value = self._asked(field)
        if node.func.id == "known":
            return value is not None
        return self._eval(node.args[1]) if value is None else value

    def _asked(self, field: str) -> Any:
        """The field if it is there and filled in, else None."""
        first, *rest = field.split(".")
        value = self._field(first)
        for part in rest:
            value = None if value is _NOTHING or value is None else _part(value, part)
        return None if value is _NOTHING else value


def _part(owner: Any, name: str) -> Any:
    owner = as_money(owner)
    if isinstance(owner, Money) and name in ("amount", "currency"):
        return getattr(owner, name)
    return owner.get(name, _NOTHING) if isinstance(owner, Mapping) else _NOTHING


def _index(key: Any) -> int:
    if type(key) is Decimal and key == int(key):
        return int(key)
    raise Problem(f"{values.shown(key)} is not a place in a list")


_local = threading.local()


def work_out(tree: ast.AST, names: Mapping[str, Any], types: Mapping[str, str]) -> Any:
    """The typed value; raises Problem or an AmendsError of the values."""
    evaluator = getattr(_local, "evaluator", None)
    if evaluator is None:
        evaluator = _local.evaluator = Evaluator()
    return evaluator.value(tree, names, types)


class refusing:  # noqa: N801 - read as a word: with refusing(text)
    """Whatever goes wrong inside is said about this expression, as Refused."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __enter__(self) -> None:
        """A class and not a generator: three expressions a step, and half the time of a short one."""

    def __exit__(self, kind: Any, problem: BaseException | None, trace: Any) -> None:
        if isinstance(problem, ArithmeticError):
            raise refusal(self._text, "a number is too large") from None
        if isinstance(problem, _TOLD):
            raise refusal(self._text, problem) from None


def typed_value(text: str, names: Mapping[str, Any], types: Mapping[str, str] | None = None) -> Any:
    """What an expression is worth, typed: Decimal, Money, date ... Raises Refused."""
    with refusing(text):
        return work_out(parsed(text).body, names, types or {})  # type: ignore[attr-defined]


def evaluate(text: str, names: Mapping[str, Any], types: Mapping[str, str] | None = None) -> Any:
    """What an expression is worth, as JSON: money is text again. `types` maps fields to kinds. Raises Refused."""
    with refusing(text):
        return values.plain(work_out(parsed(text).body, names, types or {}), "it")  # type: ignore[attr-defined]


def holds(text: str, names: Mapping[str, Any], types: Mapping[str, str] | None = None) -> bool:
    """Whether a condition holds; an empty answer does not, one that is neither true nor false raises Refused."""
    with refusing(text):
        return truth(work_out(parsed(text).body, names, types or {}))  # type: ignore[attr-defined]
