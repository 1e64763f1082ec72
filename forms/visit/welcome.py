"""Where a visitor of the demo begins: what happened today, who is there, and what each of them can do."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.demo import let_pass, shown_in
from ...engine.demo.sector import Member
from ...engine.demo.story import story
from ...engine.demo.totals import totals
from ..host import _, house
from ..people import sign_in
from ..security import local_address
from . import pages

#: minutes by which a visitor may turn the clock
LEAPS = (15, 60, 240, 1440)
#: what is said after a leap: message ids
QUIET = "Time has passed, and what became due has been done."
BUSY = "Time has passed. The workers are still busy with what became due; load the page again in a moment."


@pages.get("/visit")
def welcome() -> ResponseReturnValue:
    """The story of the day, in live figures, and the cast."""
    store = house().store
    told = story(store, house().clock.now())
    return render_template("amends/visit/welcome.html", story=told, totals=totals(store), sector=shown_in(store))


@pages.post("/visit/step-in/<person>")
def step_in(person: str) -> ResponseReturnValue:
    """Become one of the cast."""
    member = shown_in(house().store).member(person) or abort(404)
    sign_in(house().people.person(person) or abort(404))
    flash(_("You are %(name)s now. %(begin)s", name=member.person.name, begin=_(member.begin)), "done")
    return redirect(_home_of(member), 303)


@pages.post("/visit/time")
def let_time_pass() -> ResponseReturnValue:
    """Turn the clock forward; what has become due is done before the page is seen again."""
    minutes = request.form.get("minutes", type=int)
    if minutes not in LEAPS:
        abort(400)
    flash(_(QUIET if let_pass(house(), timedelta(minutes=minutes)) else BUSY), "done")
    return redirect(local_address(request.form.get("back")) or url_for(".welcome"), 303)


def _home_of(member: Member) -> str:
    if member.person.may("operator"):
        return url_for("amends.operator.problems")
    return url_for("amends.staff.cases" if member.person.may("auditor") else "amends.staff.inbox")
