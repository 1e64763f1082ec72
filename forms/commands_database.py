"""Commands about the database: back it up, put a backup back, agree with the world again, move to another one."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click

from ..engine import backup as backups
from ..engine.assembly import settings_of
from ..engine.moving import move as move_house
from ..engine.recovery import reconciling
from ..engine.store import Store

_file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@_file
@click.pass_obj
def backup(console: Any, file: Path) -> None:
    """Write everything into a new FILE, as it is now, while the house goes on working."""
    with closing(_store(console)) as store:
        kept = backups.back_up(store, file)
    click.echo(f"{file} holds {kept.cases} cases.")
    if kept.breaches:
        raise click.ClickException(f"{kept.breaches} records are not as they were written; 'amends verify' names them.")


@click.command()
@_file
@click.option("--force", is_flag=True, help="Move the house that stands there aside; it is not deleted.")
@click.pass_obj
def restore(console: Any, file: Path, force: bool) -> None:
    """Put a backup where the house is to stand. Stop pages and workers before.

    What may have been done in the world since the backup was made is not done again by itself: it waits for an
    operator.
    """
    aside = backups.restore(_url(console), file, force=force)
    if aside:
        click.echo(f"What stood there before is in {aside}.")
    with closing(console.house()) as house:
        _tell(house)


@click.command()
@click.option("--begin", is_flag=True, help="The database was restored by other means, such as pg_restore.")
@click.option("--end", is_flag=True, help="House and world agree: nothing is held any more.")
@click.pass_obj
def reconcile(console: Any, begin: bool, end: bool) -> None:
    """Say how a restored house stands, begin to hold what may have been done already, or end it."""
    with closing(console.house()) as house:
        if begin:
            reconciling.begin(house.means, console.person.name)
        if end:
            reconciling.end(house.means, console.person)
        _tell(house)


def _tell(house: Any) -> None:
    found = reconciling.state(house.means)
    if found is None:
        click.echo("House and world agree; jobs are done as they come.")
        return
    when = f" from a backup of {found.made_at[:16]} UTC" if found.made_at else ""
    click.echo(f"The house was restored{when}. {found.held} jobs wait for an operator: 'amends jobs list'.")
    click.echo("Until 'amends reconcile --end', whatever its cases ask for waits too, because it may have been done.")


@click.command()
@click.option("--to", "target", required=True, metavar="URL", help="An empty database, mostly postgresql+psycopg://...")
@click.pass_obj
def move(console: Any, target: str) -> None:
    """Carry everything to another database, prove that it arrived, and leave this one.

    Stop pages and workers before.
    """
    with closing(_store(console)) as here, closing(Store(target)) as there:
        moved = move_house(here, there)
        click.echo(f"{moved.cases} cases and {moved.records} records stand in {there.named}, as they were here.")
    click.echo("Set AMENDS_DATABASE_URL to it; the database that was left opens to nobody.")


def _url(console: Any) -> str:
    return str(settings_of(console.settings)["AMENDS_DATABASE_URL"])


def _store(console: Any) -> Store:
    """Brought to this version first."""
    store = Store(_url(console))
    store.migrate()
    return store


COMMANDS = (backup, restore, reconcile, move)
