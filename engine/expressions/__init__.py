"""Expressions: what a diagram or a table may calculate with case data - and nothing else.

A small language on top of simpleeval: comparisons, decimals, money, dates, lists, conditions, a few functions and lines
that assign. No methods, no attributes but fields, no loops but bounded list comprehensions, no clock, no chance.
"""

from .assignments import execute
from .evaluator import evaluate, holds, typed_value
from .language import Refused
from .reading import check, kind_of_expression, names_in, names_made

__all__ = [
    "Refused",
    "check",
    "evaluate",
    "execute",
    "holds",
    "kind_of_expression",
    "names_in",
    "names_made",
    "typed_value",
]
