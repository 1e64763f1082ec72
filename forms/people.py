"""Accounts in our own application: passwords, sessions. In a host, its own login takes this place."""

from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, Request, Response, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from itsdangerous import URLSafeTimedSerializer

from ..engine.person import Person
from .host import house

#: below this address, sessions are of no use
API = "/api/"
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200

_hasher = PasswordHasher()
#: compared with where there is no account, so that the answer takes as long and tells nothing
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$XrTsLtW1dr3d7iy8KkxbXw$+Lac/1z9lCBKlg0kt/aI7yWXmSxynS3qPCuosYxdnRc"


class Account(UserMixin):
    """A person with a session."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_id(self) -> str:
        return self.person.id


class Sessions(SecureCookieSessionInterface):
    """Flask's, with one serializer for all requests: making it takes longer than reading a session with it."""

    def __init__(self) -> None:
        self._made: tuple[object, URLSafeTimedSerializer | None] = None, None

    def open_session(self, app: Flask, request: Request) -> Any:
        """None for programs: they are known by their token, and get no cookie."""
        return self.make_null_session(app) if request.path.startswith(API) else super().open_session(app, request)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        keys = app.secret_key, app.config.get("SECRET_KEY_FALLBACKS")
        if self._made[0] != keys:
            self._made = keys, super().get_signing_serializer(app)
        return self._made[1]


class _Logins(LoginManager):
    """Nobody is remembered beyond their session, so no answer need look whether somebody is to be."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


def hashed(password: str) -> str:
    return _hasher.hash(password)


def weakness(password: str, login: str = "") -> str:
    """Why this password will not do; "" if it will. Length is what counts. A message id."""
    if len(password) < SHORTEST_PASSWORD:
        return "A password has at least 12 characters; a sentence is a good one."
    if len(password) > LONGEST_PASSWORD:
        return "A password has at most 200 characters."
    return "The password must not be the login." if login and password.casefold() == login.casefold() else ""


def proven(login: str, password: str) -> Person | None:
    """The active person with this login and password; None tells nobody which of the two was wrong."""
    found = house().people.by_login(login.strip())
    person, kept = found if found else (None, "")
    fits = _fits(kept or _NOBODY, password[:LONGEST_PASSWORD])
    return person if fits and kept and person and person.is_active else None


def _fits(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def sign_in(person: Person) -> None:
    """Begin a new session; nothing of the one before is kept, so that nobody can have prepared it."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    if language:
        session["language"] = language
    login_user(Account(person))


def sign_out() -> None:
    logout_user()
    session.clear()


def signed_in() -> Person | None:
    return current_user.person if current_user.is_authenticated else None


def open_accounts(app: Flask) -> None:
    """Let Flask-Login remember who is signed in, and look each time whether they still work here."""
    manager = _Logins(app)
    manager.session_protection = "basic"

    @manager.user_loader
    def _load(id: str) -> Account | None:
        found = house().people.person(id)
        return Account(found) if found and found.is_active else None
