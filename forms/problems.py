"""From what went wrong to a page: a status, a sentence, a way out, and everything that was typed."""

import logging
import secrets
from typing import Any

from flask import Blueprint, Flask, current_app, redirect, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError
from werkzeug.wrappers import Response as Answer

from ..engine import errors
from .declared import humanised
from .host import NotSignedIn, _, host
from .reading import OURS
from .security import SAFE_METHODS, comes_from_here, here

log = logging.getLogger("amends.forms")

STATUS: dict[type[Exception], int] = {
    errors.NotFound: 404, errors.NotAllowed: 403, NotSignedIn: 401, errors.TaskNotOpen: 409, errors.TaskTaken: 409,
    errors.FieldsChanged: 409, errors.CaseMovedOn: 409, errors.AnswersInvalid: 422, errors.DraftBroken: 422,
    errors.KeyUsed: 422, errors.ActionRefused: 422, errors.CaseStuck: 500, errors.SettingWrong: 500,
}  # fmt: skip

#: what a page says about an HTTP status: (title, sentence); message ids
WORDS = {
    400: ("This could not be taken",
          "The page had been open for too long or was not ours. Nothing was changed; please send it again."),
    401: ("Please sign in", "This page is for the staff."),
    403: ("This is not open to you", "You may not do this."),
    404: ("There is nothing here", "The address leads nowhere, or to something that is not open to you."),
    405: ("This could not be taken", "This address cannot be used like that."),
    409: ("Somebody was faster", "Somebody did this meanwhile."),
    413: ("This is too much at once",
          "What you sent is larger than we can take. Go back, where it still stands, and shorten it."),
    422: ("This is not complete", "Some answers are missing or cannot be used."),
    429: ("Too many tries", "Please wait a little, then try again."),
    500: ("Something went wrong here", "This is our fault. Nothing was changed."),
}  # fmt: skip
#: statuses after which the same post may well succeed
WORTH_ANOTHER_TRY = frozenset({400, 401, 409, 429, 500})


def status_of(error: Exception) -> int:
    """The HTTP status of an error of ours."""
    return next((STATUS[cls] for cls in type(error).__mro__ if cls in STATUS), 500)


def sentence_of(error: errors.AmendsError) -> str:
    """What an error says, in the reader's language; elements of diagrams by a name people can read."""
    facts = {**error.facts}
    if isinstance(facts.get("element"), str):
        facts["element"] = humanised(str(facts["element"]))
    return _(error.sentence).replace("<{element}>", "“{element}”").format(**facts)


def answer_error(error: errors.AmendsError) -> Any:
    """The page for an error of ours; who only wants to look and is not signed in goes to sign in."""
    if isinstance(error, NotSignedIn) and host().login_url and request.method in SAFE_METHODS:
        return redirect(host().login_url(here(request.full_path).rstrip("?")), 303)  # type: ignore[misc]
    status = status_of(error)
    reference = noted(error) if status >= 500 else ""
    again = status in WORTH_ANOTHER_TRY and not isinstance(error, (errors.TaskNotOpen, errors.TaskTaken))
    return page(status, sentence_of(error), reference=reference, again=again)


def answer_http(error: HTTPException) -> Any:
    """The page for a refusal of Flask or Werkzeug; redirects pass."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    if isinstance(error, SecurityError):  # a name that is not ours: no page has an address there
        return current_app.response_class(_(WORDS[error.code][0]), error.code, mimetype="text/plain")
    answered = page(error.code, again=error.code in WORTH_ANOTHER_TRY)
    answered[0].headers.extend([h for h in error.get_headers() if h[0].lower() in ("allow", "retry-after")])
    return answered


def answer_unforeseen(error: Exception) -> Any:
    """The page for a mistake of ours: a number that finds it in the log, never a traceback."""
    if current_app.debug or current_app.testing:
        raise error
    return page(500, reference=noted(error), again=True)


def noted(error: Exception) -> str:
    """Write it down and give the number under which it stands in the log."""
    reference = secrets.token_hex(4)
    log.error("a page could not be made", exc_info=error, extra={"reference": reference})
    return reference


def page(status: int, sentence: str = "", *, reference: str = "", again: bool = False) -> tuple[Answer, int]:
    """The page about a problem. What was typed is shown, and can be sent again, only if one of our pages sent it."""
    title, words = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    typed = _typed() if status != 413 and request.method not in SAFE_METHODS and comes_from_here() else []
    made = render_template(
        "amends/problem.html", status=status, title=_(title), sentence=sentence or _(words), reference=reference,
        typed=[(humanised(name), text) for name, text in typed if not name.startswith(OURS) and text],
        again=_hidden(typed) if again and typed else None,
    )  # fmt: skip
    return current_app.make_response(made), status


def _typed() -> list[tuple[str, str]]:
    try:
        return [(name, text) for name, text in request.form.items(multi=True) if "password" not in name]
    except RequestEntityTooLarge:
        return []


def _hidden(typed: list[tuple[str, str]]) -> Markup:
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(field.format(name, text) for name, text in typed if name != "csrf_token")


def answer_problems_of(blueprint: Blueprint) -> None:
    """For our own pages, also in a host; what nobody foresaw is the host's business."""
    blueprint.register_error_handler(errors.AmendsError, answer_error)
    blueprint.register_error_handler(HTTPException, answer_http)


def answer_all_problems_of(app: Flask) -> None:
    """For our own application."""
    app.register_error_handler(errors.AmendsError, answer_error)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_unforeseen)
