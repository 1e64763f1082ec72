"""Keeps what is known about all cases; the only door to SQLAlchemy and Alembic."""

from .case_search import CaseRow, Precedent
from .chain import Line
from .database import DatabaseUnavailable, Store
from .letters import LetterRow
from .payments import Payment
from .people import LoginTaken
from .texts import Text
from .timers import Timer
from .unit_of_work import UnitOfWork
from .verification import Breach
from .waits import Waiting

__all__ = [
    "Breach", "CaseRow", "DatabaseUnavailable", "LetterRow", "Line", "LoginTaken", "Payment", "Precedent", "Store",
    "Text", "Timer", "UnitOfWork", "Waiting",
]  # fmt: skip
