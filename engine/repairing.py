"""Repairing: for drawings that were not made to run, a difference is proposed and weighed; no file is changed by us."""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from . import publishing
from .actions import Registry
from .bpmn.markup import Unreadable, read_tree
from .bpmn.repair import Repair, propose
from .bpmn.repair_sheet import Proposal
from .errors import SettingWrong

FORM = ".schema.json"


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What is proposed for one diagram."""

    path: str
    proposals: tuple[Proposal, ...] = ()
    #: unified, for `patch -p1` in the folder, written as the files are; empty if nothing is to change
    difference: bytes = b""
    #: files as they would be
    files: Mapping[str, bytes] = field(default_factory=dict)
    #: why nothing could be proposed
    problem: str = ""


def drafts(place: Path) -> tuple[Path, dict[str, bytes], list[str]]:
    """(folder, its files, the diagrams to look at): a folder of processes, or one diagram and nothing beside it."""
    if place.is_dir():
        files = publishing.read_folder(place)
        return place, files, [path for path in files if path.endswith(".bpmn")]
    if not place.is_file() or place.stat().st_size > publishing.LARGEST_FILE:
        raise SettingWrong(name="FOLDER", problem=f"names '{place}', which is no folder and no diagram of a usual size")
    return place.parent, {place.name: place.read_bytes()}, [place.name]


def proposed(files: Mapping[str, bytes], path: str) -> Proposed:
    """Go through one of the diagrams. What cannot be read has its reason in `problem`."""
    forms = {PurePosixPath(name).name for name in files if name.endswith(FORM)}
    try:
        found = propose(path, files[path], forms=forms, taken=_ids_of_others(files, path))
        if found.encoding.lower().startswith(("utf-16", "utf-32")):
            raise Unreadable(
                reason=f"The file is written in {found.encoding}; save it as UTF-8, so that it can be compared."
            )
        changed = {path: found.after.encode(found.encoding)} if found.after != found.before else {}
        if changed:
            read_tree(changed[path])
    except (Unreadable, UnicodeEncodeError) as problem:
        return Proposed(path=path, problem=str(problem))
    made = {_form_path(path, name): _form(name, fields) for name, fields in found.forms.items()}
    return Proposed(
        path=path, proposals=found.proposals, files={**changed, **made}, difference=_difference(found, made)
    )


def errors(files: Mapping[str, bytes]) -> int:
    """How many errors a check finds."""
    return sum(found.severity == "error" for found in publishing.check(files, Registry.installed()))


def _ids_of_others(files: Mapping[str, bytes], path: str) -> set[str]:
    found: set[str] = set()
    for other in files:
        if other.endswith(".bpmn") and other != path:
            try:
                found |= {n.get("id") for n in read_tree(files[other]).iter() if n.get("id")}
            except Unreadable:
                continue
    return found


def _form_path(path: str, name: str) -> str:
    return (PurePosixPath(path).parent / "forms" / name).as_posix()


def _form(name: str, fields: list[tuple[str, str, str]]) -> bytes:
    title = name.removesuffix(FORM).replace("_", " ").capitalize()
    properties = {key: {**_kind(kind), "title": words} for key, words, kind in fields}
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": "Say here what this is for.",
        "type": "object",
        "additionalProperties": False,
        "required": [],
        "properties": properties,
    }
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def _kind(kind: str) -> dict[str, Any]:
    if kind == "date":
        return {"type": "string", "format": "date", "maxLength": 10}
    return {"type": "string", "maxLength": 1000} if kind == "string" else {"type": kind}


def _difference(found: Repair, made: Mapping[str, bytes]) -> bytes:
    told = _unified(found.path, found.before, found.after) if found.after != found.before else ""
    return told.encode(found.encoding) + b"".join(_unified(p, "", c.decode()).encode() for p, c in made.items())


def _unified(path: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}" if before else "/dev/null", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """As `patch` counts them: only a line feed ends a line."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
