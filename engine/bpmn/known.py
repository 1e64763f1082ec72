"""Known: what the diagrams of an edition may refer to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Known:
    """None leaves a kind of reference unchecked."""

    #: field of the case data -> kind
    types: Mapping[str, str]
    #: key -> row of the policy pack
    clocks: Mapping[str, Mapping[str, Any]]
    forms: Collection[str] | None = None
    #: name -> JSON Schema of the parameters
    actions: Mapping[str, Mapping[str, Any]] | None = None
    decisions: Collection[str] | None = None
