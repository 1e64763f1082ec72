"""The JSON API: for programs that speak for a person. A token says for whom; no session and no page is on the way."""

from flask import Blueprint

pages = Blueprint("api", __name__, url_prefix="/api")

from . import cases, entrance, processes, tasks  # noqa: E402, F401  (views register themselves on `pages`)
