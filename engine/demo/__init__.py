"""Made-up organisations to look around in: who works there, who was let down, and what happened so far."""

from .passing import let_pass
from .replay import load, replay_of
from .sector import DEFAULT
from .sectors import SECTORS, sector, settle, shown_in

__all__ = ["DEFAULT", "SECTORS", "let_pass", "load", "replay_of", "sector", "settle", "shown_in"]
