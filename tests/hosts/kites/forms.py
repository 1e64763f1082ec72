"""The library's own forms."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField


class SignIn(FlaskForm):
    nick = StringField("Nick")
    word = PasswordField("Word")


class Lend(FlaskForm):
    kite = StringField("Kite")
