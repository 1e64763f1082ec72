"""What a line of the log is about: the case, the job, the person's id - never anything that somebody said.

Facts are bound for the length of a block and belong to one thread or request only. Our own processes write them beside
each line (forms/logs.py); a host adds `About()` to a handler of its own.
"""

import contextlib
import logging
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

_bound: ContextVar[Mapping[str, Any]] = ContextVar("amends_about", default=MappingProxyType({}))


@contextlib.contextmanager
def about(**facts: Any) -> Iterator[None]:
    """Within this block, log lines are about these things; those without a value are left out."""
    token = _bound.set({**_bound.get(), **{name: fact for name, fact in facts.items() if fact not in (None, "")}})
    try:
        yield
    finally:
        _bound.reset(token)


def facts() -> Mapping[str, Any]:
    """What is bound just now."""
    return _bound.get()


class About(logging.Filter):
    """For a handler of a host: puts the facts on each record, where `%(case)s` or a JSON formatter finds them."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, fact in facts().items():
            if not hasattr(record, name):
                setattr(record, name, fact)
        return True
