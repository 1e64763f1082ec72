"""The demo's front door: the story of the day, and stepping in as somebody with one click. On this machine only."""

from ipaddress import ip_address

from flask import Blueprint, abort, request

from ..host import house

pages = Blueprint("visit", __name__)


@pages.before_request
def only_here() -> None:
    """Stepping in needs no password, so it exists in a demo only, and only for a browser on the same machine."""
    if not (_is_loopback(request.remote_addr) and _is_loopback_name(request.host) and house().is_demo()):
        abort(404)


def _is_loopback(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False


def _is_loopback_name(host: str) -> bool:
    """A strange name that leads here would let another site's script look in (DNS rebinding)."""
    name = host.rsplit(":", 1)[0].strip("[]")
    return name == "localhost" or _is_loopback(name)


from . import welcome  # noqa: E402, F401  (views register themselves on `pages`)
