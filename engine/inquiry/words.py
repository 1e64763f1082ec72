"""Case data in words: fields by the titles their forms give them, values as people write them."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..shelf import Running

#: shown to nobody: bookkeeping of the processes
HIDDEN = frozenset({"settled", "rounds", "now", "language"})


def facts(running: Running, data: Mapping[str, Any], fields: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """(title, value) of what is known, in the order of the forms; only `fields` if given."""
    declared = _declared(running)
    names = (
        fields
        if fields is not None
        else [*(n for n in declared if n in data), *sorted(n for n in data if n not in declared)]
    )
    return [
        (declared.get(n, {}).get("title", n.replace("_", " ").capitalize()), said(data[n], declared.get(n, {})))
        for n in names
        if n in data and n not in HIDDEN and data[n] not in (None, "", [])
    ]


def said(value: Any, field: Mapping[str, Any]) -> str:
    """One value as people write it: yes and no, the title of a choice, lists with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(item, field.get("items", {})) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key.replace('_', ' ')}: {said(item, {})}" for key, item in value.items())
    titles = {option.get("const"): option.get("title") for option in field.get("oneOf", ())}
    return str(titles.get(value) or value)


def personal(running: Running) -> frozenset[str]:
    """Fields that tell who a person is."""
    return frozenset(name for name, field in _declared(running).items() if field.get("x-personal"))


def _declared(running: Running) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for schema in running.forms.values():
        for name, field in schema.get("properties", {}).items():
            if "title" in field:
                found.setdefault(name, field)
    return found
