"""What a customer tells us unasked and the case waits to hear: something new, or that they think better of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.person import Customer
from ..entry import Entry
from ..host import _, house
from . import pages


@pages.get("/status/<token>/news/<element>")
def news(token: str, element: str) -> ResponseReturnValue:
    """Its form, empty."""
    view = house().inquiry.news(house().inquiry.status(token).number, element, Customer(token=token))
    return render_template("amends/customer/news.html", token=token, view=view, entry=Entry(view.schema))


@pages.post("/status/<token>/news/<element>")
def tell(token: str, element: str) -> ResponseReturnValue:
    """Take it, or ask again with everything that was typed."""
    view = house().inquiry.news(house().inquiry.status(token).number, element, Customer(token=token))
    entry = Entry(view.schema, request.form)
    if not entry.tells(view.case, element, Customer(token=token)):
        return render_template("amends/customer/news.html", token=token, view=view, entry=entry), 422
    flash(_("Thank you. We have it, and your case goes on from there."), "done")
    return redirect(url_for(".status", token=token), 303)
