"""What is written to the log: one line a thing, for people, or as JSON for machines. Nothing anybody typed.

Each line says what it is about: case, job, person by their id, the page by its name. The words of an exception may
quote what somebody typed or a row of the database, so only the place and the kind of it are written, and the words of
those errors alone that speak of settings, files and connections.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import g, has_request_context, request

from ..engine.errors import SettingWrong
from ..engine.jobs import CarrierTaken
from ..engine.observing import facts
from ..engine.store import DatabaseUnavailable

#: libraries that tell of every step they take
TALKATIVE = ("waitress.queue", "dbos", "alembic")
#: what may be quoted
SPEAKABLE = (SettingWrong, CarrierTaken, DatabaseUnavailable, OSError, ImportError)
#: what addresses call a case
CASE_NAMES = ("number", "case")

Line = MutableMapping[str, Any]


def write_logs(*, as_json: bool, level: int = logging.INFO) -> None:
    """Set up logging for a process of our own; a host keeps its own."""
    shared = [
        structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, structlog.stdlib.ExtraAdder(), _about,
        structlog.processors.TimeStamper(fmt="iso", utc=True), _place_only,
    ]  # fmt: skip
    last = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)


def _about(_logger: Any, _method: str, line: Line) -> Line:
    """Adds what the line is about, where it does not say so itself."""
    for name, fact in {**_of_request(), **facts()}.items():
        line.setdefault(name, fact)
    return line


def _of_request() -> dict[str, Any]:
    """The page by its name, because addresses hold the secret of a customer's link; the person if somebody asked."""
    if not has_request_context():
        return {}
    named = request.view_args or {}
    looking = g.get("amends_person")
    about = {"page": request.endpoint, "method": request.method, "person": looking.id if looking else None}
    about["case"] = next((named[name] for name in CASE_NAMES if name in named), None)
    return {name: fact for name, fact in about.items() if fact}


def _place_only(_logger: Any, _method: str, line: Line) -> Line:
    """The traceback without the words of whatever was raised, unless they are known to be nobody's."""
    raised = line.pop("exc_info", None)
    raised = sys.exc_info() if raised is True else raised
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        line["exception"] = "\n".join(_told(error))
    return line


def _told(error: BaseException) -> list[str]:
    """From the first cause to what came of it."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [*_told(cause), "which led to:"] if cause is not None else []
    places = [f'  File "{f.filename}", line {f.lineno}, in {f.name}' for f in traceback.extract_tb(error.__traceback__)]
    words = f": {error}" if isinstance(error, SPEAKABLE) else ""
    return [*before, *places, f"{type(error).__name__}{words}"]
