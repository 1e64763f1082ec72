"""The pages of the documentation, cut into what tests compare: sections, tables, names in quotes, examples."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
#: (words, where they lead)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def sections(text: str, level: str = "##") -> dict[str, str]:
    """The text below each heading of a level, by the heading."""
    parts = re.split(rf"^{level} (.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(text: str) -> list[list[str]]:
    """The cells of all tables, heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def keys(text: str) -> set[str]:
    """The names in the first column of all tables."""
    return {name for row in rows(text) for name in quoted(row[0])}


def block(name: str, language: str) -> str:
    """The one example of a page in some language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", page(name), flags=re.MULTILINE | re.DOTALL)
    return found
