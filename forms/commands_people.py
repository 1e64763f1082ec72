"""Commands about people and units: who works here, where, and in which lanes."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import click

from ..engine.person import LANES, RIGHTS, Person, Seat, Unit
from .people import hashed, weakness


@click.group()
def people() -> None:
    """Who works here: list and add accounts."""


@people.command("list")
@click.pass_obj
def list_people(console: Any) -> None:
    """Everybody with an account, with their seats and rights."""
    with closing(console.house()) as house:
        for person in house.people.everyone():
            seats = ", ".join(f"{seat.unit}:{seat.lane}" for seat in person.seats)
            rights = ", ".join(sorted(person.rights))
            away = "" if person.is_active else " (not active)"
            click.echo(f"{person.id}{away}: {person.name}; seats: {seats or 'none'}; rights: {rights or 'none'}")


@people.command("add")
@click.option("--login", prompt="Login", help="What they sign in with.")
@click.option("--name", prompt="Name", help="As pages and letters say it.")
@click.option("--email", default="", help="Where work is announced to them.")
@click.option("--seat", "seats", multiple=True, metavar="UNIT:LANE", help=f"Repeatable; lanes: {', '.join(LANES)}.")
@click.option("--right", "rights", multiple=True, type=click.Choice(RIGHTS), help="Repeatable.")
@click.option("--password", envvar="AMENDS_PASSWORD", help="Better not on the command line: it is asked for.")
@click.pass_obj
def add_person(
    console: Any, login: str, name: str, email: str, seats: Sequence[str], rights: Sequence[str], password: str | None
) -> None:
    """Add somebody with an account."""
    with closing(console.house()) as house:
        units = {unit.id for unit in house.people.units()}
        held = tuple(_seat(text, units) for text in seats)
        person = Person(id=login, name=name, email=email, seats=held, rights=frozenset(rights))
        house.people.add_person(person, login, new_password(password, login))
    click.echo(f"{name} may sign in as '{login}'.")


def new_password(given: str | None, login: str) -> str:
    """The hash of a password that was given or is asked for, twice. Raises ClickException for a weak one."""
    password = given or click.prompt("A password for them", hide_input=True, confirmation_prompt=True)
    problem = weakness(password, login)
    if problem:
        raise click.ClickException(problem)
    return hashed(password)


def _seat(text: str, units: set[str]) -> Seat:
    unit, _, lane = text.partition(":")
    if unit not in units:
        raise click.ClickException(f"There is no unit '{unit}'; there are: {', '.join(sorted(units)) or 'none'}.")
    if lane not in LANES:
        raise click.ClickException(f"There is no lane '{lane}'; there are: {', '.join(LANES)}.")
    return Seat(unit, lane)


@click.group()
def units() -> None:
    """The parts of the organisation: list and add units."""


@units.command("list")
@click.pass_obj
def list_units(console: Any) -> None:
    """Every unit with the one above it."""
    with closing(console.house()) as house:
        for unit in house.people.units():
            above = f", part of {unit.parent}" if unit.parent else ""
            under = f"; packs {', '.join(unit.packs)}" if unit.packs else ""
            click.echo(f"{unit.id}: {unit.name}{above}; calendar {unit.calendar}{under}")


@units.command("add")
@click.argument("id")
@click.option("--name", prompt="Name", help="As pages say it.")
@click.option("--parent", prompt="Part of", help="The unit above it.")
@click.option("--calendar", default="everyday", show_default=True, help="The business calendar its clocks count in.")
@click.option(
    "--pack", "packs", multiple=True, help="A policy pack its cases are under; none: those of the unit above."
)
@click.pass_obj
def add_unit(console: Any, id: str, name: str, parent: str, calendar: str, packs: tuple[str, ...]) -> None:
    """Add a unit, such as a ward, a station or a shop."""
    with closing(console.house()) as house:
        known = {unit.id for unit in house.people.units()}
        if parent not in known or id in known:
            problem = f"There is a unit '{id}' already." if id in known else f"There is no unit '{parent}'."
            raise click.ClickException(problem)
        house.people.add_unit(Unit(id=id, name=name, parent=parent, calendar=calendar, packs=packs))
    click.echo(f"{name} is there, as '{id}'.")


COMMANDS = (people, units)
