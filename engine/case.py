"""Case: one running process, one owner, one record."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(kw_only=True)
class Case:
    """One failure on its way to being put right. `data` is the only copy of what is known; `notes` are the engine's."""

    #: what people call it, such as R-000042; not secret
    number: str
    #: what opens the customer's page; unguessable and independent of the number
    token: str
    kind: str = "recovery"
    process: str
    #: content hash of the edition it is pinned to
    edition: str
    strategy: str = "case_by_case"
    title: str
    unit: str
    #: person id; the first member of staff who takes it up stays named until somebody else accepts it
    owner: str | None = None
    severity: int | None = None
    data: dict[str, Any]
    notes: bytes
    #: element -> person who did it last (for assign and not_by)
    doers: dict[str, str] = field(default_factory=dict)
    #: persons whom the case is about: they never see it
    about: tuple[str, ...] = ()
    opened_at: datetime
    ended_at: datetime | None = None
    #: ids of the end events it reached
    ends: tuple[str, ...] = ()
    #: counts writes; a stale writer writes nothing
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
