"""The shelf: editions in use, each read once a process; cases stay with the edition they began in."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import orjson

from .actions import Registry
from .answers import types_of
from .bpmn import Finding, Library, Program, read_library
from .calendars import Calendars
from .decisions import Tables
from .errors import AmendsError, DraftBroken, NotFound
from .letters import Letters
from .values import kind_of

#: fields that processes set themselves and no form declares
BUILT_IN = {
    "received_at": "instant",
    "settled": "boolean",
    "reopened": "boolean",
    "rounds": "number",
    "now": "instant",
    "severity": "number",
    "floor": "money",
    "offer_total": "money",
}


@dataclass(frozen=True, kw_only=True)
class Running:
    """An edition read and ready: diagrams, tables, forms, letters, clocks and calendars, with what was found wrong."""

    library: Library
    tables: Tables
    forms: Mapping[str, Mapping[str, Any]]
    letters: Letters
    calendars: Calendars
    #: currency, organisation, clocks of the house pack
    house: Mapping[str, Any]
    findings: tuple[Finding, ...]

    def program(self, process: str) -> Program:
        try:
            return self.library.processes[process]
        except KeyError:
            raise NotFound(what="process", name=process) from None

    def form(self, name: str) -> Mapping[str, Any]:
        """The schema of a form; a task without a form asks for a confirmation only."""
        if not name:
            return {"type": "object", "properties": {}, "additionalProperties": False}
        try:
            return self.forms[name]
        except KeyError:
            raise NotFound(what="form", name=name) from None

    def errors(self) -> list[Finding]:
        return [found for found in self.findings if found.severity == "error"]


def read_running(files: Mapping[str, bytes], registry: Registry) -> Running:
    """Read the files of a draft or an edition; whatever is wrong is in `findings`, nothing raises but a bug."""
    findings: list[Finding] = []

    def part(read: Callable[[], Any], path: str, empty: Any) -> Any:
        try:
            return read()
        except (AmendsError, ValueError) as problem:
            findings.append(Finding(path=path, element="", label="", sentence=str(problem), severity="error"))
            return empty

    forms = {
        PurePosixPath(p).name: part(lambda c=c: orjson.loads(c), p, {})
        for p, c in files.items()
        if p.endswith(".schema.json")
    }
    house = (
        part(lambda: orjson.loads(files["packs/house.json"]), "packs/house.json", {})
        if "packs/house.json" in files
        else {}
    )
    calendars = part(
        lambda: Calendars.from_files(_under(files, "calendars/", ".json")), "calendars", Calendars.from_files({})
    )
    tables = part(lambda: Tables.from_files(_under(files, "", ".dmn")), "decisions", Tables.from_files({}))
    letters = part(lambda: Letters.from_files(_under(files, "letters/", ".md")), "letters", Letters.from_files({}))
    clocks = {row["key"]: row for row in house.get("clocks", ())}
    types = {**types_of(forms), **{k: v for t in tables.ids for k, v in tables.outputs(t).items()}, **BUILT_IN}
    library = read_library(
        _under(files, "", ".bpmn"),
        decide=tables.decide,
        types=types,
        clocks=clocks,
        forms=frozenset(forms),
        actions={name: registry.schema(name) for name in registry.names()},
        decisions=frozenset(tables.ids),
    )
    findings += [Finding(path=p, element=e, label="", sentence=s, severity="error") for p, e, s in tables.findings()]
    findings += [Finding(path=p, element="", label="", sentence=s, severity="error") for p, s in letters.findings()]
    findings += _unlike_fields(forms)
    return Running(
        library=library,
        tables=tables,
        forms=forms,
        letters=letters,
        calendars=calendars,
        house=house,
        findings=(*findings, *library.findings),
    )


def _under(files: Mapping[str, bytes], folder: str, ending: str) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.startswith(folder) and path.endswith(ending)}


def _unlike_fields(forms: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """Two forms that mean different kinds of thing by one field would make every expression about it a guess."""
    seen: dict[str, tuple[str, str]] = {}
    found = []
    for form, schema in forms.items():
        for name, field in schema.get("properties", {}).items():
            kind = kind_of(field)
            first = seen.setdefault(name, (kind, form))
            if first[0] != kind:
                found.append(
                    Finding(
                        path=form,
                        element=name,
                        label="",
                        severity="error",
                        sentence=f"'{name}' is {kind} here and {first[0]} in {first[1]}: one field, one kind",
                    )
                )
    return found


class Shelf:
    """Editions by their content hash. Reading one takes a good part of a second: once a process is enough."""

    def __init__(self, files_of: Callable[[str], Mapping[str, bytes]], registry: Registry) -> None:
        self._files_of, self._registry = files_of, registry
        self._read: dict[str, Running] = {}
        self._lock = threading.Lock()

    def running(self, edition: str) -> Running:
        found = self._read.get(edition)
        if found is None:
            with self._lock:
                found = self._read.get(edition) or self._take(edition)
        return found

    def _take(self, edition: str) -> Running:
        found = read_running(self._files_of(edition), self._registry)
        if found.errors():
            raise DraftBroken(summary=found.errors()[0].sentence, findings=found.errors())
        self._read[edition] = found
        return found
