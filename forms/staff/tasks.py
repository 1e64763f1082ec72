"""One task: its form, and what can be done with it - hand in, save for later, take, put back, take over."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...engine.errors import TaskNotOpen
from ...engine.task import TaskId
from ..host import _, house, me, needs_person
from ..sheet import Sheet
from . import pages

ADDRESS = "/tasks/<case>/<element>/<int:round>"


@pages.get(ADDRESS)
@needs_person
def task(case: str, element: str, round: int) -> ResponseReturnValue:
    """The form, with what the case knows and what was saved for later."""
    return render_template("amends/staff/task.html", sheet=Sheet.of(TaskId(case, element, round), me()))


@pages.post(ADDRESS)
@needs_person
def hand_in(case: str, element: str, round: int) -> ResponseReturnValue:
    """Take the answers, or show the form again with everything that was typed."""
    sheet = Sheet.posted(TaskId(case, element, round), me(), request.form)
    if not sheet.hand_in():
        return render_template("amends/staff/task.html", sheet=sheet), sheet.status
    flash(_("Done. Thank you."), "done")
    return redirect(_next(), 303)


@pages.post(f"{ADDRESS}/draft")
@needs_person
def save(case: str, element: str, round: int) -> ResponseReturnValue:
    """Keep what was typed, complete or not."""
    Sheet.posted(TaskId(case, element, round), me(), request.form).keep()
    flash(_("Saved for later. Nobody else sees it, and the task stays open."), "done")
    return redirect(url_for(".task", case=case, element=element, round=round), 303)


@pages.post(f"{ADDRESS}/claim")
@needs_person
def claim(case: str, element: str, round: int) -> ResponseReturnValue:
    """Take the task, so that nobody else does it too."""
    house().recovery.claim(TaskId(case, element, round), me())
    return redirect(url_for(".task", case=case, element=element, round=round), 303)


@pages.post(f"{ADDRESS}/release")
@needs_person
def release(case: str, element: str, round: int) -> ResponseReturnValue:
    """Put the task back."""
    house().recovery.release(TaskId(case, element, round), me())
    flash(_("The task is back in the inbox of everybody who can do it."), "done")
    return redirect(url_for(".inbox"), 303)


@pages.post(f"{ADDRESS}/take-over")
@needs_person
def take_over(case: str, element: str, round: int) -> ResponseReturnValue:
    """A supervisor takes the task from whoever had it."""
    house().recovery.take_over(TaskId(case, element, round), me())
    return redirect(url_for(".task", case=case, element=element, round=round), 303)


def _next() -> str:
    """The next task of mine, else the inbox. (A task that ends here and now is no reason for an error.)"""
    try:
        found = house().inquiry.next_task_for(me())
    except TaskNotOpen:
        found = None
    return url_for(".task", **found._asdict()) if found else url_for(".inbox")
