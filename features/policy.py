"""What the tables of the edition say, so that principles name no figure: a higher limit breaks no principle."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from amends.engine.answers import types_of
from amends.engine.calendars import Calendars
from amends.engine.person import Actor
from amends.engine.publishing import publish
from amends.engine.running import BUILT_IN, Running

from .cast import LetDown
from .world import World

AUTHORITY = "authority"
#: nobody's authority is looked for beyond this
HIGHEST = 1_000_000


def most(world: World, customer: LetDown, role: str, how_much: str) -> str:
    """As much as a role may give in this case without asking, or just more than that."""
    low, high = 0, HIGHEST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if approval(world, customer, role, middle) == "none" else (low, middle)
    return world.money(low if "as much" in how_much else high)


def approval(world: World, customer: LetDown, role: str, amount: int) -> str:
    """Who has to approve that this role gives so much."""
    case = world.case(customer)
    running = world.running(case.edition)
    data = {
        **case.data,
        "goodwill": world.money(amount),
        "amount": world.money(amount),
        "offer_total": world.money(amount),
        "role": role,
        "own_failure": False,
        "now": world.now().isoformat(),
    }
    return str(running.rules.decide(AUTHORITY, data, kinds(running))["approval"])


def kinds(running: Running) -> dict[str, str]:
    return {**types_of(running.forms), **BUILT_IN}


def decided(world: World, table: str, names: dict[str, Any]) -> dict[str, Any]:
    """What a table of the newest edition says to these facts."""
    running = world.running(world.newest())
    return dict(running.rules.decide(table, names, kinds(running)))


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A moment, and the calendar in which time is counted from it."""

    start: datetime
    calendars: Calendars
    name: str

    def after(self, span: str) -> datetime:
        """The end of a span of time, on the clock that the start was read from."""
        return self.calendars.add(self.start, span, self.name).astimezone(self.start.tzinfo).replace(tzinfo=None)


def counted(world: World, moment: datetime, calendar: str) -> Counted:
    calendars = world.running(world.newest()).calendars
    return Counted(start=moment.replace(tzinfo=calendars[calendar].zone), calendars=calendars, name=calendar)


def double_authority(world: World) -> None:
    """Publish an edition in which every amount of the table is twice what it was."""
    with world.house.store.reading() as work:
        files = dict(work.editions.files(world.newest()))
    path = next(path for path in files if path.endswith(f"{AUTHORITY}.dmn"))
    text = files[path].decode()
    files[path] = re.sub(
        r"(?<=<text>)([^<]*)(?=</text>)", lambda cell: re.sub(r"\d+(\.\d+)?", _twice, cell[0]), text
    ).encode()
    publish(world.house.means, files, Actor("person", "dana", "Dana"))


def _twice(figure: re.Match[str]) -> str:
    return str(Decimal(figure[0]) * 2)


def every_field(world: World) -> set[str]:
    """The names of all fields of all forms."""
    return {name for form in world.running(world.newest()).forms.values() for name in form.get("properties", {})}


def wording(world: World) -> dict[str, str]:
    """The text of each letter of the edition as its author wrote it."""
    with world.house.store.reading() as work:
        files = work.editions.files(world.newest())
    return {path: content.decode() for path, content in files.items() if path.startswith("letters/")}
