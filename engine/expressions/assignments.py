"""Scripts: lines that assign, `remedy.cost = 12`, all of them or none."""

import ast
import functools
from collections.abc import Mapping, MutableMapping
from typing import Any

from .. import values
from ..errors import AmendsError
from .evaluator import work_out
from .language import Problem, Refused, parsed, refusal


class _Draft(Mapping[str, Any]):
    """What a script would write: top-level values are copied when first touched; nothing is kept if it fails."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.new: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        return self.new[name] if name in self.new else self.data[name]

    def __iter__(self) -> Any:
        return iter({*self.data, *self.new})

    def __len__(self) -> int:
        return len({*self.data, *self.new})

    def own(self, name: str) -> Any:
        if name not in self.new:
            try:
                self.new[name] = values.as_json(self.data[name], name)
            except KeyError:
                raise Problem(f"there is no '{name}' in the case data yet") from None
        return self.new[name]


@functools.lru_cache(4096)
def lines(text: str) -> tuple[tuple[str, tuple[ast.expr, ...], ast.expr], ...]:
    """(the line, targets, value) of a script, with `x += 1` spelled out. Raises Problem."""
    found = []
    for line in parsed(text, "exec").body:  # type: ignore[attr-defined]
        if isinstance(line, ast.Assign):
            found.append((ast.unparse(line), tuple(line.targets), line.value))
        elif isinstance(line, ast.AugAssign):
            now = ast.parse(ast.unparse(line.target), mode="eval").body
            found.append((ast.unparse(line), (line.target,), ast.BinOp(now, line.op, line.value)))
        else:
            raise Problem(f"'{ast.unparse(line)[:60]}' is not an assignment; scripts only assign, a service task does more")
    for _, targets, _ in found:
        for target in targets:
            _root(target)
    return tuple(found)


def execute(text: str, names: MutableMapping[str, Any], types: Mapping[str, str] | None = None) -> None:
    """Carry out assignment lines on case data: all of them or none. A field with a kind takes that kind only. Raises Refused."""
    draft, kinds, line = _Draft(names), types or {}, text
    try:
        for line, targets, value in lines(text):
            result = work_out(value, draft, kinds)
            for target in targets:
                _assign(draft, target, values.plain(result, ast.unparse(target)), kinds)
    except Refused:
        raise
    except (Problem, AmendsError) as problem:
        raise refusal(line, problem) from None
    except (ArithmeticError, ValueError, TypeError, RecursionError) as problem:
        raise refusal(line, str(problem) or "a number is too large") from None
    for name, value in draft.new.items():
        names[name] = value


def _assign(draft: _Draft, target: ast.expr, value: Any, kinds: Mapping[str, str]) -> None:
    if isinstance(target, ast.Name):
        values.typed(value, kinds.get(target.id, "any"))
        draft.new[target.id] = value
        return
    draft.own(_root(target).id)
    place, key = _place(target, draft, kinds)
    if isinstance(place, dict) and isinstance(key, str):
        place[key] = value
    elif isinstance(place, list) and isinstance(key, int) and -len(place) <= key < len(place):
        place[key] = value
    else:
        raise Problem(f"there is no '{ast.unparse(target)}' to assign to")


def _place(target: ast.expr, draft: _Draft, kinds: Mapping[str, str]) -> tuple[Any, Any]:
    if isinstance(target, ast.Attribute):
        return work_out(target.value, draft, {}), target.attr
    assert isinstance(target, ast.Subscript)  # noqa: S101 - `lines` lets nothing else through
    return work_out(target.value, draft, {}), values.plain(work_out(target.slice, draft, kinds))


def _root(target: ast.expr) -> ast.Name:
    place = target
    while isinstance(place, ast.Attribute | ast.Subscript):
        place = place.value
    if not isinstance(place, ast.Name) or (isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice)):
        raise Problem(f"nothing can be assigned to '{ast.unparse(target)}'")
    return place
