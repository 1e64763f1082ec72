"""The inbox: what waits for me, most pressing first."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ..declared import humanised
from ..host import _, house, me, needs_person
from ..paging import Page
from . import pages

#: what the views of the inbox are called; every other view is a lane
VIEWS = {"all": "Everything", "mine": "Mine", "due": "Due soon", "overdue": "Overdue"}
#: what stands where a view is empty: message ids
EMPTY = {
    "all": "Nothing waits for you. New tasks appear here as soon as a case needs you.",
    "mine": "You have taken no task. Take one from “Everything”, and it is yours until it is done or put back.",
    "due": "Nothing is due within the next hours.",
    "overdue": "Nothing is overdue. Every promise of your lanes is on time.",
}


@pages.get("/inbox")
@needs_person
def inbox() -> ResponseReturnValue:
    """Open tasks in one of several views; a view nobody knows shows everything."""
    counts = house().inquiry.counts(me())
    view = request.args.get("view", "all")
    view = view if view in counts else "all"
    tasks = house().inquiry.inbox(me(), view)
    page = Page.asked(request.args.get("page"), len(tasks))
    return render_template(
        "amends/staff/inbox.html", tasks=page.part(tasks), page=page, view=view, counts=counts, names=_names(counts),
        empty=_(EMPTY.get(view, "Nothing waits in this lane.")),
    )  # fmt: skip


def _names(counts: dict[str, int]) -> dict[str, str]:
    """What each view is called, in order."""
    return {view: _(VIEWS[view]) if view in VIEWS else _(humanised(view)) for view in counts}
