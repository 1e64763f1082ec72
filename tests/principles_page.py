"""The lists of features and elements on the page of principles: `python tests/principles_page.py` works them out anew."""

import re
from pathlib import Path

from amends.engine.actions import Registry
from amends.engine.bpmn import Library
from amends.engine.principles import Principle
from amends.engine.publishing import read_folder, shipped
from amends.engine.running import read_running
from amends.features.catalogue import features

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "principles.md"
BEGIN, END = "<!-- table: made by tests/principles_page.py -->", "<!-- end of table -->"


def page(text: str) -> str:
    """The page with its lists as features and diagrams are now."""
    library = read_running(read_folder(shipped()), Registry.installed()).library
    for principle in Principle:
        place = re.compile(rf"(## `{principle.value}`\n.*?){BEGIN}.*?{END}", re.DOTALL)
        lists = f"{BEGIN}\n{_features(principle)}\n{_elements(library, principle)}{END}"
        text = place.sub(lambda found, lists=lists: found.group(1) + lists, text, count=1)
    return text


def _features(principle: Principle) -> str:
    found = sorted((f for f in features() if f"principle_{principle}" in f.tags), key=lambda f: f.path)
    return "".join(f"- [{feature.name}](../../features/{feature.path})\n" for feature in found)


def _elements(library: Library, principle: Principle) -> str:
    kept: dict[str, list[str]] = {}
    for program in library.processes.values():
        for element in program.elements.values():
            if element.properties.get("principle") == principle:
                kept.setdefault(program.path, []).append(f"`{element.id}`")
    rows = "".join(f"| `{path}` | {', '.join(ids)} |\n" for path, ids in sorted(kept.items()))
    return f"| diagram | elements that keep it |\n|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
