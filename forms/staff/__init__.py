"""The staff's pages: what is to be done next, the form for it, the cases and their record."""

from typing import Any

from flask import Blueprint

from ...engine.access import LEADING
from ..declared import humanised
from ..host import _, person

pages = Blueprint("staff", __name__)


@pages.context_processor
def _words() -> dict[str, Any]:
    """`lane` says a lane as people do, `leads` is whether this person may take over somebody's task."""
    me = person()
    return {"lane": lambda key: _(humanised(key)), "leads": bool(me and any(seat.lane in LEADING for seat in me.seats))}


from . import access, cases, inbox, interests, news, report, start, tasks  # noqa: E402, F401  (views register themselves on `pages`)
