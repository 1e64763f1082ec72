"""The letters of an edition: read once, checked once, filled in when they are sent."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..errors import AmendsError
from . import markup
from .facts import Unfilled, as_line, as_markdown, known
from .filters import OURS
from .grammar import LONGEST_SOURCE, PLAIN_FILTERS, TESTS, complaints, names_in

#: a letter as it goes out, in characters; and the time filling it in may take, in seconds
LONGEST_LETTER = 50_000
LONGEST_SUBJECT = 200
SECONDS = 2.0


class LetterRefused(AmendsError):
    """A letter is not there, is badly written, or lacks something it has to say: it is not sent half-empty."""

    sentence = "The letter '{letter}' cannot be written: {why}"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter filled in, ready to be sent and shown. `html` is sanitised."""

    name: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class _Wording:
    """One file: how the subject and the body are written, or why they cannot be."""

    path: str
    subject: Any = None
    body: Any = None
    names: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


class Letters:
    """What the edition says to people. Letters are found by the name of their file without its ending."""

    def __init__(self, wordings: Mapping[str, _Wording]) -> None:
        self._wordings = wordings

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> "Letters":
        """Read Markdown files that begin with `Subject: ...` and a blank line; `findings` says what is wrong."""
        return cls({PurePosixPath(path).stem: _read(path, content) for path, content in sorted(files.items())})

    def names(self) -> tuple[str, ...]:
        return tuple(self._wordings)

    def asked_for(self, name: str) -> frozenset[str]:
        """The facts a letter mentions. Raises LetterRefused if there is no such letter."""
        return self._wording(name).names

    def findings(self) -> list[tuple[str, str]]:
        """What keeps letters from being sent, as (path, sentence)."""
        return [(wording.path, problem) for wording in self._wordings.values() for problem in wording.problems]

    def render(self, name: str, facts: Mapping[str, Any]) -> Letter:
        """Fill in a letter. Raises LetterRefused, naming the letter and what it lacks."""
        wording = self._wording(name)
        if wording.problems:
            raise LetterRefused(letter=name, why=wording.problems[0])
        given = known(facts)
        subject = " ".join(filled(name, wording.subject, given).split())[:LONGEST_SUBJECT]
        markdown = filled(name, wording.body, given)
        return Letter(name=name, subject=subject, text=markup.text(markdown), html=markup.html(markdown))

    def _wording(self, name: str) -> _Wording:
        try:
            return self._wordings[name]
        except KeyError:
            raise LetterRefused(letter=name, why="there is no such letter in this edition") from None


def _environment(finalize: Any) -> ImmutableSandboxedEnvironment:
    # not escaped as HTML: values become Markdown, and the HTML made of that is sanitised
    environment = ImmutableSandboxedEnvironment(
        undefined=Unfilled, finalize=finalize, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in PLAIN_FILTERS} | OURS
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


SUBJECT, BODY = _environment(as_line), _environment(as_markdown)


def _read(path: str, content: bytes) -> _Wording:
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return _Wording(path=path, problems=("it is not written in UTF-8",))
    head, _, body = source.partition("\n\n")
    first, _, rest = head.partition("\n")
    if len(source) > LONGEST_SOURCE:
        return _Wording(path=path, problems=(f"it is longer than {LONGEST_SOURCE} characters",))
    if not first.startswith("Subject: ") or rest or not body.strip():
        return _Wording(
            path=path, problems=("it has to begin with 'Subject: ...' and a blank line, and then say something",)
        )
    try:
        return _compiled(path, first.removeprefix("Subject: "), "\n\n" + body)
    except TemplateSyntaxError as problem:
        return _Wording(path=path, problems=(f"line {problem.lineno}: {problem.message}",))
    except RecursionError:
        return _Wording(path=path, problems=("it is nested too deep to be read",))


def _compiled(path: str, subject: str, body: str) -> _Wording:
    """Checks before it compiles: what is not allowed never becomes code. Empty lines keep the line numbers right."""
    said, written = SUBJECT.parse(subject), BODY.parse(body)
    found = [*complaints(said, SUBJECT), *complaints(written, BODY)]
    if found:
        return _Wording(path=path, problems=tuple(f"line {line}: {why}" for line, why in found))
    return _Wording(
        path=path,
        subject=SUBJECT.from_string(said),
        body=BODY.from_string(written),
        names=frozenset(_names(said) | _names(written)),
    )


def _names(tree: nodes.Template) -> set[str]:
    return names_in(tree) - {"timezone"}


def filled(name: str, template: Any, facts: Mapping[str, Any]) -> str:
    try:
        return "".join(_bounded(name, template.generate(facts)))
    except (TemplateError, TypeError, ValueError, ArithmeticError) as problem:
        raise LetterRefused(letter=name, why=str(problem)) from None


def _bounded(name: str, chunks: Iterator[str]) -> Iterator[str]:
    until, length = time.monotonic() + SECONDS, 0
    for chunk in chunks:
        length += len(chunk)
        if length > LONGEST_LETTER:
            raise LetterRefused(letter=name, why=f"it grew beyond {LONGEST_LETTER} characters")
        if time.monotonic() > until:
            raise LetterRefused(letter=name, why=f"it took longer than {SECONDS:g} seconds")
        yield chunk
