"""Who sees a case: left to named handlers, opened again, and never seen by those it is about."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import NotAllowed
from ...engine.views import GuardView
from ..declared import humanised
from ..entry import Entry
from ..host import _, house, me, needs_person
from . import pages

Answers = Mapping[str, Any]
#: characters of a reason
LONGEST = 200


@pages.get("/cases/<number>/access")
@needs_person
def access(number: str) -> ResponseReturnValue:
    """Who sees it now, and what I may change about that."""
    return _page(house().inquiry.guard(number, me()))


@pages.post("/cases/<number>/access/<what>")
@needs_person
def change_access(number: str, what: str) -> ResponseReturnValue:
    """Change it, or show the form again with everything that was typed."""
    view = house().inquiry.guard(number, me())
    entry = Entry(_schemas(view).get(what) or abort(404), request.form)
    refusal = _changed(number, what, entry.answers) if entry.is_sound else ""
    if refusal or not entry.is_sound:
        return _page(view, {what: entry}, refusal), 422
    flash(_("It is changed, and stands on the record with your reason."), "done")
    return redirect(url_for(".access", number=number), 303)


def _changed(number: str, what: str, answers: Answers) -> str:
    """Why it could not be changed; "" if it was."""
    try:
        ACTS[what](number, answers)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _page(view: GuardView, tried: Mapping[str, Entry] | None = None, refusal: str = "") -> str:
    entries = {what: Entry(schema) for what, schema in _schemas(view).items()} | dict(tried or {})
    if "restrict" in entries and not (tried or {}).get("restrict") and view.is_restricted:
        entries["restrict"].typed = {"handlers": list(view.handlers)}
    return render_template("amends/staff/access.html", view=view, entries=entries, refusal=refusal)


def _schemas(view: GuardView) -> dict[str, dict[str, Any]]:
    """The forms that this reader may fill in."""
    here = [(id, f"{name} ({', '.join(humanised(lane) for lane in lanes)})") for id, name, lanes in view.colleagues]
    found = {"concern": _schema("concern", concerned=_choice("Whom is it about?", here))}
    if view.may_restrict:
        others = [(id, label) for id, label in here if id != me().id]
        handlers = {"handlers": _choices("Who handles it beside you?", others)} if others else {}
        found["restrict"] = _schema("restrict", **handlers)
        found |= {"lift": _schema("lift")} if view.is_restricted else {}
        cleared = _choice("Whom is it not about?", view.concerned)
        found |= {"clear": _schema("clear", cleared=cleared)} if view.concerned else {}
    return found


def _schema(what: str, **fields: Any) -> dict[str, Any]:
    reason = {"type": "string", "title": "Why?", "minLength": 3, "maxLength": LONGEST}
    required = [*(f"{name}" for name in fields if name != "handlers"), f"{what}_reason"]
    named = {**fields, f"{what}_reason": reason}
    return {"type": "object", "required": required, "properties": named, "additionalProperties": False}


def _choice(title: str, people: Any) -> dict[str, Any]:
    return {"type": "string", "title": title, "oneOf": _options(people)}


def _choices(title: str, people: Any) -> dict[str, Any]:
    return {"type": "array", "title": title, "items": {"type": "string", "oneOf": _options(people)}}


def _options(people: Any) -> list[dict[str, str]]:
    return [{"const": id, "title": name} for id, name in people]


def _act(what: str, does: Callable[[str, Answers, str], None]) -> Callable[[str, Answers], None]:
    return lambda number, answers: does(number, answers, answers[f"{what}_reason"])


ACTS: dict[str, Callable[[str, Answers], None]] = {
    "restrict": _act("restrict", lambda n, a, why: house().recovery.restrict(n, a.get("handlers", ()), me(), why)),
    "lift": _act("lift", lambda n, _a, why: house().recovery.lift(n, me(), why)),
    "concern": _act("concern", lambda n, a, why: house().recovery.name_concerned(n, a["concerned"], me(), why)),
    "clear": _act("clear", lambda n, a, why: house().recovery.clear(n, a["cleared"], me(), why)),
}
