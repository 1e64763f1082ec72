"""Routes: each address once, with what it takes and gives. The server answers by them, and they are described."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple

import orjson
from flask import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule

from ...engine.errors import AmendsError
from . import pages
from .bodies import Parts, body
from .caller import caller
from .refusals import refused, refused_by_http, refused_unforeseen

View = Callable[..., Any]
NO_STORE = {"Cache-Control": "no-store"}


class Route(NamedTuple):
    """One address and method."""

    method: str
    path: str
    name: str
    summary: str
    #: parts of the body; None: there is none
    takes: Parts | None
    #: names behind the question mark, with their meaning
    asks: Mapping[str, str]
    #: the shape of the answer; None: nothing
    gives: type | None
    status: int
    #: whether the same request, sent twice under one Idempotency-Key, acts once
    has_key: bool
    #: whether strangers are answered
    is_open: bool


ROUTES: list[Route] = []


def route(
    method: str, path: str, *, gives: type | None = None, takes: Parts | None = None, status: int = 200,
    asks: Mapping[str, str] | None = None, has_key: bool = False, is_open: bool = False,
) -> Callable[[View], View]:  # fmt: skip
    """The view gets who calls, then the body if it takes one, then the parts of the address; deny by default: only who
    calls with a good token gets so far. It gives a value, or a value and its headers."""

    def register(view: View) -> View:
        summary = " ".join((view.__doc__ or "").split())
        ROUTES.append(Route(
            method, path, view.__name__, summary, takes, asks or {}, gives, status, has_key, is_open,
        ))  # fmt: skip

        @wraps(view)
        def answered(**arguments: Any) -> Any:
            who = () if is_open else (caller(),)
            what = () if takes is None else (body(takes),)
            return answer(view(*who, *what, **arguments), status)

        pages.add_url_rule(path, view.__name__, answered, methods=[method])
        return view

    return register


def answer(given: Any, status: int) -> Response:
    value, headers = given if isinstance(given, tuple) else (given, {})
    content = b"" if value is None else orjson.dumps(value)
    return Response(content, status, {**NO_STORE, **headers}, mimetype="application/json")


@pages.route("/<path:rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def nowhere(rest: str) -> Any:
    """Every other address: also there the answer is a problem, not a page."""
    allowed = [r.method for r in ROUTES if _known().bind("", path_info="/" + rest).test(method=r.method)]
    raise MethodNotAllowed(sorted(set(allowed))) if allowed else NotFound()


def _known() -> Map:
    return Map([Rule(r.path, methods=[r.method]) for r in ROUTES])


pages.register_error_handler(AmendsError, refused)
pages.register_error_handler(HTTPException, refused_by_http)
pages.register_error_handler(Exception, refused_unforeseen)
