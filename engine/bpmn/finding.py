"""Finding: what is wrong with a file, on which element, in a sentence that offers a way out."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the check. An error keeps the files from being published, a warning does not."""

    path: str
    #: id of the element, "" for the whole file
    element: str
    #: what people call it
    label: str
    sentence: str
    #: "error" or "warning"
    severity: str = "error"
