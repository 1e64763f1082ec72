"""Scripts: lines that assign, `remedy.cost = 12`, all of them or none."""

import ast
import functools
from collections.abc import Mapping, MutableMapping
from typing import Any

from .. import values
from .evaluator import refusing, work_out
from .language import Problem, parsed


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
            raise Problem(f"'{ast.unparse(line)[:60]}' does not assign; scripts only assign, a service task does more")
    for _, targets, _ in found:
        for target in targets:
            root(target)
    return tuple(found)


def execute(text: str, names: MutableMapping[str, Any], types: Mapping[str, str] | None = None) -> None:
    """Carry out assignment lines on case data, all or none; a field takes its own kind only. Raises Refused."""
    draft = _Draft(names)
    with refusing(text):
        found = lines(text)
    for line, targets, value in found:
        with refusing(line):
            result = work_out(value, draft, types or {})
            for target in targets:
                _assign(draft, target, values.plain(result, ast.unparse(target)), types or {})
    for name, value in draft.new.items():
        names[name] = value


def _assign(draft: _Draft, target: ast.expr, value: Any, kinds: Mapping[str, str]) -> None:
    if isinstance(target, ast.Name):
        try:
            values.typed(value, kinds.get(target.id, "any"))
        except values.WrongKind as problem:
            raise Problem(f"the field '{target.id}': {problem}") from None
        draft.new[target.id] = value
        return
    draft.own(root(target).id)
    place, key = _place(target, draft, kinds)
    is_field = isinstance(place, dict) and isinstance(key, str)
    if not is_field and not (isinstance(place, list) and isinstance(key, int) and -len(place) <= key < len(place)):
        raise Problem(f"there is no '{ast.unparse(target)}' to assign to")
    place[key] = value  # type: ignore[index]


def _place(target: ast.expr, draft: _Draft, kinds: Mapping[str, str]) -> Any:
    if isinstance(target, ast.Attribute):
        return work_out(target.value, draft, {}), target.attr
    assert isinstance(target, ast.Subscript)  # noqa: S101 - `lines` lets nothing else through
    return work_out(target.value, draft, {}), values.plain(work_out(target.slice, draft, kinds))


def root(target: ast.expr) -> ast.Name:
    """The field that a target assigns to, or into. Raises Problem."""
    place = target
    while isinstance(place, ast.Attribute | ast.Subscript):
        place = place.value
    if not isinstance(place, ast.Name) or (isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice)):
        raise Problem(f"nothing can be assigned to '{ast.unparse(target)}'")
    return place
