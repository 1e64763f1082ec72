"""The application of its own, for whoever has no Flask application to put us into: `amends serve`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from flask import Flask, request, session, url_for
from flask_babel import Babel, gettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from ..engine.assembly import House
from . import health, metrics
from .config import from_environment, secret_key, whole_number
from .extension import HOMES, Amends, context
from .people import Sessions, open_accounts, signed_in
from .problems import answer_all_problems_of
from .security import harden
from .staff import account

#: a form, typed by hand, is never larger
LARGEST_POST = 256 * 1024
SESSION = timedelta(hours=12)
TEXTS = Path(__file__).with_name("locale")
LANGUAGES = {"en": "English", "zh_CN": "中文"}
#: receipts to one mailbox: a form that anybody fills in must not flood somebody else with mail
RECEIPTS = "20 per day"
#: failed tries to sign in, from one address and for one login
SIGN_IN_TRIES, LOGIN_TRIES = "10 per minute; 60 per hour", "20 per hour"


def create_app(config: Mapping[str, Any] | None = None, house: House | None = None) -> Flask:
    """Our pages with accounts, sessions and limits around them. `config` wins over the environment.

    Raises SettingWrong for a setting that nobody can use.
    """
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(from_environment() | dict(config or {}))
    _configure(app)
    app.session_interface = Sessions()
    CSRFProtect(app)
    open_accounts(app)
    Babel(app, locale_selector=_language, default_translation_directories=str(TEXTS))
    amends = Amends(
        current_person=signed_in, translate=gettext, language=_language, languages=_languages(), login_url=_login_url,
        logout_url=_logout_url, homes=(*HOMES, account.pages, health.pages, metrics.pages),
    )  # fmt: skip
    amends.init_app(app, house, url_prefix="")
    _limit(app)
    answer_all_problems_of(app)
    app.context_processor(context)  # for pages about addresses that are nobody's
    app.after_request(harden)
    return app


def _configure(app: Flask) -> None:
    is_secure = str(app.config.get("AMENDS_PUBLIC_URL", "")).startswith("https://")
    app.config.from_mapping({
        "SECRET_KEY": app.config.get("SECRET_KEY") or secret_key(app.config), "MAX_CONTENT_LENGTH": LARGEST_POST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_POST, "SESSION_COOKIE_NAME": "amends", "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax", "SESSION_COOKIE_SECURE": is_secure, "PERMANENT_SESSION_LIFETIME": SESSION,
        # a form may lie open over lunch; the token still belongs to the session
        "WTF_CSRF_TIME_LIMIT": None,
        # who posts is asked in security.py; a referrer is what some browsers and some of our pages do not send
        "WTF_CSRF_SSL_STRICT": False,
    })  # fmt: skip
    hosts = str(app.config.get("AMENDS_TRUSTED_HOSTS") or "")
    if hosts:
        app.config["TRUSTED_HOSTS"] = [name.strip() for name in hosts.split(",")]
    proxies = whole_number(app.config, "AMENDS_PROXIES", 0)
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies, x_prefix=proxies)


@cache
def _languages() -> Sequence[tuple[str, str]]:
    """Those that there are texts for: half a page in another language helps nobody."""
    return tuple((code, name) for code, name in LANGUAGES.items() if code == "en" or (TEXTS / code).is_dir())


def _language() -> str:
    """The one asked for in the address, else the one chosen before, else what the browser prefers."""
    known = [code for code, _name in _languages()]
    asked = request.args.get("lang")
    if asked in known:
        session["language"] = asked
    kept = session.get("language")
    return kept if kept in known else request.accept_languages.best_match(known) or "en"


def _login_url(back: str) -> str:
    return url_for("amends.account.sign_in", next=back or None)


def _logout_url() -> str:
    return url_for("amends.account.sign_out")


def _login_tried() -> str:
    return request.form.get("login", "").strip().casefold()[:100]


def _mailbox() -> str:
    """Where the receipt of a report goes."""
    return request.form.get("contact", "").strip().casefold()[:200]


class _Limits(Limiter):
    """The views that have a limit ask for it themselves; the many that have none are not asked about before each."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


def _limit(app: Flask) -> None:
    """Nobody may guess passwords, nobody may flood the desk with reports."""
    storage = str(app.config.get("AMENDS_RATE_STORAGE") or "memory://")
    limiter = _Limits(get_remote_address, app=app, storage_uri=storage, default_limits=[])
    reports = str(app.config.get("AMENDS_REPORT_LIMIT") or "30 per hour")
    failed = {"methods": ["POST"], "deduct_when": lambda response: response.status_code != 303}
    tries = limiter.limit(SIGN_IN_TRIES, **failed), limiter.limit(LOGIN_TRIES, key_func=_login_tried, **failed)
    letters = limiter.limit(
        RECEIPTS, key_func=_mailbox, methods=["POST"], exempt_when=lambda: "@" not in _mailbox(),
        deduct_when=lambda response: response.status_code == 303,
    )  # fmt: skip
    limits = {
        "amends.account.sign_in": tries,
        "amends.customer.send_report": (limiter.limit(reports, methods=["POST"]), letters),
        "amends.customer.add": (limiter.limit("60 per hour", methods=["POST"]),),
    }
    _only_for(app, limiter, frozenset(limits))
    for endpoint, guards in limits.items():
        for guard in guards:
            app.view_functions[endpoint] = guard(app.view_functions[endpoint])


def _only_for(app: Flask, limiter: Limiter, limited: frozenset[str]) -> None:
    """What the limiter does after a request has to do with views that have a limit; most have none."""

    def spared(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda response: hook(response) if request.endpoint in limited else response

    hooks = app.after_request_funcs[None]
    hooks[:] = [spared(hook) if _is_of(limiter, hook) else hook for hook in hooks]


def _is_of(limiter: Limiter, hook: Any) -> bool:
    return isinstance(hook, partial) and limiter in hook.args
