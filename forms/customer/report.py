"""Say that something went wrong: in one's own words, without account, proof or right words."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import AnswersInvalid
from ...engine.person import Actor
from ..host import house
from . import pages
from .intake import Intake


@pages.get("/report")
def report() -> ResponseReturnValue:
    """An empty report; a code on a door or a ticket can name the place with `?unit=`."""
    return render_template("amends/customer/report.html", intake=Intake.empty(request.args.get("unit", "")))


@pages.post("/report")
def send_report() -> ResponseReturnValue:
    """Take it in, or show it again with what is missing and everything that was typed."""
    intake = Intake.read(request.form)
    if intake.is_ready:
        try:
            case = house().recovery.report(
                intake.answers, by=Actor("customer", "", intake.name), unit=intake.unit, channel="web", key=intake.key
            )
            return redirect(url_for(".thanks", token=case.token), 303)
        except AnswersInvalid as refused:
            intake = intake.refused(refused)
    return render_template("amends/customer/report.html", intake=intake), 422


@pages.get("/report/thanks/<token>")
def thanks(token: str) -> ResponseReturnValue:
    """What happens next, by when, and the link to keep."""
    return render_template("amends/customer/thanks.html", view=house().inquiry.status(token))
