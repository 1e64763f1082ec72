"""Commands about tokens: what programs bring to the API to speak for a person."""

from contextlib import closing
from typing import Any

import click


@click.group()
def token() -> None:
    """Programs that speak for a person: make, list and revoke their tokens."""


@token.command("add")
@click.argument("login")
@click.option("--name", prompt="Name", help="What will use it; it is listed and revoked by this name.")
@click.option("--days", default=90, show_default=True, help="For how many days it is good.")
@click.pass_obj
def add_token(console: Any, login: str, name: str, days: int) -> None:
    """Make a token for somebody with an account. It is shown now and never again."""
    with closing(console.house()) as house:
        secret, made = house.people.add_token(login, name, days)
    click.echo(
        f"Good until {made.until.astimezone(console.zone):%Y-%m-%d %H:%M}. Keep it as you keep a password:", err=True
    )
    click.echo(secret)


@token.command("list")
@click.pass_obj
def list_tokens(console: Any) -> None:
    """Every token there ever was: whose, what for, until when, and when it was used last."""
    with closing(console.house()) as house:
        now = house.means.wall.now()
        for each in house.people.tokens():
            until = f"{each.until.astimezone(console.zone):%Y-%m-%d %H:%M}"
            state = (
                "revoked" if each.revoked_at else f"good until {until}" if each.is_good(now) else f"over since {until}"
            )
            used = f"last used {each.used_on}" if each.used_on else "never used"
            click.echo(f"{each.person}, {each.name}: {state}; {used}")


@token.command("revoke")
@click.argument("login")
@click.argument("name")
@click.pass_obj
def revoke_token(console: Any, login: str, name: str) -> None:
    """Take a token back; from now on it opens nothing."""
    with closing(console.house()) as house:
        house.people.revoke_token(login, name)
    click.echo(f"The token '{name}' of '{login}' opens nothing any more.")


COMMANDS = (token,)
