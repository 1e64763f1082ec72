"""Compiles catalogues of translated texts (.po) to what gettext reads (.mo), beside each."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOMES = ("forms", "processes")


def sources(root: Path = ROOT) -> list[Path]:
    """All catalogues there are; none is a good answer."""
    return sorted(path for home in HOMES for path in (root / home).rglob("*.po"))


def requirements() -> list[str]:
    """Babel, if there is anything to compile."""
    return ["babel>=2.14"] if sources() else []


def compile_all(root: Path = ROOT) -> list[Path]:
    """Writes a .mo beside each .po that is newer; returns those written."""
    stale = [path for path in sources(root) if _is_stale(path)]
    for path in stale:
        _compile(path)
    return [path.with_suffix(".mo") for path in stale]


def _is_stale(path: Path) -> bool:
    target = path.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < path.stat().st_mtime


def _compile(path: Path) -> None:
    # here, because a tree without catalogues builds without Babel
    from babel.messages import mofile, pofile

    with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
        mofile.write_mo(target, pofile.read_po(source))
