"""Letters: what we write to customers and staff, in the words of the edition."""

from .instructions import complaints_about, instructions
from .letters import Letter, LetterRefused, Letters

__all__ = ["Letter", "LetterRefused", "Letters", "complaints_about", "instructions"]
