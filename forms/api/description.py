"""The description of the API, OpenAPI 3.1: made of the routes that answer and the shapes they answer with."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from . import bodies
from .routes import Route

PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}, NoneType: {"type": "null"},
    datetime: {"type": "string", "format": "date-time"}, Any: {}, dict: {"type": "object"},
}  # fmt: skip
#: what any route may refuse, and those that take a body beside it
REFUSALS = {
    400: "It cannot be read.", 401: "No good token.", 403: "Not open to you.", 404: "Not there, or not for you.",
    429: "Too many.", 500: "Our fault.", 503: "The database is away.",
}  # fmt: skip
OF_BODIES = {409: "Somebody was faster.", 413: "Too large.", 415: "Not JSON.", 422: "Answers are missing or wrong."}
PROBLEM = {
    "type": "object",
    "description": "What is wrong (RFC 9457): `detail` is a sentence for people.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "fields": {"type": "object", "description": "What is wrong with each field; '' is the form as a whole."},
        "current": {"type": "object", "description": "The values that somebody changed meanwhile."},
        "reference": {"type": "string", "description": "Finds it in the log."},
    },
}
ARGUMENT = re.compile(r"<(?:(int):)?(\w+)>")


def described(routes: Sequence[Route], server: str) -> dict[str, Any]:
    """The whole document; `server` is the address of the API on this site."""
    parts: dict[str, Any] = {"Problem": PROBLEM}
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(address(route.path), {})[route.method.lower()] = _operation(route, parts)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Amends", "version": version("amends"), "license": {"name": "Apache-2.0"}},
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": parts, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def address(path: str) -> str:
    """/tasks/<int:round> -> /tasks/{round}."""
    return ARGUMENT.sub(r"{\2}", path)


def _operation(route: Route, parts: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {"operationId": route.name, "summary": route.summary, "parameters": _parameters(route)}
    if route.is_open:
        operation["security"] = []
    if route.takes is not None:
        operation["requestBody"] = {"required": True, "content": _json(_body(route.takes))}
    given = {"content": _json(schema(route.gives, parts))} if route.gives else {}
    refusals = {**REFUSALS, **(OF_BODIES if route.method == "POST" else {})} if not route.is_open else {}
    operation["responses"] = {str(route.status): {"description": route.summary, **given}} | {
        str(status): {"description": said, "content": {"application/problem+json": _ref("Problem")}}
        for status, said in refusals.items()
    }
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": PLAIN[int if kind else str]}
        for kind, name in ARGUMENT.findall(route.path)
    ]
    found += [{"name": n, "in": "query", "description": said, "schema": PLAIN[str]} for n, said in route.asks.items()]
    if route.has_key:
        said = "Your name for this request: sent twice under one name, it acts once."
        limit = {"type": "string", "maxLength": bodies.LONGEST_KEY}
        found.append({"name": "Idempotency-Key", "in": "header", "description": said, "schema": limit})
    return found


def _body(takes: bodies.Parts) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {"type": part.kind, "description": part.meaning} for name, part in takes.items()},
        "required": [name for name, part in takes.items() if part.is_required],
        "additionalProperties": False,
    }


def schema(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a type; shapes become named `parts`."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        if kind.__name__ not in parts:
            parts[kind.__name__] = {}  # a shape may hold itself
            parts[kind.__name__] = _object(kind, parts)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if origin in (Union, UnionType):
        return {"anyOf": [schema(one, parts) for one in inner]}
    if origin is Sequence:
        return {"type": "array", "items": schema(inner[0], parts)}
    return PLAIN[dict] if origin is Mapping else PLAIN[kind if origin is None else origin]


def _object(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    fields = {name: schema(held, parts) for name, held in get_type_hints(kind).items()}
    said = " ".join((kind.__doc__ or "").split())
    return {"type": "object", "description": said, "properties": fields, "required": sorted(kind.__required_keys__)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _ref(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}
