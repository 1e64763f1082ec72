"""Of the house: what was published, restored and reconciled."""

from .event import Event, fact


@fact
class EditionPublished(Event):
    sentence = "Edition {number} was published by {by}"
    edition: str
    number: int
    by: str


@fact
class HouseRestored(Event):
    """`made_at`: when the backup was made; `held`: jobs that may have been done since then."""

    sentence = "The house was restored from a backup ({made_at}); {held} jobs wait for the operator"
    made_at: str
    held: int
    by: str


@fact
class HouseReconciled(Event):
    sentence = "{by} says that the restored house and the world agree again"
    by: str
