"""Commands about the house: begin it, check a draft, publish it, prove the record."""

import importlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from ..engine import invariants, publishing
from ..engine.actions import Registry
from ..engine.bpmn import Finding
from ..engine.errors import AmendsError
from ..engine.person import Actor, Person, Seat, Unit
from .commands_people import new_password
from .repair import told_repair

ADMINISTRATOR = "administrator"
#: what the first person may do: begin everything, see everything, mend everything
RIGHTS = frozenset({ADMINISTRATOR, "operator", "auditor", "designer"})
SEATS = ("front_line", "supervisor")


@click.command()
@click.option("--organisation", prompt="Name of the organisation", help="Its name; it becomes the first unit.")
@click.option("--calendar", default="everyday", show_default=True, help="The business calendar its clocks count in.")
@click.option("--name", prompt="Your name", help="Name of the first administrator.")
@click.option("--login", prompt="Your login", help="What they sign in with.")
@click.option("--email", default="", help="Their e-mail address.")
@click.option("--password", envvar="AMENDS_ADMIN_PASSWORD", help="Better not on the command line: it is asked for.")
@click.pass_obj
def init(
    console: Any, organisation: str, calendar: str, name: str, login: str, email: str, password: str | None
) -> None:  # fmt: skip
    """Make the database, publish the first edition, add the first administrator.

    A house that has an administrator is left as it is.
    """
    with closing(console.house()) as house:
        if any(person.may(ADMINISTRATOR) for person in house.people.everyone()):
            click.echo("This house has an administrator already; nothing was changed.")
            return
        kept = new_password(password, login)
        root = _root(house, organisation, calendar)
        seats = tuple(Seat(root, lane) for lane in SEATS)
        house.people.add_person(Person(id=login, name=name, email=email, seats=seats, rights=RIGHTS), login, kept)
        number = house.inquiry.house_state()["edition"].number
    click.echo(f"{organisation} is ready: edition {number} is published and {name} may sign in as '{login}'.")
    click.echo("Next: 'amends people add' for your colleagues, 'amends serve' for the pages.")


def _root(house: Any, organisation: str, calendar: str) -> str:
    """The unit at the top, made if there is none."""
    tops = [unit for unit in house.people.units() if unit.parent is None]
    if tops:
        return tops[0].id
    house.people.add_unit(Unit(id="house", name=organisation, calendar=calendar))
    return "house"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--no-features", is_flag=True, help="Look at the files only; do not run the principles.")
@click.option("--repair", is_flag=True, help="Propose what is missing, as a difference; FOLDER may be one diagram.")
@click.option(
    "--diff", type=click.Path(path_type=Path, dir_okay=False), help="With --repair: write the difference here."
)
@click.pass_obj
def check(console: Any, folder: Path | None, no_features: bool, repair: bool, diff: Path | None) -> None:
    """Check a folder of processes: diagrams, tables, forms, letters - and run the principles against it.

    Ends with 1 if anything keeps it from being published. With --repair no file is changed: what is proposed is told
    element by element, and comes as a difference for 'patch -p1'.
    """
    folder = folder or _folder(console)
    if repair:
        told_repair(folder, diff)
        return
    sound = _look(folder) and (no_features or _keeps_principles(folder))
    if not sound:
        raise click.ClickException("This folder cannot be published as it is.")
    click.echo("This folder can be published.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--by", default="", help="Who publishes, as the record names them [default: your account here].")
@click.pass_obj
def publish(console: Any, folder: Path | None, by: str) -> None:
    """Check a folder, run the principles against it, and make it the edition of all new cases.

    Running cases keep the edition they began in.
    """
    folder = folder or _folder(console)
    if not (_look(folder) and _keeps_principles(folder)):
        raise click.ClickException("Nothing was published; the last edition goes on running.")
    with closing(console.house()) as house:
        actor = Actor("operator", console.person.id, by or console.person.name)
        sector = str(house.settings["AMENDS_SECTOR"])
        edition = publishing.publish(house.means, publishing.read_folder(folder, sector), actor)
        publishing.offer(house.means, folder, sector)
    click.echo(f"Edition {edition.number} is published ({edition.id[:12]}).")


def _folder(console: Any) -> Path:
    return Path(str(console.settings.get("AMENDS_PROCESSES") or publishing.shipped()))


def _look(folder: Path) -> bool:
    """Say what is wrong with the files, also with those of each sector; True if nothing is that matters."""
    looks = [_look_at(folder, sector) for sector in ("", *publishing.sectors(folder))]
    return all(looks)


def _look_at(folder: Path, sector: str) -> bool:
    files = publishing.read_folder(folder, sector)
    findings = publishing.check(files, Registry.installed())
    _tell(findings)
    errors = sum(found.severity == "error" for found in findings)
    whose = f"{sector}: " if sector else ""
    click.echo(f"{whose}{len(files)} files: {errors} errors, {len(findings) - errors} warnings.")
    return errors == 0


def _tell(findings: Iterable[Finding]) -> None:
    for found in findings:
        where = f"{found.path} <{found.element}>" if found.element else found.path
        severity = click.style(found.severity, fg="red" if found.severity == "error" else "yellow")
        click.echo(f"{severity}: {where}: {found.sentence}")


def _keeps_principles(folder: Path) -> bool:
    """Run the features. They stand beside us and are not imported by us: they are one of the draft's judges."""
    click.echo("Running the principles ...")
    try:
        verdict = importlib.import_module("amends.features.gate").run(folder)
    except AmendsError as problem:
        raise click.ClickException(f"{problem} '--no-features' looks at the files only.") from None
    for failing in verdict.failing:
        click.echo(f"{click.style('broken', fg='red')}: {failing.rule}")
        click.echo(f"  {failing.feature} / {failing.example}: {failing.step}\n  {failing.reason}")
    if verdict.trouble:
        click.echo(verdict.trouble)
    kept = verdict.runs - len(verdict.failing)
    click.echo(f"{kept} of {verdict.runs} examples hold; {verdict.open_questions} are open questions.")
    return verdict.is_passed


@click.command()
@click.argument("case", required=False)
@click.pass_obj
def verify(console: Any, case: str | None) -> None:
    """Read the whole record again, or that of one case, and prove that no line was changed or taken out."""
    with closing(console.house_at_hand()) as house, house.store.reading() as work:
        breaches, streams = work.journal.verify(case), [case] if case else work.journal.streams()
    for breach in breaches:
        click.echo(f"{breach.stream}, line {breach.number}: {breach.why}")
    if breaches:
        raise click.ClickException(f"{len(breaches)} lines or texts are not as they were written.")
    click.echo(f"{len(streams)} records are whole." if len(streams) != 1 else "The record is whole.")


@click.command()
@click.pass_obj
def doctor(console: Any) -> None:
    """Look over the whole house for what must never be: a case that waits for nothing, a promise, letter or payment
    that does not stand on the record as it should, a record that was changed. Changes nothing.

    Ends with 1 if anything is found.
    """
    with closing(console.house_at_hand()) as house:
        found, cases = invariants.broken(house.means), _count(house)
    for sentence in found:
        click.echo(sentence)
    if found:
        raise click.ClickException(f"{len(found)} findings; nothing was changed.")
    click.echo(f"The house is sound: {cases} cases, and each is over or waits for somebody or something.")


def _count(house: Any) -> int:
    with house.store.reading() as work:
        return work.cases.count()


COMMANDS = (init, check, publish, verify, doctor)
