"""All that the library does to have a guest."""

from amends.engine.assembly import House
from amends.engine.person import Person, Seat, Unit
from amends.forms import Amends
from flask import Flask, url_for
from flask_login import current_user

PREFIX = "/library/recovery"


def mount(app: Flask, database: str) -> None:
    """The library's people are its flyers, its page is around ours, its database is ours too."""
    house = House.open({**app.config, "AMENDS_DATABASE_URL": database})
    if not house.people.everyone():
        house.people.add_unit(Unit(id="library", name="The kite library"))
        seats = Seat("library", "front_line"), Seat("library", "supervisor")
        house.people.add_person(Person(id="pia", name="Pia", seats=seats, rights=frozenset({"operator"})), "pia", "")

    def current_person() -> Person | None:
        return house.people.person(current_user.nick) if current_user.is_authenticated else None

    Amends(
        current_person=current_person, base_template="base.html", login_url=lambda back: url_for("sign_in", next=back)
    ).init_app(app, house, url_prefix=PREFIX)
