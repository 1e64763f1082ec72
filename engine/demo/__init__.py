"""A small airline on the day of a real storm: who works there, who was let down, and what happened so far."""

from .airline import CAST, settle
from .passing import let_pass
from .replay import Replay, load

__all__ = ["CAST", "Replay", "let_pass", "load", "settle"]
