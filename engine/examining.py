"""Examining: a draft is read in a process of its own, which is stopped if it takes too long or too much memory.

Whoever wrote the draft may have meant no harm: a diagram of three thousand tasks in a row may keep a reader busy for an
hour. The child knows the files and the schemas of the actions; it is given no settings, no database, no secret.
This module, run as a program, is what the child does.
"""

import base64
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from typing import Any

import orjson

from .bpmn import Finding
from .edition import edition_id
from .fitting import wrong
from .running import Offers, read_running

#: the child may think for so long, in seconds, and use so much memory, in bytes
SECONDS, MEMORY = 8, 512 * 1024**2
#: by the wall, for a machine that has other things to do; after these seconds it is killed, whatever it does
PATIENCE = 60
#: drafts whose findings are kept in mind
REMEMBERED = 8
#: findings that anybody reads
MOST = 500
#: what the child may know of its surroundings: where programs are
KNOWN = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH")


class _Offered:
    """Actions by name, as far as a diagram is checked against them."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._schemas = schemas

    def names(self) -> tuple[str, ...]:
        return tuple(self._schemas)

    def schema(self, name: str) -> Mapping[str, Any]:
        return self._schemas[name]


def examined(files: Mapping[str, bytes], actions: Offers) -> list[Finding]:
    """What is wrong with a draft, errors first; a draft that cannot be read within the limits has one finding."""
    offered = orjson.dumps({name: actions.schema(name) for name in actions.names()}, default=dict)
    draft = edition_id(files), offered
    if draft not in _known:
        if len(_known) >= REMEMBERED:
            _known.pop(next(iter(_known)))
        _known[draft] = _findings(files, offered)
    return list(_known[draft])


#: the last drafts and what was found: who checks a draft publishes it a moment later
_known: dict[tuple[str, bytes], list[Finding]] = {}


def _findings(files: Mapping[str, bytes], offered: bytes) -> list[Finding]:
    asked = orjson.dumps({path: base64.b64encode(content).decode() for path, content in files.items()})
    told = _child(b"\n".join((offered, asked)))
    return [Finding(**found) for found in orjson.loads(told)] if told else [_given_up(files)]


def _child(asked: bytes) -> bytes:
    """What it found; nothing if it was stopped."""
    surroundings = {name: os.environ[name] for name in KNOWN if name in os.environ}
    surroundings |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1"}
    how: Any = {"input": asked, "capture_output": True, "timeout": PATIENCE, "env": surroundings, "check": False}
    try:
        done = subprocess.run([sys.executable, "-m", __name__], **how)  # noqa: S603 (our own module)
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""


def _given_up(files: Mapping[str, bytes]) -> Finding:
    largest = max(files, key=lambda path: len(files[path]), default="the draft")
    return wrong(
        largest,
        f"the draft cannot be read within {SECONDS} seconds and {MEMORY // 1024**2} MB; this is its largest file. Make "
        "it smaller, or take files out one after the other until the check comes to its end: the last one was it",
    )


def _bounded() -> None:
    """From here on this process can do no harm for long. Where limits are unknown, the time by the wall has to do."""
    if os.name != "posix":
        return
    import resource

    bounds = {"RLIMIT_CPU": SECONDS, "RLIMIT_AS": MEMORY, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in bounds.items():
        with suppress(ValueError, OSError):  # a tighter one is there already, or the system has none of this kind
            resource.setrlimit(getattr(resource, name), (most, most))


def _main() -> None:
    actions, asked = (orjson.loads(line) for line in sys.stdin.buffer.read().split(b"\n", 1))
    _bounded()
    files = {path: base64.b64decode(content) for path, content in asked.items()}
    found = sorted(read_running(files, _Offered(actions)).findings, key=lambda f: (f.severity, f.path, f.element))
    more = [replace(found[MOST], sentence=f"and {len(found) - MOST} findings more")] if found[MOST:] else []
    sys.stdout.buffer.write(orjson.dumps([asdict(finding) for finding in found[:MOST] + more]))


if __name__ == "__main__":
    _main()
