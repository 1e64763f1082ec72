"""The extension: puts our pages into somebody's Flask application and touches nothing else there."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import Blueprint, Flask, abort, current_app, get_flashed_messages, redirect, url_for
from markupsafe import Markup

from ..engine.assembly import House
from ..engine.errors import AmendsError
from ..engine.person import Person
from . import api, customer, operator, staff, visit
from .bundle import built
from .config import from_environment, zone_of
from .host import Host, _, host, person
from .moments import Moments
from .problems import answer_problems_of
from .security import keep_private, refuse_strangers

#: the blueprints of every host; `homes=` may leave some out
HOMES: Sequence[Blueprint] = (staff.pages, customer.pages, operator.pages, visit.pages, api.pages)


class Amends:
    """`Amends(...).init_app(app)`; holds no application: what it knows of one is in `app.extensions["amends"]`."""

    def __init__(
        self, *, current_person: Callable[[], Person | None] | None = None, base_template: str = "",
        csrf_field: Callable[[], Markup] | None = None, translate: Callable[[str], str] | None = None,
        language: Callable[[], str] | None = None, languages: Sequence[tuple[str, str]] = (("en", "English"),),
        login_url: Callable[[str], str] | None = None, logout_url: Callable[[], str] | None = None,
        token_person: Callable[[str], Person | None] | None = None, homes: Sequence[Blueprint] = HOMES,
    ) -> None:  # fmt: skip
        """What the host gives, all of it optional: who is looking (else only customers' pages are open), the page
        around ours, the field that its CSRF protection wants, its texts and language, where one signs in (given the
        address to come back to) and out, for whom a token of the API speaks (else those of `amends token`), and which
        of our pages it wants."""
        self._homes, self._base_template = homes, base_template
        self._given = {
            "current_person": current_person or _nobody, "translate": translate or _said_by_host,
            "login_url": login_url, "logout_url": logout_url, "language": language or (lambda: "en"),
            "languages": languages,
        }  # fmt: skip
        if token_person:
            self._given["token_person"] = token_person
        self._csrf_field = csrf_field

    def init_app(self, app: Flask, house: House | None = None, url_prefix: str = "/amends") -> None:
        """Mount the pages under a prefix.

        The house is opened from the AMENDS_* settings when it is first needed, unless one is handed in. No worker is
        started here: run `amends worker` beside the host. Raises SettingWrong.
        """
        settings = from_environment() | {k: v for k, v in app.config.items() if k.startswith("AMENDS_")}
        page = self._base_template or str(settings.get("AMENDS_BASE_TEMPLATE") or "amends/base.html")
        app.extensions["amends"] = Host(
            settings=settings, opened=house, base_template=page, csrf_field=self._csrf_field or _csrf_field_of(app),
            zone=zone_of(settings), **self._given,
        )  # fmt: skip
        app.register_blueprint(_pages(self._homes), url_prefix=url_prefix.rstrip("/") or None)
        if "csrf" in app.extensions:  # it protects those who are known by a cookie, which the API does not look at
            app.extensions["csrf"].exempt(api.pages)


def _pages(homes: Sequence[Blueprint]) -> Blueprint:
    pages = Blueprint(
        "amends", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
    )  # fmt: skip
    for home in homes:
        pages.register_blueprint(home)
    pages.add_url_rule("/", "home", _home)
    pages.before_request(refuse_strangers)
    pages.after_request(keep_private)
    pages.context_processor(context)
    answer_problems_of(pages)
    return pages


def _home() -> Any:
    """Where one begins: work, or what stopped, or for strangers the question what went wrong."""
    found = next((endpoint for endpoint in _beginnings(person()) if _has_page(endpoint)), None)
    return redirect(url_for(found)) if found else abort(404)


def _beginnings(looking: Person | None) -> Iterator[str]:
    """Where this person may want to begin, best first; a host may have left some out."""
    if looking is None and host().house().is_demo():
        yield "amends.visit.welcome"
    if looking is not None and looking.may("operator") and not looking.seats:
        yield "amends.operator.problems"
    if looking is not None and looking.may("auditor") and not looking.seats:
        yield "amends.staff.cases"
    if looking is not None:
        yield "amends.staff.inbox"
    yield "amends.customer.report"


def context() -> dict[str, Any]:
    """What our templates may use; the application's own context and filters stay as they are."""
    here = host()
    return {
        "_": _, "person": person(), "base_template": here.base_template, "organisation": here.organisation,
        "csrf_field": here.csrf_field, "language": here.language(), "languages": here.languages, "built": built,
        "sign_in_url": here.login_url("") if here.login_url else "", "get_flashed_messages": get_flashed_messages,
        "sign_out_url": here.logout_url() if here.logout_url else "", "has_page": _has_page, **_times(here),
    }  # fmt: skip


def _times(here: Host) -> dict[str, Any]:
    """A page about a house that cannot be opened is made without its clock."""
    try:
        house = here.house()
        now, is_demo = house.clock.now(), house.is_demo()
    except AmendsError:
        return {"now": None, "is_demo": False, "moments": None}
    moments = Moments(now=now, zone=here.zone, language=here.language(), say=_)
    return {"now": now, "is_demo": is_demo, "moments": moments}


def _has_page(endpoint: str) -> bool:
    """Whether the host took this page in: it may leave some of `homes` out."""
    return endpoint in current_app.view_functions


def _nobody() -> None:
    return None


def _said_by_host(text: str) -> str:
    """As the host's Flask-Babel says it, if it uses that: around our pages stands the host's, with texts of its own."""
    if "babel" not in current_app.extensions:
        return text
    from flask_babel import gettext  # only hosts that use it have it set up

    return gettext(text)


def _csrf_field_of(app: Flask) -> Callable[[], Markup]:
    """The field that Flask-WTF expects where the host uses it; a host with its own protection gives its own field."""

    def field() -> Markup:
        if "csrf" not in app.extensions:
            return Markup("")
        from flask_wtf.csrf import generate_csrf  # only hosts that use it have it set up

        return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())

    return field
