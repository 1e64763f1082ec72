"""The customer's pages: say what went wrong, see what comes of it, answer, add. No account; the link is the key."""

from flask import Blueprint, Response

pages = Blueprint("customer", __name__)


@pages.after_request
def keep_private(response: Response) -> Response:
    """A link that opens a case must not be stored, sent on as a referrer, or found by a search engine."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


from . import answer, news, report, status  # noqa: E402, F401  (views register themselves on `pages`)
