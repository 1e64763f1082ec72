"""Refusals of the API: each a sentence, as `application/problem+json` (RFC 9457), whatever went wrong."""

import re
from collections.abc import Mapping
from typing import Any

import orjson
from flask import Response, current_app, got_request_exception
from werkzeug.exceptions import HTTPException

from ...engine import errors
from ...engine.pack_book import PackUnknown
from ...engine.store import DatabaseUnavailable
from ...engine.values import NotJson
from ..problems import STATUS as OF_PAGES
from ..problems import noted

#: what begins the name of a kind of problem
KIND = "urn:problem-type:amends:"


class NoToken(errors.AmendsError):
    """Nobody said for whom they speak."""

    sentence = "Say for whom you speak: 'Authorization: Bearer <token>'. 'amends token add' makes a token."


class TokenRefused(errors.AmendsError):
    """Nobody has this token, it is over or revoked, or its person is not active any more."""

    sentence = "This token opens nothing: it is unknown, over or revoked, or its person is not active any more."


class TooManyTries(errors.AmendsError):
    """One address brings one wrong token after the other."""

    sentence = "Too many wrong tokens came from your address. Wait a minute, then try again with a good one."


class NotJsonAtAll(errors.AmendsError):
    """The body is something else, or JSON that says two things at once."""

    sentence = "The body cannot be read as JSON: {problem}."


class MediaWrong(errors.AmendsError):
    """The body says that it is something else."""

    sentence = "Send JSON, and say so with 'Content-Type: application/json'; this was '{given}'."


class BodyWrong(errors.AmendsError):
    """The body is JSON, but not what is asked for here."""

    sentence = "The body {problem}."


class HeaderWrong(errors.AmendsError):
    """A header that cannot be used."""

    sentence = "The header {name} {problem}."


class PageWrong(errors.AmendsError):
    """Something behind the question mark of the address that cannot be used."""

    sentence = "'{name}' in the address {problem}."


STATUS: dict[type[Exception], int] = OF_PAGES | {
    NoToken: 401, TokenRefused: 401, TooManyTries: 429, NotJsonAtAll: 400, HeaderWrong: 400, PageWrong: 400,
    MediaWrong: 415, BodyWrong: 422, NotJson: 422, PackUnknown: 422, DatabaseUnavailable: 503,
}  # fmt: skip
#: what is said of an HTTP status: (kind, sentence)
SAID = {
    400: ("request_wrong", "This request could not be read."),
    404: ("no_such_address", "There is nothing at this address. See 'openapi.json' for all there are."),
    405: ("method_wrong", "This address takes other methods; 'Allow' names them."),
    413: ("body_too_large", "What you sent is larger than we can take."),
    429: ("too_many_requests", "Too many requests. Wait a little, then try again."),
    500: ("our_fault", "Something went wrong here. This is our fault; '{reference}' finds it in the log."),
}
#: seconds after which it may be better
LATER = {429: 60, 503: 5}


def status_of(kind: type[Exception]) -> int:
    return next((STATUS[cls] for cls in kind.__mro__ if cls in STATUS), 500)


def refused(error: errors.AmendsError) -> Response:
    """What is wrong, and what helps to put it right: problems by field, or the values there are now."""
    code = status_of(type(error))
    more: dict[str, Any] = {}
    if isinstance(error, errors.AnswersInvalid):
        more["fields"] = error.facts["problems"]
    if isinstance(error, errors.FieldsChanged):
        more["current"] = error.facts["current"]
    if code == 500:
        more["reference"] = noted(error)
    answer = problem(code, _named(type(error).__name__), str(error), more)
    if code == 401:
        wrong = "" if isinstance(error, NoToken) else ', error="invalid_token"'
        answer.headers["WWW-Authenticate"] = f'Bearer realm="amends"{wrong}'
    return answer


def refused_by_http(error: HTTPException) -> Any:
    """A refusal of Flask or Werkzeug; redirects pass."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    kind, sentence = SAID.get(error.code, SAID[400])
    answer = problem(error.code, kind, sentence)
    answer.headers.extend([h for h in error.get_headers() if h[0].lower() in ("allow", "retry-after")])
    return answer


def refused_unforeseen(error: Exception) -> Response:
    """A mistake of ours: a number that finds it in the log, never a traceback. The host's watchers hear of it."""
    if current_app.debug or current_app.testing:
        raise error
    got_request_exception.send(current_app._get_current_object(), exception=error)  # type: ignore[attr-defined]
    kind, sentence = SAID[500]
    reference = noted(error)
    return problem(500, kind, sentence.format(reference=reference), {"reference": reference})


def problem(status: int, kind: str, detail: str, more: Mapping[str, Any] | None = None) -> Response:
    told = {"type": KIND + kind, "title": kind.replace("_", " ").capitalize(), "status": status, "detail": detail}
    body = orjson.dumps({**told, **(more or {})}, default=str, option=orjson.OPT_NON_STR_KEYS)
    answer = Response(body, status, mimetype="application/problem+json", headers={"Cache-Control": "no-store"})
    if status in LATER:
        answer.headers["Retry-After"] = str(LATER[status])
    return answer


def _named(kind: str) -> str:
    """TaskNotOpen -> task_not_open."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()
