"""Remedy: what is done for the customer - no apology without a thought of the loss, no money without an apology."""

from enum import StrEnum


class RemedyKind(StrEnum):
    """Both parts of putting it right (Miller, Craighead and Karwan 2000: tangible and psychological together)."""

    PSYCHOLOGICAL = "psychological"
    TANGIBLE = "tangible"


#: goodwill above this share of the loss gains nothing more and makes some customers uneasy (Haesevoets et al. 2017)
GOODWILL_WARNING = 1.5
