"""The desk an action works at: the narrow things it may see and use, and nothing else of the house.

Whoever runs actions hands a desk in. Each method that writes does so in a transaction of its own and has committed when
it returns, because what it notes has already happened in the world.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from ..place import Place
from ..promise import Promise
from .bookings import Bookings
from .gateway import Gateway
from .partners import Partners
from .postbox import Postbox


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What an action may know of the case."""

    number: str
    unit: str
    data: Mapping[str, Any]
    #: address of the customer's page
    status_url: str
    #: address of the case for staff; "" if there is none
    case_url: str = ""
    organisation: str = ""
    #: as the customer may know it; "" while nobody has taken the case up
    owner_name: str = ""
    promises: Sequence[Promise] = ()
    #: IANA name of the zone that letters tell times in
    timezone: str = "UTC"


class Recipient(NamedTuple):
    """A member of staff who is written to."""

    id: str
    name: str
    email: str


class Written(Protocol):
    """A letter filled in; `html` is sanitised."""

    @property
    def name(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...


class Writes(Protocol):
    """Fills in the letters of the newest edition. Raises an AmendsError naming what the letter lacks."""

    def render(self, name: str, facts: Mapping[str, Any]) -> Written: ...


class LetterBook(Protocol):
    """Which letters went out; at most one letter has a key."""

    def has(self, key: str) -> bool: ...
    def add(self, key: str, letter: Written, *, to: str, how: str) -> None:
        """Note a letter of this case; `how` is "e-mail" or "page". A key that is there already changes nothing."""
        ...


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row of the ledger."""

    key: str
    amount: str
    payee: str
    #: "intended", "paid" or "refused"
    state: str
    #: given by the gateway once it is paid
    reference: str = ""
    #: of the last change of state
    at: datetime


class Ledger(Protocol):
    """The money of this case; at most one payment has a key."""

    def entry(self, key: str) -> Entry | None: ...
    def note(self, entry: Entry) -> None:
        """Add the entry, or set the state, reference and time of the one with its key."""
        ...


@dataclass(frozen=True, kw_only=True)
class ClosedCase:
    """A case that is over, as far as a like one may look at it."""

    number: str
    severity: int | None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class KnownProtocol:
    """A protocol in force: its case, and what was published last."""

    number: str
    published: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PastCase:
    """An earlier recovery of the same customer."""

    number: str
    is_open: bool
    opened_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Gift:
    """Money that was given on top of what is owed."""

    amount: str
    #: on the clock of the house
    at: datetime
    #: decided by whoever decides in this case
    by_same: bool
    #: in this case, or to its customer in another
    to_same: bool


class PlaceBook(Protocol):
    """Places at partners, and of partners' customers with us; at most one place has a key."""

    def entry(self, key: str) -> Place | None: ...
    def note(self, place: Place) -> None:
        """Add the place, or write down what has become of it."""
        ...

    def of_partner(self, partner: str) -> Sequence[Place]:
        """All that was ever asked of this partner or by it, by any case, oldest first."""
        ...


class Desk(Protocol):
    """Everything an action is handed."""

    @property
    def now(self) -> datetime: ...
    @property
    def case(self) -> CaseFacts: ...
    @property
    def letters(self) -> Writes: ...
    @property
    def letter_book(self) -> LetterBook: ...
    @property
    def postbox(self) -> Postbox: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def gateway(self) -> Gateway: ...
    @property
    def bookings(self) -> Bookings: ...
    @property
    def partners(self) -> Partners: ...
    @property
    def places(self) -> PlaceBook: ...
    def people_in(self, lane: str) -> Sequence[Recipient]:
        """Active people who hold the lane in the case's unit or a unit above it."""
        ...

    def closed_like(
        self, failure_point: str, failure_type: str, severity: int | None, limit: int
    ) -> Sequence[ClosedCase]:
        """Closed cases of like failures, newest first, without this one."""
        ...

    def protocols(self, failure_point: str) -> Sequence[KnownProtocol]:
        """The protocols for a failure point that are published and not retired."""
        ...

    def claims_about(self, partner: str) -> Sequence[ClosedCase]:
        """Claims against a partner and settlements with it, open ones too, newest first."""
        ...

    def open_case(self, process: str, data: Mapping[str, Any], key: str, unit: str | None = None) -> str:
        """Open a case that belongs to this one; its number. The same key opens one case."""
        ...

    def join_case(self, data: Mapping[str, Any]) -> str:
        """Let an open case of the same customer and occasion belong to this one; its number, "" if there is none."""
        ...

    def note_opened(self, opened: int, joined: int) -> None:
        """Put on the record how many cases this one opened and was joined by."""
        ...

    def tell_cases(self, to: str, message: str, facts: Mapping[str, Any], key: str) -> int:
        """Send a message to "parent", "children" or a case by its number; to how many. The same key sends once."""
        ...

    def same_failure(self, failure_point: str, since: datetime) -> Sequence[str]:
        """Recoveries with this failure point that were opened since then, this one among them."""
        ...

    def lesson_about(self, failure_point: str) -> str:
        """The open lesson about this failure point, "" if there is none."""
        ...

    def beside(self, number: str) -> "Desk | None":
        """The desk of another case, to write to its customer; None if there is no such recovery."""
        ...

    def history(self, since: datetime) -> Sequence[PastCase]:
        """Recoveries of the same customer that were opened since then, newest first, without this one."""
        ...

    def gifts(self, decided_in: Collection[str], paid_by: Collection[str], since: datetime) -> Sequence[Gift]:
        """What was paid since then by the elements `paid_by`: to this customer, or decided (in one of the elements
        `decided_in`) by whoever decided in the first of them in this case."""
        ...

    def money(self) -> Sequence[Entry]:
        """The ledger of this case."""
        ...
