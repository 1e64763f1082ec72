"""The entrance: where to begin, and the description of everything, for whoever asks."""

from typing import Any

from flask import url_for

from . import shapes
from .description import described
from .routes import ROUTES, route

BEGIN = (
    "Send 'Authorization: Bearer <token>' with every request; an administrator makes a token with 'amends token add'."
)


@route("GET", "/", gives=shapes.Entrance, is_open=True)
def entrance() -> shapes.Entrance:
    """Where to begin."""
    openapi = url_for("amends.api.openapi")
    return {"description": BEGIN, "openapi": openapi, "documentation": "docs/reference/api.md"}


@route("GET", "/openapi.json", gives=dict, is_open=True)
def openapi() -> dict[str, Any]:
    """This description: OpenAPI 3.1."""
    return described(ROUTES, url_for("amends.api.entrance").rstrip("/"))
