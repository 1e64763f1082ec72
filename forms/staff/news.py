"""News for a case: what somebody of the staff knows and the case waits to hear, beside its open tasks."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..entry import Entry
from ..host import _, house, me, needs_person
from . import pages


@pages.get("/cases/<number>/news/<element>")
@needs_person
def news(number: str, element: str) -> ResponseReturnValue:
    """Its form, empty."""
    view = house().inquiry.news(number, element, me())
    return render_template("amends/staff/news.html", view=view, entry=Entry(view.schema))


@pages.post("/cases/<number>/news/<element>")
@needs_person
def tell(number: str, element: str) -> ResponseReturnValue:
    """Tell the case, or show the form again."""
    view = house().inquiry.news(number, element, me())
    entry = Entry(view.schema, request.form)
    if not entry.tells(number, element, me()):
        return render_template("amends/staff/news.html", view=view, entry=entry), 422
    flash(_("The case knows it now, and goes on from there."), "done")
    return redirect(url_for(".case", number=number), 303)
