"""My interests: addresses of mine and of my family, whose cases I do not handle."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import NotAllowed
from ..entry import Entry
from ..host import _, house, me, needs_person
from . import pages

SCHEMA = {
    "type": "object",
    "properties": {
        "contacts": {
            "type": "array",
            "title": "E-mail addresses and telephone numbers",
            "maxItems": 50,
            "items": {"type": "string", "maxLength": 200},
        }
    },
}


@pages.get("/interests")
@needs_person
def interests() -> ResponseReturnValue:
    """What I have declared."""
    entry = Entry(SCHEMA)
    entry.typed = {"contacts": house().inquiry.interests(me())}
    return render_template("amends/staff/interests.html", entry=entry)


@pages.post("/interests")
@needs_person
def declare() -> ResponseReturnValue:
    """Declare these, and none but these."""
    entry = Entry(SCHEMA, request.form)
    if not (entry.is_sound and _declared(entry)):
        return render_template("amends/staff/interests.html", entry=entry), 422
    flash(_("Kept. You do not see cases with these addresses, from now on."), "done")
    return redirect(url_for(".interests"), 303)


def _declared(entry: Entry) -> bool:
    try:
        house().recovery.declare_interests(entry.answers.get("contacts", ()), me())
    except NotAllowed as refusal:
        entry.problems = {"contacts": [str(refusal)]}
    return entry.is_sound
