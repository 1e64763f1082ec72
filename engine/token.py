"""A token: what a program brings to speak for a person, with all that this person may do and nothing more."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

#: so that whoever finds one somewhere sees what it opens
PREFIX = "amends_"
#: characters of one, and a little more than any has
LONGEST = 100


def fresh() -> str:
    """A new one: 256 random bits. It is told once and never kept."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of it. So many random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Token:
    """What is known of a token."""

    digest: str
    person: str
    name: str
    made_at: datetime
    until: datetime
    revoked_at: datetime | None = None
    #: the day it was used last, as YYYY-MM-DD; "" if it never was
    used_on: str = ""

    def is_good(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.until
