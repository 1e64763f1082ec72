"""The book of places as one case writes it, and the partners as the house knows them."""

from collections.abc import Sequence

from ..actions.partners import BookOfPartners, Partners
from ..case import Case
from ..events import PlaceChanged
from ..person import PROCESS
from ..place import Place
from .means import Means


class CasePlaces:
    """What a place has become is on the record with the row that says so."""

    def __init__(self, means: Means, case: Case) -> None:
        self._means, self._case = means, case

    def entry(self, key: str) -> Place | None:
        with self._means.store.reading() as work:
            return work.places.by_key(key)

    def note(self, place: Place) -> None:
        means = self._means
        told = PlaceChanged(key=place.key, partner=place.partner, state=place.state, reference=place.reference or "-")
        with means.store.writing() as work:
            known, is_new = work.places.put(place)
            if is_new or known.state != place.state:
                work.journal.append(self._case.number, [told], at=means.now(), wall=means.wall.now(), actor=PROCESS)

    def of_partner(self, partner: str) -> Sequence[Place]:
        with self._means.store.reading() as work:
            return work.places.of_partner(partner)


def partners_of(means: Means) -> Partners:
    """Those of the host, else those of the agreements in the newest edition."""
    if means.partners is not None:
        return means.partners
    with means.store.reading() as work:
        agreed = means.newest(work)[1].agreements.partners
    return BookOfPartners(agreed, lambda partner, key: _taken(means, partner, key), means.now)


def _taken(means: Means, partner: str, key: str) -> int:
    """Places of a partner that are gone for the one with this key: taken, or asked for before it was."""
    with means.store.reading() as work:
        ours = [place for place in work.places.of_partner(partner) if place.direction == "out"]
    before = {place.key for place in ours[: next((n for n, p in enumerate(ours) if p.key == key), len(ours))]}
    return sum(
        place.is_taken(means.now()) or (place.state == "asked" and place.key in before)
        for place in ours
        if place.key != key
    )
