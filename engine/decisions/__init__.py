"""Decisions: DMN tables that say what follows from what is known, evaluated as the standard says.

UNIQUE, ANY, FIRST, RULE ORDER and COLLECT (a list, SUM, MIN, MAX); cells are FEEL's simple unary tests; answers are
expressions of our language over case data. A field that nobody has filled in is null, and a table has to say what then.
"""

from .columns import Input, Output, Rule
from .decision import Undecided
from .reading import TableWrong, read
from .table import Table
from .tables import Tables

__all__ = ["Input", "Output", "Rule", "Table", "TableWrong", "Tables", "Undecided", "read"]
