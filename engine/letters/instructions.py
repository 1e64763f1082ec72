"""Instructions: the Markdown that a diagram shows to whoever does a task, filled in like a letter."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError

from . import markup
from .facts import known
from .grammar import LONGEST_SOURCE, complaints
from .letters import BODY, LetterRefused, filled

#: what is left out of instructions that cannot be filled in: people still have to know what to do
TEMPLATE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


def instructions(source: str, facts: Mapping[str, Any]) -> str:
    """Sanitised HTML. What cannot be filled in is left out: a task must not be lost for a slip in its instructions."""
    if not source.strip():
        return ""
    try:
        return markup.html(filled("instructions", _template(source), known(facts)))
    except (TemplateError, LetterRefused):
        return markup.html(TEMPLATE.sub("", source))


def complaints_about(source: str) -> list[str]:
    """What is wrong with instructions, for the check of a draft."""
    try:
        return [f"line {line}: {why}" for line, why in complaints(BODY.parse(source), BODY)]
    except (TemplateError, RecursionError) as problem:
        return [str(problem)]


@lru_cache(512)
def _template(source: str) -> Any:
    if len(source) > LONGEST_SOURCE or complaints_about(source):
        raise LetterRefused(letter="instructions", why="they use what letters may not")
    # a block takes the end of its line along; a blank line behind it has to stay one, or a quotation would go on
    return BODY.from_string(source.replace("%}\n\n", "%}\n\n\n"))
