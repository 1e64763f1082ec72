"""How a case stands, for whoever holds its link: what was promised, what was kept, what is asked, what can be added."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import NotAllowed, NotFound
from ...engine.person import Customer
from ...engine.views import StatusView
from ..host import _, house
from ..sheet import Sheet
from . import pages

#: promises shown unfolded; kept ones beyond these are folded away
RECENT = 5


@pages.get("/status/<token>")
def status(token: str) -> ResponseReturnValue:
    """The page behind the link. If there is one question only, it is asked right here."""
    return _page(token)


@pages.post("/status/<token>/note")
def add(token: str) -> ResponseReturnValue:
    """Something to add: it goes on the record and to whoever looks after the case."""
    text = request.form.get("text", "")
    try:
        house().recovery.note(house().inquiry.status(token).number, text, Customer(token=token))
    except NotAllowed:
        return _page(token, note=text), 422
    flash(_("Thank you. What you wrote is now part of your case."), "done")
    return redirect(url_for(".status", token=token), 303)


@pages.errorhandler(NotFound)
def lost(_error: NotFound) -> ResponseReturnValue:
    """The same words whether a link never existed or is not theirs."""
    return render_template("amends/customer/lost.html"), 404


def _page(token: str, **more: str) -> str:
    view = house().inquiry.status(token)
    return render_template("amends/customer/status.html", view=view, sheet=_question(view), recent=RECENT, **more)


def _question(view: StatusView) -> Sheet | None:
    return Sheet.of(view.tasks[0].id, Customer(token=view.token)) if len(view.tasks) == 1 else None
