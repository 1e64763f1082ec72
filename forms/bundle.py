"""Which of the bundled browser files are there; a build without Node has none, and pages do without."""

from functools import cache
from pathlib import Path

BUILT = Path(__file__).with_name("static") / "built"


@cache
def built(name: str) -> bool:
    """Whether this file was bundled. Asked once for each name: a bundle does not appear while the application runs."""
    return (BUILT / name).is_file()
