"""Cases: the list with its search, one case with everything about it, a note added to it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import NotAllowed
from ..host import _, house, me, needs_person
from ..paging import Page, number_of
from . import pages

#: of what is typed into the search field
LONGEST_SEARCH = 200
STATES = {"open": True, "closed": False, "all": None}


@pages.get("/cases")
@needs_person
def cases() -> ResponseReturnValue:
    """Cases I may see, newest first."""
    text, state = request.args.get("q", "")[:LONGEST_SEARCH].strip(), request.args.get("state", "open")
    state = state if state in STATES else "open"
    number = number_of(request.args.get("page"))
    lines, total = house().inquiry.cases(me(), text=text, open=STATES[state], page=number)
    page = Page(number=number, total=total)
    return render_template("amends/staff/cases.html", lines=lines, page=page, text=text, state=state)


@pages.get("/cases/<number>")
@needs_person
def case(number: str) -> ResponseReturnValue:
    """Everything about one case that I may see; its record without the routine, unless the whole is asked for."""
    whole = request.args.get("record") == "whole"
    return render_template("amends/staff/case.html", view=house().inquiry.case(number, me()), whole=whole)


@pages.post("/cases/<number>/notes")
@needs_person
def note(number: str) -> ResponseReturnValue:
    """Add something to the record; what cannot be added is shown again."""
    text = request.form.get("text", "")
    try:
        house().recovery.note(number, text, me())
    except NotAllowed as problem:
        view = house().inquiry.case(number, me())
        return render_template("amends/staff/case.html", view=view, note=text, problem=str(problem)), 422
    flash(_("Your note is on the record."), "done")
    return redirect(url_for(".case", number=number, _anchor="record"), 303)
