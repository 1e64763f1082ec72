"""Case data in words: fields by the titles their forms give them, values as people write them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from ..events import told
from ..running import Running

#: the form whose fields are bookkeeping of the processes: people read it in the record, not among the facts
BOOKKEEPING = "facts.schema.json"
#: what processes work out and people should see beside what was filled in
WORKED_OUT = {"severity": "Severity", "floor": "Owed anyway", "offer_total": "Offered in all"}


def facts(
    running: Running, data: Mapping[str, Any], zone: tzinfo, fields: Iterable[str] | None = None
) -> list[tuple[str, str]]:
    """(title, value) of what is known, in the order of the forms; only `fields` if given."""
    declared = _declared(running)
    names = fields if fields is not None else [*declared, *WORKED_OUT]
    return [
        (
            declared.get(n, {}).get("title") or WORKED_OUT.get(n) or n.replace("_", " ").capitalize(),
            said(data[n], declared.get(n, {}), zone),
        )
        for n in dict.fromkeys(names)
        if data.get(n) not in (None, "", [])
    ]


def said(value: Any, field: Mapping[str, Any], zone: tzinfo) -> str:
    """One value as people write it: yes or no, the title of a choice, lists with commas, times in the zone."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(item, field.get("items", {}), zone) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key.replace('_', ' ')}: {said(item, {}, zone)}" for key, item in value.items())
    if field.get("format") == "date-time":
        return when(str(value), zone)
    titles = {option.get("const"): option.get("title") for option in field.get("oneOf", ())}
    return str(titles.get(value) or value)


def when(text: str, zone: tzinfo) -> str:
    """An instant as people read it."""
    return f"{datetime.fromisoformat(text).astimezone(zone):%a %-d %b %Y, %H:%M}"


def sentence(
    kind: str, facts: Mapping[str, Any], lanes: Mapping[str, str], labels: Mapping[str, str], zone: tzinfo
) -> str:
    """A line of the record in words: times where the readers are, lanes and ends by their names."""
    given = dict(facts)
    if given.get("due"):
        given["due"] = when(str(given["due"]), zone)
    if "lane" in given:
        given["lane"] = lanes.get(str(given["lane"]), str(given["lane"]))
    if kind == "case_ended":
        given["ends"] = ", ".join(labels.get(str(end), str(end)) for end in given["ends"])
    if kind == "element_passed" and given["label"] == given["element"]:
        return "The ways parted or came together"
    return told(kind, given)


def personal(running: Running) -> frozenset[str]:
    """Fields that tell who a person is."""
    return frozenset(name for name, field in _declared(running).items() if field.get("x-personal"))


def _declared(running: Running) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for schema in (schema for form, schema in running.forms.items() if form != BOOKKEEPING):
        for name, field in schema.get("properties", {}).items():
            if "title" in field:
                found.setdefault(name, field)
    return found
