"""What has happened: frozen facts in the past tense, each with a sentence an auditor can read.

Events hold no free text of a person: answers and letters live in tables of their own, an event holds their salted
digest, so that erasing the text leaves the chain of the record valid.
"""

from typing import Any

from .access import CaseRestricted, PersonCleared, PersonConcerned, RestrictedCaseRead, RestrictionLifted
from .cases import CaseEnded, CaseJoined, CaseOpened, CasesOpened, CaseTold, NoteAdded, OwnerNamed
from .event import Event
from .house import EditionPublished, HouseReconciled, HouseRestored
from .steps import (
    ElementCancelled,
    ElementPassed,
    MessageReceived,
    PromiseExtended,
    PromiseKept,
    PromiseMade,
    PromiseMissed,
    PromiseNotTurned,
    PromisePaused,
    PromiseResumed,
    PromiseRunsOut,
    TaskClaimed,
    TaskCompleted,
    TaskOpened,
    TaskReleased,
    TimerFired,
)
from .world import (
    JobDone,
    JobFailed,
    JobHeld,
    JobRequested,
    JobRetried,
    JobSkipped,
    LetterSent,
    PaymentMade,
    PlaceChanged,
)

__all__ = [
    "KINDS",
    "CaseEnded",
    "CaseJoined",
    "CaseOpened",
    "CaseRestricted",
    "CaseTold",
    "CasesOpened",
    "EditionPublished",
    "ElementCancelled",
    "ElementPassed",
    "Event",
    "HouseReconciled",
    "HouseRestored",
    "JobDone",
    "JobFailed",
    "JobHeld",
    "JobRequested",
    "JobRetried",
    "JobSkipped",
    "LetterSent",
    "MessageReceived",
    "NoteAdded",
    "OwnerNamed",
    "PaymentMade",
    "PersonCleared",
    "PersonConcerned",
    "PlaceChanged",
    "PromiseExtended",
    "PromiseKept",
    "PromiseMade",
    "PromiseMissed",
    "PromiseNotTurned",
    "PromisePaused",
    "PromiseResumed",
    "PromiseRunsOut",
    "RestrictedCaseRead",
    "RestrictionLifted",
    "TaskClaimed",
    "TaskCompleted",
    "TaskOpened",
    "TaskReleased",
    "TimerFired",
    "told",
]

KINDS: dict[str, type[Event]] = {cls.kind(): cls for cls in Event.__subclasses__()}


def told(kind: str, facts: dict[str, Any]) -> str:
    """The sentence of a recorded event."""
    cls = KINDS.get(kind)
    return cls.sentence.format(**facts) if cls else kind
