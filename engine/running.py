"""Running: an edition read and ready - diagrams, tables, forms, letters, clocks - and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

import orjson

from . import agreements, packs
from .agreements import Agreements
from .answers import types_of
from .bpmn import Finding, Library, Program, read_library
from .calendars import Calendars
from .decisions import Tables
from .entitlement import Rules
from .errors import AmendsError, NotFound
from .fitting import obstacles, same_names, unlike_fields, wordings, wrong
from .letters import Letters
from .pack_book import PackBook
from .packs import Pack
from .schemas import complaints_about, is_form

PACK = "packs/house.json"
#: what a customer fills in to report a failure
REPORT_FORM = "report.schema.json"
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


class Offers(Protocol):
    """Which actions there are, and what each has to be told: the registry, or a list of it."""

    def names(self) -> tuple[str, ...]: ...
    def schema(self, name: str) -> Mapping[str, Any]: ...


@dataclass(frozen=True, kw_only=True)
class Running:
    """An edition read and ready: diagrams, tables, forms, letters, clocks and calendars, with what was found wrong."""

    library: Library
    tables: Tables
    #: the tables as diagrams ask them, and the packs they go by
    rules: Rules
    packs: PackBook
    forms: Mapping[str, Mapping[str, Any]]
    letters: Letters
    calendars: Calendars
    #: currency, organisation, clocks of the house pack
    house: Mapping[str, Any]
    #: with partners who take our customers, whose customers we take, who supply us
    agreements: Agreements
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


def read_running(files: Mapping[str, bytes], registry: Offers) -> Running:
    """Read the files of a draft or an edition; whatever is wrong is in `findings`, nothing raises but a bug."""
    findings: list[Finding] = []

    def part(read: Callable[[], Any], path: str, empty: Any) -> Any:
        try:
            return read()
        except (AmendsError, ValueError) as problem:
            findings.append(wrong(path, str(problem)))
            return empty

    forms = {PurePosixPath(p).name: _form(p, c, findings) for p, c in files.items() if p.endswith(".schema.json")}
    book = _packs(files, findings)
    calendars = part(
        lambda: Calendars.from_files(_under(files, "calendars/", ".json")), "calendars", Calendars.from_files({})
    )
    tables = part(lambda: Tables.from_files(_under(files, "", ".dmn")), "decisions", Tables.from_files({}))
    letters = part(lambda: Letters.from_files(_under(files, "letters/", ".md")), "letters", Letters.from_files({}))
    rules = Rules(tables, book)
    types = {**types_of(forms), **rules.kinds(), **BUILT_IN}
    library = read_library(
        _under(files, "", ".bpmn"),
        decide=rules.decide,
        types=types,
        clocks=book.clocks,
        forms=frozenset(forms),
        actions={name: registry.schema(name) for name in registry.names()},
        decisions=frozenset(tables.ids),
    )
    agreed = agreements.read(files[agreements.PATH]) if agreements.PATH in files else Agreements()
    unlike = agreements.foreign(agreed, book.house.currency)
    findings += [wrong(agreements.PATH, problem) for problem in (*agreed.problems, *unlike)]
    findings += [Finding(path=p, element=e, label="", sentence=s) for p, e, s in tables.findings()]
    findings += [wrong(p, s) for p, s in letters.findings()]
    findings += [*same_names(files), *unlike_fields(forms), *wordings(library, letters)]
    findings += obstacles(library, forms, book.house.says.get("held", ()), REPORT_FORM)
    return Running(
        library=library,
        tables=tables,
        rules=rules,
        packs=book,
        forms=forms,
        letters=letters,
        calendars=calendars,
        agreements=agreed,
        house=book.house.says,
        findings=(*findings, *library.findings),
    )


def _packs(files: Mapping[str, bytes], findings: list[Finding]) -> PackBook:
    """The house's own pack, and each version of each other one, a file each."""
    found = {p: packs.read(c, PurePosixPath(p).stem) for p, c in _under(files, "packs/", ".json").items()}
    findings += [wrong(path, problem) for path, pack in found.items() for problem in pack.problems]
    others = [pack for path, pack in sorted(found.items()) if path != PACK and not pack.problems]
    book = PackBook(house=found.get(PACK, Pack()), others=tuple(others))
    findings += [wrong(path, sentence) for path, sentence in book.findings()]
    return book


def _form(path: str, content: bytes, findings: list[Finding]) -> Mapping[str, Any]:
    """The schema, also one that we would not publish any more: cases of an earlier edition still ask with it."""
    try:
        schema = orjson.loads(content)
    except ValueError as problem:
        findings.append(wrong(path, str(problem)))
        return {}
    complaints = complaints_about(schema)
    findings += [wrong(path, problem) for problem in complaints]
    return schema if not complaints or is_form(schema) else {}


def _under(files: Mapping[str, bytes], folder: str, ending: str) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.startswith(folder) and path.endswith(ending)}
