"""Processes that the caller may start by a form: a warning, an incident, a claim."""

from typing import Any

from ...engine.person import Person
from ...engine.views import Startable
from ..host import house
from . import bodies, shapes
from .bodies import Part
from .cases import opened
from .routes import route
from .tasks import ANSWERS

UNIT = Part("string", "in which unit: one of those of the process; the first of them by default")


@route("GET", "/processes", gives=shapes.Startables)
def processes(me: Person) -> shapes.Startables:
    """What you may start."""
    return {"processes": [_startable(each) for each in house().inquiry.starts(me)]}


@route("GET", "/processes/<process>", gives=shapes.StartForm)
def process(me: Person, process: str) -> shapes.StartForm:
    """One of them, with the form that starts it."""
    found, schema = house().inquiry.start_form(process, me)
    return {"process": _startable(found), "form": schema}


@route(
    "POST", "/processes/<process>/cases", takes={"answers": ANSWERS, "unit": UNIT}, gives=shapes.Outcome, status=201,
    has_key=True,
)  # fmt: skip
def start(me: Person, given: dict[str, Any], process: str) -> shapes.Outcome:
    """Start a process: its case is opened."""
    unit = given.get("unit") or house().inquiry.start_form(process, me)[0].units[0]
    case = house().recovery.start(process, given["answers"], by=me, unit=unit, key=bodies.key())
    return opened(case.number, me)


def _startable(each: Startable) -> shapes.Startable:
    return {"process": each.process, "name": each.name, "documentation": each.documentation, "units": each.units}
