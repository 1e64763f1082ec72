"""The gateway that money leaves by. Ours only keeps books; AMENDS_GATEWAY = "module:factory" names that of a host."""

import hashlib
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from ..errors import AmendsError, SettingWrong


class PaymentRefused(AmendsError):
    """The bank said no for good: closed account, blocked card. Raised by gateways."""

    sentence = "The payment was refused: {reason}"


class Gateway(Protocol):
    def pay(self, key: str, amount: str, payee: str) -> str:
        """Pay `amount` ("120.00 USD") to `payee` and return the bank's reference.

        The same key pays once, however often it is asked: a timeout does not tell whether the money left, so we ask
        again with the same key. Raises PaymentRefused when asking again is useless; what else it raises is tried again.
        """
        ...


class BookGateway:
    """Pays by writing it down: for houses whose finance department pays from our ledger, and for demos."""

    def pay(self, key: str, amount: str, payee: str) -> str:
        return "BOOK-" + hashlib.sha256(key.encode()).hexdigest()[:12].upper()


def gateway_from(settings: Mapping[str, str]) -> Gateway:
    """The gateway of the setting AMENDS_GATEWAY, or the books. Raises SettingWrong if it cannot be made."""
    where = settings.get("AMENDS_GATEWAY", "")
    if not where:
        return BookGateway()
    module, _, factory = where.partition(":")
    try:
        made = getattr(import_module(module), factory)()
    except (ImportError, AttributeError, ValueError, TypeError) as problem:
        raise SettingWrong(name="AMENDS_GATEWAY", problem=f"is '{where}', not 'module:factory': {problem}") from problem
    if not callable(getattr(made, "pay", None)):
        raise SettingWrong(name="AMENDS_GATEWAY", problem=f"names '{where}', which makes something that cannot pay")
    return made
