"""What a customer sends us: two questions that matter, more for whoever wants to tell more."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from werkzeug.datastructures import MultiDict

from ...engine.errors import AnswersInvalid
from ...engine.person import Unit
from ..fields import Field, Form, form_of, read
from ..host import _, host, house

#: asked first; everything else is folded away
FIRST = ("what_happened", "contact")
#: fields of the post that are the page's own
UNIT, KEY, TRAP = "unit", "key", "website"
#: longer keys are not ours
KEY_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One report on its way in: what was typed, what it means, and what is missing."""

    typed: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    problems: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: where it happened, as chosen; "" if they do not know
    chosen: str = ""
    #: made with the page, so that a second click does not make a second case
    seed: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    #: a field that people do not see was filled in
    is_trapped: bool = False

    @classmethod
    def empty(cls, unit: str = "") -> "Intake":
        """A page to fill in; an unknown unit is the same as none."""
        return cls(chosen=unit if unit in {u.id for u in house().inquiry.units_open_to_reports()} else "")

    @classmethod
    def read(cls, posted: MultiDict[str, str]) -> "Intake":
        """What came in. Nothing is thrown away, whatever is wrong with it."""
        own = {name: posted.get(name, "") for name in (UNIT, KEY, TRAP)}
        rest = MultiDict([(name, value) for name, value in posted.items(multi=True) if name not in own])
        found = read(house().inquiry.report_form(), rest, say=_, zone=host().zone, currency=host().currency)
        known = cls.empty(own[UNIT])
        return replace(
            known, typed=found.typed, answers=found.answers, problems=found.problems,
            seed=own[KEY][:KEY_LENGTH] or known.seed, is_trapped=bool(own[TRAP]),
        )  # fmt: skip

    def refused(self, refused: AnswersInvalid) -> "Intake":
        """The same report with what the engine found."""
        return replace(self, problems=dict(cast(Any, refused.facts.get("problems", {}))))

    @property
    def is_ready(self) -> bool:
        return not self.problems and not self.is_trapped

    @property
    def name(self) -> str:
        """What the record calls them."""
        return str(self.answers.get("reporter_name", ""))

    @property
    def key(self) -> str:
        """Equal for the same words sent twice from one page; other words are another report."""
        said = json.dumps([self.chosen, self.answers], sort_keys=True, default=str)
        return f"report:{self.seed}:{hashlib.sha256(said.encode()).hexdigest()[:24]}"

    @property
    def units(self) -> list[Unit]:
        """Where it can have happened; nothing is asked where there is only one place."""
        units = house().inquiry.units_open_to_reports()
        return units if len(units) > 1 else []

    @property
    def unit(self) -> str:
        """The place chosen, or the only one there is; whoever does not know it reports to the whole house."""
        open = house().inquiry.units_open_to_reports()
        if self.chosen or len(open) == 1:
            return self.chosen or open[0].id
        everywhere = [unit.id for unit in house().people.units() if unit.parent is None]
        return everywhere[0] if everywhere else ""

    @property
    def form(self) -> Form:
        """The questions, with what was typed and what is wrong with it."""
        return form_of(house().inquiry.report_form(), self.typed, problems=self.problems, say=_, zone=host().zone)

    @property
    def first(self) -> list[Field]:
        return [each for each in self.form.asked if each.name in FIRST]

    @property
    def more(self) -> list[Field]:
        return [each for each in self.form.asked if each.name not in FIRST]
