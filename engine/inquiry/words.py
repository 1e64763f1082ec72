"""Case data in words: fields by the titles their forms give them, values as people write them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from ..events import told
from ..running import Running

#: the form whose fields are bookkeeping of the processes: people read it in the record, not among the facts
BOOKKEEPING = "facts.schema.json"
#: how a letter reached its reader
HOW = {"page": "on their page", "e-mail": "by e-mail"}
#: what processes work out and people should see beside what was filled in
WORKED_OUT = {"severity": "Severity", "floor": "Owed anyway", "offer_total": "Offered in all"}
#: what a question to the customer is called once it is answered
ANSWERED = {
    "what_happened": "What happened",
    "contact": "Contact",
    "reporter_name": "Customer",
    "affected_person": "Whom it struck",
    "authority_to_act": "Authority to act for them",
    "payee": "Who is paid",
    "happened_at": "When",
    "service_occasion": "Where",
    "people_affected": "People struck",
    "desired_remedy": "What would put it right",
    "emotion": "Mood",
    "told_what": "What we told them",
    "told_by_when": "By when we told them",
    "choice": "Their choice",
    "counter_wish": "What they want instead",
    "promised_by": "Promised for",
    "goodwill": "Goodwill",
    "still_unsolved": "Still unsolved",
}
#: what one has to know of a case at a glance; everything else is one click away
CHIEF = (
    "what_happened",
    "reporter_name",
    "affected_person",
    "authority_to_act",
    "contact",
    "payee",
    "service_occasion",
    "happened_at",
    "injury",
    "failure_point",
    "desired_remedy",
    "told_what",
    "told_by_when",
    "floor",
    "goodwill",
    "promised_by",
    "choice",
    "counter_wish",
    "result",
    "still_unsolved",
)
KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def facts(
    running: Running, data: Mapping[str, Any], zone: tzinfo, fields: Iterable[str] | None = None
) -> list[tuple[str, str]]:
    """(title, value) of what is known, in the order of the forms; only `fields`, in their order, if given."""
    declared = _declared(running)
    names = fields if fields is not None else [*declared, *WORKED_OUT]
    return [
        (_title(name, declared.get(name, {})), said(data[name], declared.get(name, {}), zone))
        for name in dict.fromkeys(names)
        if data.get(name) not in (None, "", [])
    ]


def chief(running: Running, data: Mapping[str, Any], zone: tzinfo) -> list[tuple[str, str]]:
    """What one has to know of a case at a glance; what was answered with no is left out."""
    return facts(running, data, zone, [name for name in CHIEF if data.get(name) is not False])


def others(running: Running, data: Mapping[str, Any], zone: tzinfo, asked: Iterable[str]) -> list[tuple[str, str]]:
    """The rest of what is known: fields in the order they were `asked`, then what no task asked for."""
    names = [*asked, *_declared(running), *WORKED_OUT]
    return facts(running, data, zone, [name for name in names if name not in CHIEF])


def _title(name: str, field: Mapping[str, Any]) -> str:
    return ANSWERED.get(name) or field.get("title") or WORKED_OUT.get(name) or _plain(name)


def _plain(key: str) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]


def said(value: Any, field: Mapping[str, Any], zone: tzinfo) -> str:
    """One value as people write it: yes or no, the title of a choice, lists with commas, times in the zone."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(item, field.get("items", {}), zone) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{_plain(str(key))}: {said(item, {}, zone)}" for key, item in value.items())
    if isinstance(value, int | float) and not field.get("oneOf"):
        return f"{value:.0%}" if field.get("x-percent") else f"{round(value, 2):g}"
    return _text(value, field, zone)


def _text(value: Any, field: Mapping[str, Any], zone: tzinfo) -> str:
    if field.get("format") == "date-time":
        return when(str(value), zone)
    if field.get("format") == "date":
        return f"{date.fromisoformat(str(value)):%a %-d %b %Y}"
    titles = {option.get("const"): option.get("title") for option in field.get("oneOf", ())}
    text = str(titles.get(value) or value)
    return _plain(text) if KEY.fullmatch(text) else text


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
    if kind == "letter_sent":
        return f"A letter went out: {given['letter'].replace('_', ' ')} ({HOW.get(given['how'], given['how'])})"
    if kind in ("job_requested", "job_done", "job_failed", "job_retried", "job_skipped", "message_received"):
        given["name"] = labels.get(str(given.get("key")), str(given["name"]).replace("_", " "))
    return told(kind, given)


def _declared(running: Running) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for schema in (schema for form, schema in running.forms.items() if form != BOOKKEEPING):
        for name, field in schema.get("properties", {}).items():
            if "title" in field:
                found.setdefault(name, field)
    return found
