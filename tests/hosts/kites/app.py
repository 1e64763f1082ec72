"""The application of the library. AMENDS in the environment puts a guest into it; nothing else changes."""

import os
import time
from typing import Any

import sqlalchemy as sa
from flask import Flask, g, redirect, render_template, request, session, url_for
from flask_babel import Babel
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException

import engine
import features
import processes
from forms import Lend, SignIn


class Flyer(UserMixin):
    """Somebody who flies kites."""

    def __init__(self, nick: str) -> None:
        self.id = self.nick = nick


def create_app(database: str, *, with_guest: bool = bool(os.environ.get("WITH_GUEST")), **config: Any) -> Flask:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="what flies must come down", TESTING=True, MOTTO="Up, up", **config)
    kept = engine.start(database)
    _surround(app)
    if with_guest:
        from guest import mount

        mount(app, database)
    _pages(app, kept)
    return app


def _surround(app: Flask) -> None:
    CSRFProtect(app)
    Babel(app, locale_selector=lambda: "de", default_translation_directories=os.path.join(app.root_path, "words"))
    logins = LoginManager(app)
    logins.login_view = "sign_in"
    logins.user_loader(Flyer)
    app.add_template_filter(lambda amount: f"{amount} feathers", "money")
    app.add_template_filter(str.upper, "loud")
    app.context_processor(lambda: {"motto": app.config["MOTTO"]})
    app.register_error_handler(HTTPException, _broken)

    @app.before_request
    def _begin() -> None:
        g.began = time.perf_counter()
        session["visits"] = session.get("visits", 0) + 1

    @app.after_request
    def _mark(response: Any) -> Any:
        response.headers["X-Wind"] = "north"
        return response


def _broken(error: HTTPException) -> Any:
    return render_template("problem.html", code=error.code), error.code


def _pages(app: Flask, kept: sa.Engine) -> None:
    @app.get("/")
    def start() -> Any:
        return redirect(url_for("inbox"))

    @app.route("/sign-in", methods=["GET", "POST"])
    def sign_in() -> Any:
        form = SignIn()
        if form.validate_on_submit():
            with kept.connect() as connection:
                asked = engine.people.c.nick == form.nick.data, engine.people.c.word == form.word.data
                found = connection.execute(sa.select(engine.people).where(*asked)).first()
            if found:
                login_user(Flyer(found.nick))
                return redirect(request.args.get("next") or url_for("inbox"))
        return render_template("sign_in.html", form=form)

    @app.get("/inbox")
    @login_required
    def inbox() -> Any:
        with kept.connect() as connection:
            return render_template("inbox.html", tasks=connection.execute(sa.select(engine.tasks)).all(), form=Lend())

    @app.post("/lend")
    @login_required
    def lend_one() -> Any:
        lent = features.LENDING_IS_OPEN and processes.lend(kept, str(Lend().kite.data), current_user.nick)
        return ("lent", 200) if lent else ("gone", 409)
