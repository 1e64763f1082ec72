"""Who calls: the person for whom the token of the request speaks, and nobody else. No cookie is looked at."""

from typing import Any

from flask import g, request
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from ...engine.person import Person
from ...engine.token import LONGEST
from ..host import Host, host
from .refusals import NoToken, TokenRefused, TooManyTries

#: wrong tokens from one address, before we stop saying what is wrong with them
WRONG = parse("60 per minute")


def caller() -> Person:
    """Raises NoToken, TokenRefused, TooManyTries. Good tokens are never held up: they may come through one proxy."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if kind.lower() != "bearer" or not token:
        raise NoToken
    here = host()
    person = here.token_person(token) if len(token) <= LONGEST and token.isascii() else None
    if person is None or not person.is_active:
        raise _refusal(here)
    g.amends_person = person
    return person


def _refusal(here: Host) -> Exception:
    if here.wrong_tokens is None:
        here.wrong_tokens = _counting(here)
    is_few = here.wrong_tokens.hit(WRONG, "api", request.remote_addr or "")
    return TokenRefused() if is_few else TooManyTries()


def _counting(here: Host) -> Any:
    storage = str(here.settings.get("AMENDS_RATE_STORAGE") or "memory://")
    return FixedWindowRateLimiter(storage_from_string(storage))
