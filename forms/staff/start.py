"""Start something: a warning, an incident, a claim - whatever the diagrams let this person begin by a form."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import AnswersInvalid
from ...engine.views import Startable
from ..entry import Entry
from ..host import _, house, me, needs_person
from . import pages

UNIT = "_unit"


@pages.get("/start")
@needs_person
def starts() -> ResponseReturnValue:
    """What I may start."""
    return render_template("amends/staff/starts.html", starts=house().inquiry.starts(me()))


@pages.get("/start/<process>")
@needs_person
def start(process: str) -> ResponseReturnValue:
    """Its form, empty."""
    found, schema = house().inquiry.start_form(process, me())
    return _page(found, Entry(schema))


@pages.post("/start/<process>")
@needs_person
def begin(process: str) -> ResponseReturnValue:
    """Open the case, or show the form again. Two clicks open one case."""
    found, schema = house().inquiry.start_form(process, me())
    entry = Entry(schema, request.form)
    number = _opened(found, entry) if entry.is_sound else ""
    if not number:
        return _page(found, entry), 422
    flash(_("%(name)s: case %(number)s is open.", name=_(found.name), number=number), "done")
    if not house().inquiry.sees(number, me()):  # it is restricted to others from the beginning
        return redirect(url_for(".starts"), 303)
    return redirect(url_for(".case", number=number), 303)


def _opened(found: Startable, entry: Entry) -> str:
    unit, answers = request.form.get(UNIT, "") or found.units[0], dict[str, Any](entry.answers)
    try:
        return house().recovery.start(found.process, answers, by=me(), unit=unit, key=entry.once).number
    except AnswersInvalid as refusal:
        entry.refuse(refusal)
        return ""


def _page(found: Startable, entry: Entry) -> str:
    names: Mapping[str, str] = {unit.id: unit.name for unit in house().inquiry.units()}
    mine = [seat.unit for seat in me().seats if seat.unit in found.units]
    chosen = request.form.get(UNIT) or next(iter(mine), found.units[0])
    return render_template("amends/staff/start.html", found=found, entry=entry, names=names, chosen=chosen)
