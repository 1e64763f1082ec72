r"""Patterns: regular expressions of authors, as far as they cannot keep us busy for ever.

Python tries every way in which a pattern could fit. Where one part may be repeated, that is as many ways as the answer
has characters; where several may, the product of them; where a repeated part is repeated again, it never ends.
"""

import re
import warnings
from collections.abc import Iterator

#: characters of a pattern, and ways to try
LONGEST, MOST_WAYS = 200, 10_000_000
_TOKEN = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<special>\(\?(?!:).)|(?P<open>\((?:\?:)?)|(?P<close>\))"
    r"|(?P<times>(?:[*+?]|\{\d*,?\d*\})[?+]?)|(?P<either>\|)|(?P<plain>.)",
    re.DOTALL,
)
_BACK = re.compile(r"\\[1-9]")


def complaint(pattern: str, longest: int) -> str:
    """Why a pattern is not taken for answers of at most `longest` characters, to stand behind its name; "" if it is."""
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters"
    try:
        _compile(pattern)
        ways = _ways(pattern, max(longest, 1))
    except (re.error, OverflowError, RecursionError) as problem:
        return f"is no regular expression: {problem}"
    except ValueError as problem:
        return str(problem)
    if ways > MOST_WAYS:
        return "can fit in too many ways: begin it with ^, repeat less in it, or give the field a smaller maxLength"
    return ""


def _compile(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of signs that a later Python may read otherwise
        re.compile(pattern)


def _ways(pattern: str, longest: int) -> int:
    """An upper bound, coarse on purpose. Raises ValueError for what has none."""
    ways, before = (1 if pattern.startswith("^") else longest), ""
    for kind, text in _tokens(pattern):
        if kind == "special" or (kind == "escape" and _BACK.match(text)):
            raise ValueError(f"uses '{text}', which is not for forms; plain signs, sets and repetitions are")
        if kind == "times":
            choices = _choices(text, longest)
            if before == "close" and text[0] != "?":
                raise ValueError("repeats a group, which may take for ever. Repeat single signs or sets")
            ways *= choices
        ways *= 2 if kind == "either" else 1
        before = kind
    return ways


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(pattern):
        yield str(found.lastgroup), found.group()


def _choices(times: str, longest: int) -> int:
    """How many lengths a repetition may have."""
    if times[0] == "?":
        return 2
    if times[0] in "*+":
        return longest
    low, comma, high = times.rstrip("?+").strip("{}").partition(",")
    most = min(int(high or longest), longest)
    return max(most - int(low or 0) + 1, 1) if comma else 1
