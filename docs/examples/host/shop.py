"""A small shop that sells lanterns: its own people, orders and pages. What it has of Amends is in recovery.py."""

from typing import Any

from flask import Flask, abort, flash, redirect, render_template, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user, logout_user
from flask_wtf.csrf import CSRFProtect
from recovery import keep_house, report_lost

#: nick and password; a real shop keeps neither here
STAFF = {"pia": "wick", "tom": "flame"}
ORDERS = {"4711": {"what": "a storm lantern", "buyer": "mina@example.org", "state": "sent"}}


class Seller(UserMixin):
    """Somebody who works in the shop."""

    def __init__(self, nick: str) -> None:
        self.id = nick


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY="a long secret of your own",  # noqa: S106 - an example
        AMENDS_DATABASE_URL="sqlite:///instance/amends.sqlite",
        AMENDS_PUBLIC_URL="http://127.0.0.1:5000/help",
    )
    CSRFProtect(app)
    logins = LoginManager(app)
    logins.login_view = "sign_in"  # type: ignore[assignment]
    logins.user_loader(lambda nick: Seller(nick) if nick in STAFF else None)
    keep_house(app)
    app.add_url_rule("/", view_func=orders)
    app.add_url_rule("/orders/<number>/lost", view_func=lost, methods=["POST"])
    app.add_url_rule("/sign-in", view_func=sign_in, methods=["GET", "POST"])
    app.add_url_rule("/sign-out", view_func=sign_out)
    return app


def orders() -> Any:
    return render_template("orders.html", orders=ORDERS)


@login_required
def lost(number: str) -> Any:
    """The carrier lost it. Whoever bought it need not complain first."""
    order = ORDERS.get(number) or abort(404)
    order["state"] = "lost"
    case = report_lost(number, order, current_user.id)
    flash(f"Case {case} is open, and {order['buyer']} will hear from us.")
    return redirect(url_for("orders"))


def sign_in() -> Any:
    nick = request.form.get("nick", "")
    if request.method == "POST" and STAFF.get(nick) == request.form.get("password"):
        login_user(Seller(nick))
        back = request.args.get("next", "")
        return redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else url_for("orders"))
    return render_template("sign_in.html")


def sign_out() -> Any:
    logout_user()
    return redirect(url_for("orders"))
