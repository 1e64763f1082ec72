"""Whether we are there: for whoever sends visitors on or starts us anew. Strangers learn yes or no, nothing else."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from ..engine.errors import AmendsError
from .host import host, house
from .metrics import may_watch

pages = Blueprint("health", __name__, url_prefix="/health")


@pages.get("/live")
def live() -> ResponseReturnValue:
    """The process answers. Asks nothing of the database: a process is not restarted because that is away."""
    return jsonify(status="alive")


@pages.get("/ready")
def ready() -> ResponseReturnValue:
    """Whether to send visitors here: 200 or 503; with the token of the metrics also what is missing."""
    try:
        checks = house().inquiry.readiness(host().worker)
    except AmendsError:  # the house itself cannot be opened
        checks = {"house": False}
    is_ready = all(checks.values())
    told = {"status": "ready" if is_ready else "not ready"}
    details = {"checks": checks} if may_watch(request.headers.get("Authorization", "")) else {}
    return jsonify(**told, **details), 200 if is_ready else 503
