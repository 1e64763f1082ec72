"""Everything that the shop has to do to have Amends in the house."""

from amends.engine.assembly import House
from amends.engine.person import Actor, Person
from amends.forms import Amends
from flask import Flask, current_app, url_for
from flask_login import current_user


def keep_house(app: Flask) -> None:
    """Pages below /help, in the shop's look, for the shop's people."""
    house = House.open(app.config)

    def current_person() -> Person | None:
        return house.people.person(current_user.id) if current_user.is_authenticated else None

    Amends(
        current_person=current_person,
        base_template="base.html",
        login_url=lambda back: url_for("sign_in", next=back),
        logout_url=lambda: url_for("sign_out"),
    ).init_app(app, house, url_prefix="/help")
    app.config["HOUSE"] = house


def report_lost(number: str, order: dict[str, str], nick: str) -> str:
    """Report a failure that nobody has complained about yet; the same order opens one case only. The case's number."""
    house: House = current_app.config["HOUSE"]
    told = {
        "what_happened": f"Order {number}, {order['what']}, was lost on its way.",
        "contact": order["buyer"],
        "service_occasion": f"order {number}",
    }
    by = Actor("process", nick, "the shop")
    return house.recovery.report(told, by=by, unit="house", channel="web", key=f"lost:{number}").number
