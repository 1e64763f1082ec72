"""Packs of law and guarantee: a case is opened under one, at a time of its own, and asked what it owes and by when."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from amends.engine import spans
from amends.engine.errors import AmendsError, DraftBroken
from amends.engine.money import Money
from amends.engine.person import Actor
from amends.engine.promise import Promise
from amends.engine.publishing import publish

from . import journey
from .cast import JFK, STAFF, LetDown
from .policy import AUTHORITY, kinds
from .world import World

#: places of the features -> the calendar that is counted in there
PLACES = {"London": "uk_office", "Beijing": "cn_office", "New York": "us_office"}
NOBODY = Actor("customer", "", "the customer")


def owed(world: World, facts: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the packs of the newest edition give for these facts, each thing with its pack."""
    running = world.running(world.newest())
    names = {name: _read(text) for name, text in facts.items() if text}
    return list(running.rules.decide("entitlement", names, kinds(running))["owed"])


def _read(text: str) -> Any:
    if text in ("yes", "no"):
        return text == "yes"
    try:
        return float(text)
    except ValueError:
        return text


def sums(items: list[dict[str, Any]], kind: str) -> list[str]:
    """What is owed of one kind, one amount a currency."""
    found: dict[str, Money] = {}
    for item in items:
        if item["kind"] == kind and item["amount"]:
            money = Money.parse(item["amount"])
            found[money.currency] = found.get(money.currency, money * Decimal(0)) + money
    return [str(money) for money in found.values()]


def local(world: World, moment: datetime, place: str) -> datetime:
    """A moment as the clocks of a place say it."""
    return moment.replace(tzinfo=world.running(world.newest()).calendars[PLACES[place]].zone)


def worked(world: World, start: datetime, end: datetime) -> timedelta:
    """How much is worked at the station from one moment to another."""
    return spans.worked(world.running(world.newest()).calendars, start, end, "us_office")


def reported(world: World, customer: LetDown, pack: str, **facts: Any) -> None:
    """A failure is reported under a pack, and assessed at the desk."""
    told = {
        "what_happened": "It was not as it should be.",
        "contact": customer.contact,
        "reporter_name": customer.name,
        "pack": pack,
        **facts,
    }
    case = world.house.recovery.open("case_by_case", told, by=NOBODY, unit=JFK)
    world.opened(customer, (case.number, case.token))
    journey.go_on(world, customer, journey.RESPOND)


def clock(world: World, customer: LetDown, key: str) -> Promise:
    promises = world.promises(customer)
    assert key in promises, f"there is no clock '{key}', only {sorted(promises)}"
    return promises[key]


def files(world: World) -> dict[str, bytes]:
    """Those of the newest edition."""
    with world.house.store.reading() as work:
        return dict(work.editions.files(world.newest()))


def asking_for(world: World, form: str, field: str) -> dict[str, bytes]:
    """A draft in which a form asks for one more thing."""
    draft = files(world)
    path = next(path for path in draft if path.endswith(form))
    schema = json.loads(draft[path])
    schema["properties"][field] = {"type": "string", "title": "Your receipt", "maxLength": 100}
    schema["required"] = [*schema.get("required", ()), field]
    return {**draft, path: json.dumps(schema).encode()}


def with_reason(draft: Mapping[str, bytes], form: str, field: str) -> dict[str, bytes]:
    path = next(path for path in draft if path.endswith(form))
    schema = json.loads(draft[path])
    schema["properties"][field]["x-asked-because"] = "The till was stolen with its record."
    return {**draft, path: json.dumps(schema).encode()}


def refused(world: World, draft: Mapping[str, bytes]) -> DraftBroken | None:
    """Why a draft cannot be published; None if it is published now."""
    try:
        publish(world.house.means, draft, Actor("person", "dana", "Dana"))
    except DraftBroken as problem:
        return problem
    return None


@dataclass(frozen=True, kw_only=True)
class Law:
    """A law that changed: its name, the version before, and the last day that it held."""

    name: str
    before: str
    last_day: date


def changed_law(world: World) -> Law:
    """One of the packs that has two versions, of which the first is over."""
    book = world.running(world.newest()).packs
    pack = next(pack for pack in book.others if pack.until != date.max)
    return Law(name=pack.name, before=pack.version, last_day=pack.until)


def pending(world: World) -> tuple[str, str]:
    """Name and version of a pack that is not in force yet."""
    book = world.running(world.newest()).packs
    pack = next(pack for pack in book.others if pack.since is None)
    return pack.name, pack.version


def refused_pack(world: World, customer: LetDown, pack: str) -> AmendsError | None:
    try:
        reported(world, customer, pack)
    except AmendsError as problem:
        return problem
    return None


def run_out(world: World) -> None:
    """An edition in which no version of the station's pack holds any more."""
    name = changed_law(world).name
    draft = files(world)
    for path in [path for path in draft if path.startswith(f"packs/{name}_") and path.endswith(".json")]:
        says = json.loads(draft[path])
        draft[path] = json.dumps({**says, "valid_from": "1999-01-01", "valid_to": "1999-12-31"}).encode()
        last = path
    for path in [path for path in draft if path.startswith(f"packs/{name}_") and path != last]:
        if not path.startswith(last.removesuffix(".json")):
            del draft[path]
    publish(world.house.means, draft, Actor("person", "dana", "Dana"))
    (station,) = [unit for unit in world.house.people.units() if unit.id == JFK]
    world.house.people.add_unit(replace(station, packs=(name,)))


def stuck_at(world: World, customer: LetDown, label: str) -> AmendsError | None:
    """What the house says to whoever hands in a task that the case cannot take."""
    task = world.task(customer, label)
    sheet = journey.answers(world, task, {"fixed_now": True, "spot_remedy": "a seat", "spot_amount": world.money(0)})
    try:
        world.house.recovery.complete(task.id, sheet, by=STAFF["Ruth"])
    except AmendsError as problem:
        return problem
    return None


def limit_from_tomorrow(world: World) -> None:
    """An edition with a second table of authority beside the first; from tomorrow on, everybody may give half."""
    draft = files(world)
    path = next(path for path in draft if path.endswith(f"{AUTHORITY}.dmn"))
    tomorrow = (world.now() + timedelta(days=1)).date()
    name = f"{AUTHORITY}__{tomorrow:%Y_%m_%d}"
    text = re.sub(r'(?<= id=")(?=authority)', "later_", draft[path].decode())
    text = text.replace(f'id="later_{AUTHORITY}"', f'id="{name}"')
    halved = re.sub(r"(?<=<text>)([^<]*)(?=</text>)", lambda cell: re.sub(r"\d+(\.\d+)?", _half, cell[0]), text)
    draft[path.replace(f"{AUTHORITY}.dmn", f"{name}.dmn")] = halved.encode()
    publish(world.house.means, draft, Actor("person", "dana", "Dana"))


def _half(figure: re.Match[str]) -> str:
    return str(Decimal(figure[0]) / 2)


def line(world: World, customer: LetDown, kind: str, key: str) -> Any:
    """The line of the record that tells this of a clock; there has to be one."""
    with world.house.store.reading() as work:
        lines = work.journal.of_case(world.number(customer))
    (found,) = [line for line in lines if line.kind == kind and line.facts["promise"] == key]
    return found
