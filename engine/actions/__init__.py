"""Actions: what a service task can have done in the world. Ours and those of a host come in by the same door."""

from .action import Action, validated
from .bookings import Bookings, NoBookings, bookings_from
from .desk import CaseFacts, Desk, Recipient
from .gateway import BookGateway, Gateway, PaymentRefused, gateway_from
from .notify import Notify
from .partners import BookOfPartners, Hold, Partners, PlaceRefused, partners_from
from .pay import Pay
from .postbox import MailDelayed, Outbox, OutboxOnly, Postbox, postbox_from
from .precedents import Precedents
from .registry import ActionUnknown, Registry

__all__ = [
    "Action", "ActionUnknown", "BookGateway", "BookOfPartners", "Bookings", "CaseFacts", "Desk", "Gateway", "Hold",
    "MailDelayed", "NoBookings", "Notify", "Outbox", "OutboxOnly", "Partners", "Pay", "PaymentRefused",
    "PlaceRefused", "Postbox", "Precedents", "Recipient", "Registry", "bookings_from", "gateway_from",
    "partners_from", "postbox_from", "validated",
]  # fmt: skip
