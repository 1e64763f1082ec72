"""From a folder to an edition: read a draft, check it, publish it; a broken draft leaves the last edition running."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from . import faults
from .actions import Registry
from .bpmn import Finding
from .edition import Edition, edition_id
from .errors import DraftBroken, SettingWrong
from .events import EditionPublished
from .person import Actor
from .recovery import Means
from .running import read_running

ENDINGS = (".bpmn", ".dmn", ".json", ".md")
#: no sane edition is larger; a folder given by mistake should not be swallowed whole
LARGEST_FILE, MOST_FILES = 2_000_000, 2_000
#: the stream of the journal that tells of the house itself
HOUSE = "house"


def shipped() -> Path:
    """The folder of processes that came with the package."""
    return Path(__file__).resolve().parent.parent / "processes"


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a draft, by their path below the folder. Raises SettingWrong for a folder nobody can use."""
    if not folder.is_dir():
        raise SettingWrong(name="AMENDS_PROCESSES", problem=f"names '{folder}', which is no folder")
    files = dict(_files(folder))
    if not any(path.endswith(".bpmn") for path in files):
        raise SettingWrong(name="AMENDS_PROCESSES", problem=f"names '{folder}', which holds no diagram")
    return files


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    found = sorted(p for p in folder.rglob("*") if p.suffix in ENDINGS and p.is_file() and p.name != "README.md")
    if len(found) > MOST_FILES:
        raise SettingWrong(
            name="AMENDS_PROCESSES", problem=f"names '{folder}', which holds more than {MOST_FILES} files"
        )
    for path in found:
        if path.is_symlink() or path.stat().st_size > LARGEST_FILE:
            raise SettingWrong(
                name="AMENDS_PROCESSES",
                problem=f"holds '{path.name}', which is a link or larger than {LARGEST_FILE} bytes",
            )
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def check(files: Mapping[str, bytes], registry: Registry) -> list[Finding]:
    """Everything that is wrong with a draft, errors first."""
    return sorted(read_running(files, registry).findings, key=lambda f: (f.severity, f.path, f.element))


def publish(means: Means, files: Mapping[str, bytes], by: Actor) -> Edition:
    """Make a draft the edition of all new cases. Raises DraftBroken with its findings; running cases keep theirs."""
    errors = [found for found in check(files, means.registry) if found.severity == "error"]
    if errors:
        first = errors[0]
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


def offer(means: Means, folder: Path) -> None:
    """Look at the folder that offers a draft. The first sound one is published; later ones wait for `publish`.

    What is wrong with it, or that it differs, is kept for the operator's page.
    Raises DraftBroken only while there is no edition at all.
    """
    files = read_folder(folder)
    with means.store.reading() as work:
        latest = work.editions.latest()
    if latest is None:
        publish(means, files, Actor("process", "", "the first start"))
        return
    differs = edition_id(files) != latest.id
    wrong = (
        [f"{f.path}: {f.sentence}" for f in check(files, means.registry) if f.severity == "error"] if differs else []
    )
    with means.store.writing() as work:
        work.settings.save("draft", {"differs": differs, "problems": wrong[:20], "folder": str(folder)})
