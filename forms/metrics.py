"""Figures for Prometheus: the house as its database has it, counted when somebody asks, and how long our pages take.

Off unless AMENDS_METRICS is on or AMENDS_METRICS_TOKEN is set; with a token, only whoever brings it is answered. Our
own application has this page; a host takes it in by name, with `homes=(*HOMES, metrics.pages)`.
"""

import hmac
import os
import threading
import time
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from ..engine.errors import SettingWrong
from .figures import families
from .host import Host, host, house

pages = Blueprint("metrics", __name__)

#: seconds for which figures of the database are told again without asking it
FRESH = 5.0
SWITCH = {"": False, "off": False, "no": False, "0": False, "on": True, "yes": True, "1": True}
#: seconds: a page, a step, a report, a database that is slow
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Meter:
    """What one application measures. Times of pages belong to this process; figures of the house to all."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Histogram  # a host without metrics need not load it

        self._times = CollectorRegistry()
        self.seconds = Histogram(
            "amends_request_seconds", "How long our pages took, by page, method and status.",
            ("page", "method", "status"), buckets=BUCKETS, registry=self._times,
        )  # fmt: skip
        self._lock, self._figures, self._until = threading.Lock(), "", 0.0

    def told(self) -> str:
        """Everything, as Prometheus reads it. Raises AmendsError if the database cannot be asked."""
        return self._of_house() + self._of_pages()

    def _of_house(self) -> str:
        from prometheus_client import generate_latest

        with self._lock:
            if time.monotonic() >= self._until:
                self._figures = generate_latest(families(house().inquiry.watched())).decode()
                self._until = time.monotonic() + FRESH
            return self._figures

    def _of_pages(self) -> str:
        """Of this process; of all, where several processes share a folder as prometheus_client wants it."""
        from prometheus_client import CollectorRegistry, generate_latest, multiprocess

        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self._times).decode()
        shared = CollectorRegistry()
        multiprocess.MultiProcessCollector(shared)
        return generate_latest(shared).decode()


def is_on(settings: Any) -> bool:
    """Raises SettingWrong for a switch that is neither on nor off."""
    said = str(settings.get("AMENDS_METRICS") or "").lower()
    if said not in SWITCH:
        raise SettingWrong(name="AMENDS_METRICS", problem=f"is '{said}', which is neither on nor off")
    return SWITCH[said] or bool(settings.get("AMENDS_METRICS_TOKEN"))


def may_watch(authorization: str) -> bool:
    """Whether this request brings the token; nobody does where none is set."""
    token = str(host().settings.get("AMENDS_METRICS_TOKEN") or "")
    return bool(token) and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())


@pages.get("/metrics")
def metrics() -> ResponseReturnValue:
    """404 where they are off, 401 without the token."""
    here = host()
    if here.meter is None:
        abort(404)
    if here.settings.get("AMENDS_METRICS_TOKEN") and not may_watch(request.headers.get("Authorization", "")):
        abort(401)
    return Response(here.meter.told(), mimetype="text/plain; version=0.0.4; charset=utf-8")


@pages.record
def _measure(state: BlueprintSetupState) -> None:
    """Our own pages are timed, and only ours: the hooks are those of the blueprint above this one."""
    here, above = state.app.extensions["amends"], state.name_prefix or pages.name
    if is_on(here.settings):
        here.meter = Meter()
        state.app.before_request_funcs.setdefault(above, []).insert(0, _begin)
        state.app.after_request_funcs.setdefault(above, []).insert(0, _end)


def _begin() -> None:
    g.amends_began = time.perf_counter()


def _end(response: Response) -> Response:
    here: Host = current_app.extensions["amends"]
    began = g.pop("amends_began", None)
    if began is not None and here.meter is not None:
        page, status = (request.endpoint or "").removeprefix("amends."), f"{response.status_code // 100}xx"
        here.meter.seconds.labels(page, request.method, status).observe(time.perf_counter() - began)
    return response
