"""The application we are guests of: what it gives us, and the house we keep in it. Views take everything from here."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import wraps
from typing import Any

from flask import current_app, g
from markupsafe import Markup

from ..engine.assembly import House
from ..engine.errors import AmendsError
from ..engine.person import Person


class NotSignedIn(AmendsError):
    """A page of the staff is asked for by nobody we know."""

    sentence = "You are not signed in, or not any more. Sign in, in another window if you like, then send this again."


@dataclass(kw_only=True)
class Host:
    """What the host gives us; every callable is asked within a request."""

    settings: Mapping[str, Any]
    current_person: Callable[[], Person | None]
    csrf_field: Callable[[], Markup]
    translate: Callable[[str], str]
    language: Callable[[], str]
    #: given the local address to come back to
    login_url: Callable[[str], str] | None = None
    logout_url: Callable[[], str] | None = None
    base_template: str = "amends/base.html"
    languages: Sequence[tuple[str, str]] = (("en", "English"),)
    #: where the readers' dates and times are
    zone: tzinfo = UTC
    opened: House | None = None
    #: for whom a token of the API speaks; None for one that opens nothing
    token_person: Callable[[str], Person | None] = field(default=lambda token: house().people.by_token(token))
    #: counts wrong tokens by address, once there were some
    wrong_tokens: Any = None
    #: what times our pages, where metrics are on
    meter: Any = None
    #: the id of the worker that lives in this process; "" if none does
    worker: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def organisation(self) -> str:
        """As set, else as the house calls itself; "" where there is no house that could tell."""
        try:
            return str(self.settings.get("AMENDS_ORGANISATION") or self.house().called())
        except AmendsError:
            return ""

    @property
    def currency(self) -> str:
        """What an amount without a currency is meant in: as set, else that of the house."""
        return self.currency_of("") or self.house().inquiry.currency()

    def currency_of(self, edition: str) -> str:
        """As set, else what an edition pays in."""
        return str(self.settings.get("AMENDS_CURRENCY") or edition)

    def house(self) -> House:
        """Opened when it is first needed: a host that only runs its own commands needs no database of ours."""
        with self.lock:
            if self.opened is None:
                self.opened = House.open(self.settings)
            return self.opened


def host() -> Host:
    return current_app.extensions["amends"]


def house() -> House:
    return host().house()


def person() -> Person | None:
    """Who is looking; None for customers and strangers."""
    if "amends_person" not in g:
        g.amends_person = host().current_person()
    return g.amends_person


def me() -> Person:
    """Who is looking, on pages for the staff. Raises NotSignedIn."""
    found = person()
    if found is None:
        raise NotSignedIn
    return found


def needs_person(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only for the staff: others are sent to sign in, and keep what they typed."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        me()
        return view(**arguments)

    return guarded


def _(text: str, /, **facts: object) -> str:
    """A sentence in the reader's language; facts are %(name)s in it."""
    said = host().translate(text) if text else ""
    return said % facts if facts else said
