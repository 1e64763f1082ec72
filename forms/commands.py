"""The command line: `amends` by itself, `flask amends` within a host. What goes wrong is told in a sentence."""

import getpass
from datetime import tzinfo
from pathlib import Path
from typing import Any

import click
from flask.cli import ScriptInfo

from ..engine.assembly import House
from ..engine.demo import DEFAULT, sector
from ..engine.errors import AmendsError
from ..engine.person import Person
from . import commands_cases, commands_database, commands_house, commands_people, commands_running, commands_tokens
from .config import SETTINGS, from_environment, zone_of

EPILOG = "Settings are environment variables: " + ", ".join(SETTINGS) + ". See the reference of settings."

#: where databases stand unless a setting names another
OWN, DEMONSTRATION = Path("instance/amends.sqlite"), Path("instance/demo.sqlite")


class Told(click.Group):
    """A group whose commands end with a sentence, never with a traceback, when something of ours goes wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AmendsError as problem:
            raise click.ClickException(str(problem)) from None
        except (PermissionError, FileNotFoundError, IsADirectoryError, NotADirectoryError) as problem:
            raise click.ClickException(f"'{problem.filename}' cannot be used: {problem.strerror}.") from None


class Console:
    """Who types commands, and the settings they type them for."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings

    def house(self, **how: Any) -> House:
        """Opened; the caller closes it."""
        return House.open(self.settings, **how)

    def house_at_hand(self) -> House:
        """For looking: the house, or the demonstration's where nothing else was named or begun here."""
        if "AMENDS_DATABASE_URL" not in self.settings and not OWN.exists() and DEMONSTRATION.exists():
            self.settings |= {
                name: value for name, value in sector(DEFAULT).settings.items() if name not in self.settings
            }
            click.echo(f"(This is the demonstration, {DEMONSTRATION}.)", err=True)
        return self.house()

    @property
    def zone(self) -> tzinfo:
        """Where the readers are; times are shown there."""
        return zone_of(self.settings)

    @property
    def person(self) -> Person:
        """Whoever may run commands on this machine may mend what stopped; the record names their account."""
        user = getpass.getuser()
        return Person(id=f"console:{user}", name=f"{user} (console)", rights=frozenset({"operator"}))


@click.group("amends", cls=Told, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--database", metavar="URL", help="Where everything is kept [default: sqlite:///instance/amends.sqlite].")
@click.option("--processes", metavar="FOLDER", help="The folder that offers diagrams [default: those of the package].")
@click.version_option(package_name="amends", message="%(package)s %(version)s")
@click.pass_context
def amends(ctx: click.Context, database: str | None, processes: str | None) -> None:
    """Service recovery: what an organisation does after it has let a customer down.

    To look around: `amends demo --serve`. For yourself: `amends init`, then `amends serve`.
    """
    given = {"AMENDS_DATABASE_URL": database, "AMENDS_PROCESSES": processes}
    ctx.obj = Console(_of_host(ctx) | from_environment() | {k: v for k, v in given.items() if v})


def _of_host(ctx: click.Context) -> dict[str, Any]:
    """Within `flask`, the settings of the host's application; from_environment() is the same there and here."""
    info = ctx.find_object(ScriptInfo)
    config = info.load_app().config if info is not None else {}
    return {name: value for name, value in config.items() if name.startswith("AMENDS_")}


for command in (
    *commands_house.COMMANDS, *commands_running.COMMANDS, *commands_people.COMMANDS, *commands_cases.COMMANDS,
    *commands_database.COMMANDS, *commands_tokens.COMMANDS,
):  # fmt: skip
    amends.add_command(command)


def main() -> None:
    """The console script."""
    amends(prog_name="amends")
