"""An entry: a form that opens or tells something, typed on one page and sent once, and shown again if it cannot be."""

import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..engine.errors import AnswersInvalid
from ..engine.person import Customer, Person
from .fields import Form, form_of, read
from .host import _, host, house
from .reading import MultiDict
from .sheet import once

#: the field that makes a second post of the same page harmless
KEY = "_key"
LONGEST_KEY = 64


class Entry:
    """One person's page with one form."""

    def __init__(self, schema: Mapping[str, Any], posted: MultiDict | None = None) -> None:
        self._schema, self.typed, self.problems, self.answers = schema, {}, {}, {}
        self.key, self._once = secrets.token_urlsafe(16), ""
        if posted is not None:
            self.key = (posted.getlist(KEY) or [""])[0][:LONGEST_KEY] or self.key
            found = read(schema, posted, say=_, zone=host().zone, currency=host().currency)
            self.typed, self.problems, self.answers = found.typed, found.problems, found.answers
            self._once = once(self.key, posted)

    @property
    def is_sound(self) -> bool:
        return not self.problems

    @property
    def once(self) -> str:
        """The key of this post: the same page sent twice has the same."""
        return self._once

    def refuse(self, refusal: AnswersInvalid) -> None:
        """Show the form again with what the engine found wrong."""
        problems: Any = refusal.facts["problems"]
        self.problems = problems

    def tells(self, case: str, element: str, by: Person | Customer) -> bool:
        """True if the case knows it now; False if the form is to be shown again. Raises TaskNotOpen, NotFound."""
        try:
            if self.is_sound:
                house().recovery.tell(case, element, self.answers, by=by, key=self.once)
        except AnswersInvalid as refusal:
            self.refuse(refusal)
        return self.is_sound

    @cached_property
    def form(self) -> Form:
        return form_of(self._schema, self.typed, problems=self.problems, say=_, zone=host().zone)
