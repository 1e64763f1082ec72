"""Substitutes: our customers with partners, partners' customers with us, and what is settled and claimed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from amends.engine.person import Customer, Person
from amends.engine.place import Place

from . import journey
from .cast import STAFF, LetDown
from .lessons import begin
from .world import World

#: cases that are no customer's, by the names that steps call them
GUEST = LetDown(name="the partner's customer", contact="")
SETTLEMENT = LetDown(name="the settlement", contact="")
CLAIM = LetDown(name="the claim", contact="")
RETURN = LetDown(name="the way back", contact="")

CHOOSE, ASK, WARM = "Choose another way", "Ask the partner", "Hand over warmly"
ROOM, COMPARE = "Have we room for them?", "Compare the accounts"
AGREED = {"substitute_choice": "any", "consent_scope": "name_and_contact"}
#: a partner of the agreements, and a supplier
PARTNER, SUPPLIER = "meridian_air", "skyline_catering"


def overbooked(world: World, customer: LetDown, **more: Any) -> None:
    """Ruth cannot board a customer who has paid and is there."""
    told = {
        "what_happened": "More tickets than seats.",
        "contact": customer.contact,
        "reporter_name": customer.name,
        "failure_point": "denied_boarding",
        "service_occasion": "UA 1532 on 2 February",
        "need": "seat",
        "need_place": "JFK",
        "needed_by": (world.now() + timedelta(hours=5)).isoformat(),
        "price": world.money(80),
    }
    begin(world, customer, "place_elsewhere", STAFF["Ruth"], {**told, **more})


def chosen(world: World, customer: LetDown, **more: Any) -> None:
    """The customer takes whoever has a place first; whoever has to be asked for it is asked."""
    journey.act(world, world.link(customer), customer, CHOOSE, {**AGREED, **more})
    if any(task.label == ASK for task in world.tasks(customer)):
        journey.act(world, STAFF["Olga"], customer, ASK, {"place_given": True, "hold_reference": "S-1"})


def placed(world: World, customer: LetDown) -> None:
    overbooked(world, customer)
    chosen(world, customer)


def tell(world: World, customer: LetDown, element: str, by: Person | Customer, said: Mapping[str, Any]) -> None:
    """Somebody tells the case the news it waits for."""
    world.before_act()
    world.house.recovery.tell(world.number(customer), element, said, by=by)
    world.work_off()


def arrives(world: World, customer: LetDown, **more: Any) -> None:
    journey.act(world, STAFF["Ruth"], customer, WARM)
    tell(world, customer, "arrival_confirmed", STAFF["Ruth"], {"arrived": True, **more})


def given_back(world: World, customer: LetDown) -> None:
    tell(world, customer, "place_given_back", world.link(customer), {"cancel_reason": "We go home."})


def listed(world: World, customer: LetDown) -> list[dict[str, Any]]:
    """The partners whom the customer was offered, in their order."""
    return world.case(customer).data["substitutes"]["shortlist"]


def places(world: World, case: LetDown) -> list[Place]:
    """What the book of places says of a case, oldest try first."""
    with world.house.store.reading() as work:
        return sorted(work.places.of_case(world.number(case)), key=lambda place: place.key)


def to_partners(world: World, customer: LetDown) -> list[str]:
    """What left for partners and came back from them."""
    names = {partner["name"] for partner in listed(world, customer)}
    with world.house.store.reading() as work:
        return [row.amount for row in work.payments.of_case(world.number(customer)) if row.payee in names]


def asked_for_help(world: World, **more: Any) -> None:
    """A partner asks us to take one of its customers."""
    told = {
        "partner": PARTNER,
        "contact": "desk@meridian.example",
        "need": "seat",
        "needed_by": (world.now() + timedelta(hours=5)).isoformat(),
        "places_asked": 1,
    }
    begin(world, GUEST, "serve_for_partner", STAFF["Olga"], {**told, **more})


def counted(world: World, *, free: int) -> None:
    """Olga counts the places of one flight that our own customers leave free."""
    seen = {"our_capacity": 100, "our_bookings": 100 - free, "normal_price": world.money(120)}
    journey.act(world, STAFF["Olga"], GUEST, ROOM, seen)


def month_settled(world: World, **found: Any) -> None:
    """Felix settles a month with the partner and compares the accounts."""
    today: datetime = world.now()
    told = {
        "partner": PARTNER,
        "contact": "desk@meridian.example",
        "settled_since": (today - timedelta(days=30)).date().isoformat(),
        "settled_until": today.date().isoformat(),
    }
    begin(world, SETTLEMENT, "settle_with_partners", STAFF["Felix"], told)
    sheet = {"figures_agree": True, "quality_complaints": 0, **found}
    journey.act(world, STAFF["Felix"], SETTLEMENT, COMPARE, sheet)


def claimed(world: World) -> None:
    """Olga claims from a supplier, and agrees on what changes."""
    told = {
        "partner": SUPPLIER,
        "contact": "quality@skyline.example",
        "failure_point": "cold_meal",
        "what_happened": "Forty cold meals.",
    }
    begin(world, CLAIM, "claim_from_supplier", STAFF["Olga"], told)
    described = {"claim_scope": "batch", "claim_quantity": 40, "claimed": world.money(400)}
    journey.act(world, STAFF["Olga"], CLAIM, "Describe the claim", described)


def carried_out(world: World) -> None:
    """The deliveries are good, the measure is in place, the money has come."""
    while any(task.label == "Inspect the delivery" for task in world.tasks(CLAIM)):
        journey.act(world, STAFF["Aude"], CLAIM, "Inspect the delivery", {"delivery_good": True})
    journey.act(world, STAFF["Olga"], CLAIM, "Is it changed for good?", {"measure_in_place": True})
    journey.act(world, STAFF["Felix"], CLAIM, "Collect the recharge", {"recharge_collected": world.money(400)})
