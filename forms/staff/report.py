"""A report by staff: a failure that a customer told us of, or that somebody of us saw."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import AnswersInvalid
from ...engine.person import acting
from ..fields import form_of, read
from ..host import _, host, house, me, needs_person
from ..sheet import once
from . import pages

#: fields of the page itself
UNIT, KEY = "_unit", "_key"
LONGEST_KEY = 64


@pages.get("/report-for-a-customer")
@needs_person
def report() -> ResponseReturnValue:
    """An empty form."""
    return _page({}, {}, secrets.token_urlsafe(16))


@pages.post("/report-for-a-customer")
@needs_person
def take_in() -> ResponseReturnValue:
    """Open the case, or show the form again with everything that was typed. Two clicks open one case."""
    key = request.form.get(KEY, "")[:LONGEST_KEY] or secrets.token_urlsafe(16)
    posted = read(_schema(), request.form, say=_, zone=host().zone, currency=host().currency)
    if posted.problems:
        return _page(posted.typed, posted.problems, key), 422
    try:
        number = _report(posted.answers, key)
    except AnswersInvalid as refusal:
        return _page(posted.typed, refusal.facts["problems"], key), 422  # type: ignore[arg-type]
    flash(_("Case %(number)s is open. The clocks of its promises are running.", number=number), "done")
    return redirect(url_for(".case", number=number), 303)


def _report(answers: Mapping[str, Any], key: str) -> str:
    by, channel, unit = me(), str(answers.get("channel", "counter")), request.form.get(UNIT, "")
    only_once = once(key, request.form)
    return house().recovery.report(dict(answers), by=acting(by), unit=unit, channel=channel, key=only_once).number


def _schema() -> Mapping[str, Any]:
    return house().inquiry.report_form(by_staff=True)


def _page(typed: Mapping[str, Any], problems: Mapping[str, Sequence[str]], key: str) -> str:
    form = form_of(_schema(), typed, problems=problems, say=_, zone=host().zone)
    units = house().inquiry.units_open_to_reports()
    mine = [seat.unit for seat in me().seats if seat.unit in {u.id for u in units}]
    chosen = request.form.get(UNIT) or next(iter(mine), "")
    return render_template("amends/staff/report.html", form=form, units=units, chosen=chosen, key=key)
