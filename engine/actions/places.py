"""Places: reserve one at a partner, confirm it, cancel it, give it back - each step once, and each with its undo."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..errors import ActionRefused
from ..place import Place
from .desk import Desk
from .partners import REFUSED, PlaceRefused

OUT, IN = "out", "in"
_OF = {
    "partner": {"type": "string", "minLength": 1, "maxLength": 60, "description": "key of the partner"},
    "attempt": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "which try of this case it is"},
}


def _schema(*needed: str, **more: Any) -> dict[str, Any]:
    fields = {**_OF, **more}
    return {
        "type": "object",
        "required": ["partner", "attempt", *needed],
        "additionalProperties": False,
        "properties": fields,
    }


class ReservePlace:
    """The request is written down before the partner is asked: whoever dies in between, the place can be given back."""

    name = "reserve_place"
    title = "Reserve a place at a partner"
    schema: Mapping[str, Any] = _schema(
        "need",
        need={"type": "string", "minLength": 1, "maxLength": 60, "description": "seat, room, transport ..."},
        where={"type": "string", "maxLength": 200, "default": "", "description": "where it is needed"},
        by={"type": "string", "format": "date-time", "description": "when it is needed"},
        persons={"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1},
        special_needs={"type": "string", "maxLength": 2000, "default": "", "description": "told with consent only"},
        name={"type": "string", "maxLength": 200, "default": "", "description": "told with consent only"},
    )

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"state": "held" | "asked", "reference", "until"}. Raises ActionRefused(`place_refused`)."""
        place = _place(parameters, desk) or _asked(parameters, desk)
        if place.state == "asked" and not place.reference:
            place = _reserved(place, {k: v for k, v in parameters.items() if k not in _OF}, desk)
        if place.state in ("refused", "released"):
            raise ActionRefused(REFUSED, f"The place with {place.partner} was {place.state} before; begin a new try")
        until = {"until": place.until.isoformat()} if place.until else {}
        return {"state": place.state, "reference": place.reference, **until}


class ConfirmPlace:
    """A held place becomes the customer's; what we owe the partner for it stands in the book from now on."""

    name = "confirm_place"
    title = "Confirm a place at a partner"
    schema: Mapping[str, Any] = _schema(
        reference={"type": "string", "maxLength": 80, "description": "what the partner called it, if people asked"},
        owed={"type": "string", "format": "money", "description": "settled with the partner later"},
    )

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"reference"}. Raises ActionRefused(`place_refused`), also if nothing is held."""
        place = _place(parameters, desk)
        if place is None or place.state not in ("asked", "held", "booked"):
            raise ActionRefused(REFUSED, f"There is no place with {parameters['partner']} that could be confirmed")
        if place.state != "booked":
            asked = parameters.get("reference") or place.reference
            try:
                reference = desk.partners.confirm(place.key, place.partner, asked)
            except PlaceRefused as refusal:
                raise ActionRefused(REFUSED, str(refusal)) from refusal
            owed = parameters.get("owed", "")
            place = replace(place, state="booked", reference=reference, amount=owed, until=None, at=desk.now)
            desk.places.note(place)
        return {"reference": place.reference}


class CancelPlace:
    """The undo of confirming: the place is only held again, and nothing is owed for it."""

    name = "cancel_place"
    title = "Cancel a confirmed place"
    schema: Mapping[str, Any] = _schema()

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"cancelled"}: whether there was one."""
        place = _place(parameters, desk)
        if place is None or place.state != "booked":
            return {"cancelled": False}
        desk.places.note(replace(place, state="held", amount="", at=desk.now))
        return {"cancelled": True}


class ReleasePlace:
    """The undo of reserving: whatever the partner keeps for us is given back."""

    name = "release_place"
    title = "Give a place back"
    schema: Mapping[str, Any] = _schema(
        even_if_silent={
            "type": "boolean", "default": False,
            "description": "do not wait for a partner who does not answer: a hold that nobody confirms runs out",
        },
    )  # fmt: skip

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"released"}: whether there was anything to give back."""
        place = _place(parameters, desk)
        if place is None or place.state in ("refused", "released"):
            return {"released": False}
        if place.direction == OUT:
            _given_back(place, desk, even_if_silent=parameters["even_if_silent"])
        desk.places.note(replace(place, state="released", amount="", until=None, at=desk.now))
        return {"released": True}


class UsePlace:
    """The customer has come: the place is used, and settled with the partner."""

    name = "use_place"
    #: done twice, nobody would notice: all of it is in our own database
    only_reads = True
    title = "Note that a place was used"
    schema: Mapping[str, Any] = _schema()

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"used"}: whether it was booked."""
        place = _place(parameters, desk)
        if place is None or place.state not in ("booked", "used"):
            return {"used": False}
        if place.state == "booked":
            desk.places.note(replace(place, state="used", at=desk.now))
        return {"used": True}


class GivePlace:
    """A place of our own for a partner's customer; what they owe us for it stands in the book."""

    name = "give_place"
    #: done twice, nobody would notice: all of it is in our own database
    only_reads = True
    title = "Give a partner's customer a place"
    schema: Mapping[str, Any] = _schema("owed", owed={"type": "string", "format": "money"})

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"reference"}: what the partner's customer names when they come."""
        place = _place(parameters, desk)
        if place is None:
            reference = f"{desk.case.number}-{parameters['attempt']}"
            place = _new(parameters, desk, direction=IN, state="booked", reference=reference)
            place = replace(place, amount=parameters["owed"])
            desk.places.note(place)
        return {"reference": place.reference}


def _given_back(place: Place, desk: Desk, *, even_if_silent: bool) -> None:
    try:
        desk.partners.release(place.key, place.partner, place.reference)
    except Exception:
        if not even_if_silent:
            raise


def _key(parameters: Mapping[str, Any], desk: Desk) -> str:
    """A try of a case takes one place, whichever step of it asks."""
    return f"{desk.case.number}:place:{parameters['attempt']}"


def _place(parameters: Mapping[str, Any], desk: Desk) -> Place | None:
    """Raises ActionRefused if the try was with somebody else: nobody may confirm what another one holds."""
    place = desk.places.entry(_key(parameters, desk))
    if place is not None and place.partner != parameters["partner"]:
        text = f"Try {parameters['attempt']} of this case was with {place.partner}, not with {parameters['partner']}"
        raise ActionRefused(REFUSED, text)
    return place


def _new(parameters: Mapping[str, Any], desk: Desk, *, direction: str, state: str, reference: str = "") -> Place:
    return Place(
        key=_key(parameters, desk), case=desk.case.number, partner=parameters["partner"], direction=direction,
        state=state, reference=reference, at=desk.now,
    )  # fmt: skip


def _asked(parameters: Mapping[str, Any], desk: Desk) -> Place:
    place = _new(parameters, desk, direction=OUT, state="asked")
    desk.places.note(place)
    return place


def _reserved(place: Place, need: Mapping[str, Any], desk: Desk) -> Place:
    try:
        hold = desk.partners.reserve(place.key, place.partner, need)
    except PlaceRefused as refusal:
        desk.places.note(replace(place, state="refused", at=desk.now))
        raise ActionRefused(REFUSED, str(refusal)) from refusal
    known = desk.places.entry(place.key)
    if known is not None and known.state == "released":  # the answer came when nobody waited for it any more
        desk.partners.release(place.key, place.partner, hold.reference)
        return known
    found = replace(place, state=hold.state, reference=hold.reference, until=hold.until, at=desk.now)
    if found != place:
        desk.places.note(found)
    return found
