"""How people act in the features: straight at the use cases, or through the pages; the same acts at both depths."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from amends.engine.person import Customer, Person

AT_THE_ENGINE, AT_THE_FORMS = "at the engine", "at the forms"


def is_called(label: str, wanted: str) -> bool:
    """Whether a task is the one meant; of several for several remedies, each has its remedy behind its label."""
    return label == wanted or label.startswith(f"{wanted}: ")


class TurnedAway(Exception):
    """What somebody tried was refused; the sentence is what they were told."""

    def __init__(self, sentence: str, problems: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        #: field -> what is wrong with it
        self.problems = problems or {}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a form asks for."""

    #: names of the fields that may be filled in
    fields: tuple[str, ...]
    #: those without which it cannot be handed in
    required: tuple[str, ...] = ()
    #: everything the page says, instructions and hints included
    text: str = ""
    shown: Mapping[str, Any] = field(default_factory=dict)


class Acting(Protocol):
    """The acts. `who` is a member of staff or a customer's link, a task is named by its label, a no is `TurnedAway`."""

    def report(self, answers: Mapping[str, Any], *, by: Person | None, unit: str, times: int = 1) -> tuple[str, str]:
        """Tell that something went wrong; (number, token) of the case. `times`: the same sheet is sent so often."""
        ...

    def report_form(self, *, by: Person | None) -> Asked:
        """What has to be told."""
        ...

    def tasks(self, who: Person | Customer) -> list[tuple[str, str]]:
        """(case, label) of what this person is asked to do."""
        ...

    def form(self, who: Person | Customer, case: str, label: str) -> Asked:
        """Open a task."""
        ...

    def hand_in(
        self, who: Person | Customer, case: str, label: str, answers: Mapping[str, Any], *, times: int = 1
    ) -> None:
        """Fill in a task and send it. `times`: the same sheet is sent so often."""
        ...

    def open_sheet(
        self, who: Person | Customer, case: str, label: str, answers: Mapping[str, Any]
    ) -> Callable[[], None]:
        """Open a task and fill it in; what comes back hands it in, whatever happened meanwhile."""
        ...

    def page(self, link: Customer) -> str:
        """All the words on the customer's page."""
        ...

    def record(self, who: Person, case: str) -> str:
        """All the words of the record of a case."""
        ...
