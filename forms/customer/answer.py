"""What we ask a customer: one question, one page, and the way back to the case."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import TaskNotOpen
from ...engine.person import Customer
from ...engine.task import TaskId
from ..host import _, house
from ..sheet import Sheet
from . import pages


@pages.get("/status/<token>/<element>/<int:round>")
def answer(token: str, element: str, round: int) -> ResponseReturnValue:
    """Ask."""
    sheet = Sheet.of(_asked(token, element, round), Customer(token=token))
    return render_template("amends/customer/answer.html", token=token, sheet=sheet)


@pages.post("/status/<token>/<element>/<int:round>")
def send_answer(token: str, element: str, round: int) -> ResponseReturnValue:
    """Take the answer, or ask again with everything that was typed."""
    sheet = Sheet.posted(_asked(token, element, round), Customer(token=token), request.form)
    if not sheet.hand_in():
        return render_template("amends/customer/answer.html", token=token, sheet=sheet), sheet.status
    flash(_("Thank you. Your answer has arrived."), "done")
    return redirect(url_for(".status", token=token), 303)


@pages.errorhandler(TaskNotOpen)
def too_late(_error: TaskNotOpen) -> ResponseReturnValue:
    """Answered already, or not needed any more: what was typed is shown, so that it can be sent as a note."""
    typed = "\n".join(value for name, value in request.form.items() if _is_answer(name) and value)
    token = (request.view_args or {}).get("token", "")
    return render_template("amends/customer/too_late.html", token=token, typed=typed), 409


def _is_answer(name: str) -> bool:
    return not name.startswith("_") and name != "csrf_token"


def _asked(token: str, element: str, round: int) -> TaskId:
    return TaskId(house().inquiry.status(token).number, element, round)
