"""What stopped: with its reason, tried again or, with a reason, left out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..host import _, house, me, needs_person
from . import pages

#: characters of a reason
REASON = 500


@pages.get("/operator")
@needs_person
def problems() -> ResponseReturnValue:
    """Everything that needs an operator, and the house around it."""
    return _page()


@pages.post("/operator/jobs/<int:job>/retry")
@needs_person
def retry(job: int) -> ResponseReturnValue:
    """Try it once more, now."""
    house().recovery.retry(job, me())
    flash(_("It is being tried again. If it fails, it comes back to this page."), "done")
    return redirect(url_for(".problems"), 303)


@pages.post("/operator/jobs/<int:job>/skip")
@needs_person
def skip(job: int) -> ResponseReturnValue:
    """Leave it out and let the case go on; the reason stays on the record."""
    reason = request.form.get("reason", "").strip()[:REASON]
    if not reason:
        return _page(unreasoned=job), 422
    house().recovery.skip(job, me(), reason)
    flash(_("It is left out, and the case goes on. Your reason stands in its record."), "done")
    return redirect(url_for(".problems"), 303)


def _page(unreasoned: int = 0) -> str:
    found, state = house().inquiry.problems(me()), house().inquiry.house_state()
    told = {"problems": found, "state": state, "unreasoned": unreasoned, "reason_length": REASON}
    return render_template("amends/operator/problems.html", **told)
