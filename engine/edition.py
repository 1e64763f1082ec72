"""Edition: an immutable manifest of hashes - diagrams, tables, packs, forms, letters, texts, calendars."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What was published when, by whom. `files` maps each path to the SHA-256 of its bytes."""

    id: str
    number: int
    files: Mapping[str, str]
    published_at: datetime
    published_by: str


def fingerprint(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def edition_id(files: Mapping[str, bytes]) -> str:
    """The content hash of a whole draft: equal files give an equal edition, whoever publishes them."""
    manifest = {path: fingerprint(content) for path, content in sorted(files.items())}
    return fingerprint(json.dumps(manifest, sort_keys=True).encode())
