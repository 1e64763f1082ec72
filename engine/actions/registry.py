"""The registry: which actions diagrams may name. Plugins offer theirs by entry point, a host may add some by hand."""

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from ..errors import AmendsError, SettingWrong
from .action import Action
from .affected_customers import AffectedCustomers
from .costs import Costs
from .effort import Effort
from .find_protocol import FindProtocol
from .granted import Granted
from .history import History
from .notify import Notify
from .open_cases import OpenCases
from .paid_before import PaidBefore
from .parity import Parity
from .partner_account import PartnerAccount
from .pay import Pay
from .places import CancelPlace, ConfirmPlace, GivePlace, ReleasePlace, ReservePlace, UsePlace
from .precedents import Precedents
from .rank_partners import RankPartners
from .read_customers import ReadCustomers
from .read_protocol import ReadProtocol
from .recurrences import Recurrences
from .take_back import TakeBack
from .tell_cases import TellCases
from .write_to_cases import WriteToCases

GROUP = "amends.actions"
OURS: tuple[type, ...] = (
    Notify,
    Pay,
    Precedents,
    OpenCases,
    TellCases,
    RankPartners,
    ReservePlace,
    ConfirmPlace,
    CancelPlace,
    ReleasePlace,
    UsePlace,
    GivePlace,
    TakeBack,
    PartnerAccount,
    Recurrences,
    WriteToCases,
    FindProtocol,
    ReadCustomers,
    ReadProtocol,
    PaidBefore,
    Costs,
    Effort,
    Granted,
    History,
    Parity,
    AffectedCustomers,
)


class ActionUnknown(AmendsError):
    """A diagram or a job names an action that no installed plugin offers."""

    sentence = "There is no action '{name}'. Installed are: {known}."


class Registry:
    """Actions by name. Two of one name are refused: which of them pays must never depend on the order of loading."""

    def __init__(self, actions: Iterable[Action] = ()) -> None:
        self._actions: dict[str, Action] = {}
        for action in actions:
            self.register(action)

    @classmethod
    def installed(cls) -> "Registry":
        """Everything offered by entry point; ours also where the package runs from its sources and is not installed.

        Raises SettingWrong, naming the plugin, if one cannot be loaded or takes a name that is taken.
        """
        registry = cls(_loaded(point) for point in sorted(entry_points(group=GROUP)))
        for action in OURS:
            if action.name not in registry._actions:
                registry.register(action())
        return registry

    def register(self, action: Action) -> None:
        """Add one. Raises SettingWrong if it is no action or its name is taken."""
        name = getattr(action, "name", "")
        if not (isinstance(name, str) and name.isidentifier() and callable(getattr(action, "run", None))):
            problem = f"has {action!r}, which is no action: it needs name, title, schema and run"
            raise SettingWrong(name=GROUP, problem=problem)
        if not isinstance(getattr(action, "schema", None), Mapping):
            raise SettingWrong(name=GROUP, problem=f"has the action '{name}' without a schema of its parameters")
        if name in self._actions:
            first, second = type(self._actions[name]).__module__, type(action).__module__
            raise SettingWrong(name=GROUP, problem=f"has two actions '{name}': of {first} and of {second}")
        self._actions[name] = action

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._actions))

    def action(self, name: str) -> Action:
        """Raises ActionUnknown, naming those there are."""
        try:
            return self._actions[name]
        except KeyError:
            raise ActionUnknown(name=name, known=", ".join(self.names())) from None

    def schema(self, name: str) -> Mapping[str, Any]:
        """JSON Schema of the parameters of an action. Raises ActionUnknown."""
        return self.action(name).schema


def _loaded(point: EntryPoint) -> Action:
    try:
        found = point.load()
        return found() if isinstance(found, type) else found
    except Exception as problem:  # whatever a plugin does wrong when it is loaded
        why = f"names {point.value} ('{point.name}'), which cannot be loaded: {problem}"
        raise SettingWrong(name=GROUP, problem=why) from problem
