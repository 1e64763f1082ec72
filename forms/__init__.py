"""Asks people; knows no BPMN."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .app import create_app
    from .extension import Amends

__all__ = ["Amends", "create_app"]


_HOME = {"Amends": ".extension", "create_app": ".app"}


def __getattr__(name: str) -> Any:
    """What a host uses, imported when it is used: fields need no Flask."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name], __name__), name)
