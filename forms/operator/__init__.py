"""The operator's page: what stopped and why, what to do about it, and how the house is doing."""

from flask import Blueprint

pages = Blueprint("operator", __name__)

from . import problems  # noqa: E402, F401  (views register themselves on `pages`)
