"""The settings: what each means, and the secret that is made once and kept."""

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..engine.errors import SettingWrong

SHORTEST_SECRET = 32

#: every setting that pages and commands know, from the environment or the host's config
SETTINGS = {
    "AMENDS_DATABASE_URL": "Where everything is kept; an address of SQLAlchemy for SQLite or PostgreSQL.",
    "AMENDS_PARTNERS": "The partner gateway, as 'module:factory'; the book of partners of the edition by default.",
    "AMENDS_SECTOR": "Whose own packs and forms stand in for the common ones, such as rail.",
    "AMENDS_PROCESSES": "The folder that offers diagrams, tables, forms and letters; those of the package by default.",
    "AMENDS_PUBLIC_URL": "What customers' links begin with. With https the cookies are kept off plain connections.",
    "AMENDS_ORGANISATION": "The name of the organisation, as pages and letters say it.",
    "AMENDS_TIMEZONE": "Where the readers are, such as Europe/Vienna; UTC by default.",
    "AMENDS_CURRENCY": "What an amount without a currency is meant in; by default that of the policy pack.",
    "AMENDS_SMTP_HOST": "The mail server. Without one, letters stand on the customer's page only.",
    "AMENDS_SMTP_PORT": "Its port.",
    "AMENDS_SMTP_USER": "The account there.",
    "AMENDS_SMTP_PASSWORD": "Its password.",
    "AMENDS_SMTP_STARTTLS": "Whether to switch to an encrypted connection.",
    "AMENDS_MAIL_FROM": "The sender of letters.",
    "AMENDS_BOOKINGS": "Who knows the bookings, as module:factory; nobody by default.",
    "AMENDS_GATEWAY": "What pays, as module:factory; books only by default.",
    "AMENDS_KEEP_JOBS_DAYS": "For how many days finished jobs are kept; 90 by default. The record stays.",
    "AMENDS_INSTANCE": "The folder for what belongs to this installation, such as its secret; ./instance by default.",
    "AMENDS_SECRET_KEY": "What signs sessions; made and kept in the instance folder if not given.",
    "AMENDS_PROXIES": "How many reverse proxies stand before us, to be believed about addresses; 0 by default.",
    "AMENDS_TRUSTED_HOSTS": "Host names that are answered, with commas; all by default.",
    "AMENDS_RATE_STORAGE": "Where attempts are counted, for several processes an address of Redis; memory by default.",
    "AMENDS_REPORT_LIMIT": "How many reports one address may send; 30 per hour by default.",
    "AMENDS_METRICS": "Whether figures for Prometheus stand at /metrics; off by default.",
    "AMENDS_METRICS_TOKEN": "What Prometheus has to bring to read them; set, they are on.",
    "AMENDS_BASE_TEMPLATE": "The host's own page around ours.",
}


def from_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    return {name: value for name, value in environ.items() if name.startswith("AMENDS_")}


def instance_folder(settings: Mapping[str, Any]) -> Path:
    """Made when it is missing; nobody else may look into it. Raises SettingWrong."""
    folder = Path(str(settings.get("AMENDS_INSTANCE") or "instance")).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        why = f"names '{folder}', which cannot be made: {problem.strerror}"
        raise SettingWrong(name="AMENDS_INSTANCE", problem=why) from None
    return folder


def secret_key(settings: Mapping[str, Any]) -> str:
    """What was set, else what was kept, else a new one that only our own user can read. Raises SettingWrong."""
    given = str(settings.get("AMENDS_SECRET_KEY") or "")
    if given:
        return given
    kept = instance_folder(settings) / "secret_key"
    if not kept.exists():
        _make(kept)
    found = kept.read_text().strip()
    if len(found) < SHORTEST_SECRET:
        why = f"is too short in '{kept}'; delete the file to get a new one"
        raise SettingWrong(name="AMENDS_SECRET_KEY", problem=why)
    return found


def _make(kept: Path) -> None:
    """Appears whole or not at all, so that two processes that start together agree on one."""
    fresh = kept.with_name(f".{kept.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(fresh, kept)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def zone_of(settings: Mapping[str, Any]) -> tzinfo:
    """Raises SettingWrong for a zone that nobody knows."""
    name = str(settings.get("AMENDS_TIMEZONE") or "UTC")
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        why = f"is '{name}', which is no time zone such as Europe/Vienna"
        raise SettingWrong(name="AMENDS_TIMEZONE", problem=why) from None


def whole_number(settings: Mapping[str, Any], name: str, default: int) -> int:
    text = str(settings.get(name) or default)
    if not text.isdecimal():
        raise SettingWrong(name=name, problem=f"is '{text}', which is no whole number")
    return int(text)
