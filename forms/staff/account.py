"""Signing in and out, in our own application only; a host has its own."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from .. import people
from ..host import _, person
from ..security import local_address

pages = Blueprint("account", __name__)


@pages.get("/sign-in")
def ask() -> ResponseReturnValue:
    """The page to sign in; who is signed in already goes on."""
    back = local_address(request.args.get("next"))
    return redirect(back or url_for("amends.home"), 303) if person() else _page(back)


@pages.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """One answer for a wrong login and a wrong password."""
    back = local_address(request.form.get("next"))
    found = people.proven(request.form.get("login", ""), request.form.get("password", ""))
    if found is None:
        problem = _("This login and this password do not belong together.")
        return _page(back, request.form.get("login", ""), problem), 422
    people.sign_in(found)
    return redirect(back or url_for("amends.home"), 303)


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """By a post only: no link and no picture on another page can do it."""
    people.sign_out()
    flash(_("You are signed out."), "done")
    return redirect(url_for(".sign_in"), 303)


def _page(back: str | None, login: str = "", problem: str = "") -> str:
    return render_template("amends/staff/sign_in.html", back=back or "", login=login, problem=problem)
