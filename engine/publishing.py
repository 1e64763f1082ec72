"""From a folder to an edition: read a draft, check it, publish it; a broken draft leaves the last edition running."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from . import faults
from .actions import Registry
from .bpmn import Finding
from .edition import Edition, edition_id
from .errors import DraftBroken, SettingWrong
from .events import EditionPublished
from .examining import examined
from .fitting import wrong
from .packs import names_in
from .person import Actor
from .recovery import Means

ENDINGS = (".bpmn", ".dmn", ".json", ".md")
#: no sane edition is larger; a folder given by mistake should not be swallowed whole
LARGEST_FILE, LARGEST_DRAFT, MOST_FILES, MOST_PATHS = 2_000_000, 20_000_000, 2_000, 20_000
#: where a folder keeps what only one sector has
SECTORS = "sectors"
#: the stream of the journal that tells of the house itself
HOUSE = "house"


def shipped() -> Path:
    """The folder of processes that came with the package."""
    return Path(__file__).resolve().parent.parent / "processes"


def read_folder(folder: Path, sector: str = "") -> dict[str, bytes]:
    """The files of a draft, by their path below the folder. Raises SettingWrong for a folder nobody can use.

    What lies in `sectors/<sector>/` stands in for the file of the same path; a JSON file there says only what is
    different (JSON Merge Patch, RFC 7396): a sector's own currency, and what its complaints are about.
    """
    if not folder.is_dir():
        raise _wrong(f"names '{folder}', which is no folder")
    try:
        files = dict(_files(folder))
    except OSError as problem:
        raise _wrong(f"names '{folder}', in which '{problem.filename}' cannot be read: {problem.strerror}") from None
    if not any(path.endswith(".bpmn") for path in files):
        raise _wrong(f"names '{folder}', which holds no diagram")
    if sector and sector not in sectors(folder):
        problem = (
            f"is '{sector}', which the processes have nothing for; they know {', '.join(sectors(folder)) or 'none'}"
        )
        raise SettingWrong(name="AMENDS_SECTOR", problem=problem)
    own = f"{SECTORS}/{sector}/"
    common = {path: content for path, content in files.items() if not path.startswith(f"{SECTORS}/")}
    for path, content in ((p.removeprefix(own), c) for p, c in files.items() if p.startswith(own)):
        common[path] = _merged(common[path], content) if path.endswith(".json") and path in common else content
    return common


def _merged(common: bytes, patch: bytes) -> bytes:
    """What is no JSON stays as the sector has it, and is found wrong when it is read."""
    try:
        return orjson.dumps(_patched(orjson.loads(common), orjson.loads(patch)), option=orjson.OPT_INDENT_2)
    except ValueError:
        return patch


def _patched(target: Any, patch: Any) -> Any:
    """RFC 7396: objects are merged, null takes a member out, everything else stands in for what was there."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = _patched(found.get(name), value)
    return found


def sectors(folder: Path) -> list[str]:
    """The sectors for which a folder holds files of their own."""
    return sorted(path.name for path in (folder / SECTORS).glob("*") if path.is_dir())


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    looked_at = list(islice(folder.rglob("*"), MOST_PATHS))
    found = sorted(p for p in looked_at if p.suffix in ENDINGS and p.is_file() and p.name != "README.md")
    if len(looked_at) == MOST_PATHS or len(found) > MOST_FILES:
        raise _wrong(f"names '{folder}', which holds more than {MOST_FILES} files")
    left = LARGEST_DRAFT
    for path in found:
        left -= path.stat().st_size
        if path.is_symlink() or path.stat().st_size > LARGEST_FILE:
            raise _wrong(f"holds '{path.name}', which is a link or larger than {LARGEST_FILE} bytes")
        if left < 0:
            raise _wrong(f"names '{folder}', whose files are larger than {LARGEST_DRAFT} bytes together")
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _wrong(problem: str) -> SettingWrong:
    return SettingWrong(name="AMENDS_PROCESSES", problem=problem)


def check(files: Mapping[str, bytes], registry: Registry) -> list[Finding]:
    """Everything that is wrong with a draft, errors first. It is read in a process of its own, within limits."""
    return examined(files, registry)


def publish(means: Means, files: Mapping[str, bytes], by: Actor) -> Edition:
    """Make a draft the edition of all new cases. Raises DraftBroken with its findings; running cases keep theirs."""
    errors = [found for found in check(files, means.registry) if found.severity == "error"]
    errors += lost_packs(means, files)
    if errors:
        first = min(errors, key=lambda found: bool(found.element))  # a file that cannot be read breaks others as well
        raise DraftBroken(
            summary=f"{first.path}: {first.sentence}" + (f" (and {len(errors) - 1} more)" if errors[1:] else ""),
            findings=errors,
        )
    with means.store.writing() as work:
        before = work.editions.latest()
        edition = work.editions.publish(files, by.name, means.now())
        if before is None or before.id != edition.id:
            told = EditionPublished(edition=edition.id, number=edition.number, by=by.name)
            work.journal.append(HOUSE, [told], at=means.now(), wall=means.wall.now(), actor=by)
        faults.here("edition_coming")
    faults.here("edition_published")
    return edition


def lost_packs(means: Means, files: Mapping[str, bytes]) -> list[Finding]:
    """Packs that units are under and that a draft does not have any more."""
    there = names_in(files)
    with means.store.reading() as work:
        units = list(work.people.units())
    return [
        wrong("packs", f"the unit '{unit.id}' is under the pack '{name}', which the draft does not have")
        for unit in units
        for name in unit.packs
        if name not in there
    ]


def offer(means: Means, folder: Path, sector: str = "") -> None:
    """Look at the folder that offers a draft. The first sound one is published; later ones wait for `publish`.

    What is wrong with it, or that it differs, is kept for the operator's page; the last edition runs on.
    Raises DraftBroken or SettingWrong only while there is no edition at all.
    """
    with means.store.reading() as work:
        latest = work.editions.latest()
    if latest is None:
        publish(means, read_folder(folder, sector), Actor("process", "", "the first start"))
        return
    differs, wrong = _compared(means, folder, sector, latest)
    with means.store.writing() as work:
        work.settings.save("draft", {"differs": differs, "problems": wrong[:20], "folder": str(folder)})


def _compared(means: Means, folder: Path, sector: str, latest: Edition) -> tuple[bool, list[str]]:
    """Whether a folder differs from the last edition, and what keeps it from being the next one."""
    try:
        files = read_folder(folder, sector)
    except SettingWrong as problem:
        return True, [str(problem)]
    if edition_id(files) == latest.id:
        return False, []
    return True, [f"{f.path}: {f.sentence}" for f in check(files, means.registry) if f.severity == "error"]
