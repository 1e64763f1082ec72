"""Who is affected: found in the bookings, each once, hardest hit first."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from amends.engine.actions import NoBookings, bookings_from, validated
from amends.engine.actions.affected_customers import AffectedCustomers
from amends.engine.errors import ActionRefused, SettingWrong

NOW = datetime(2026, 2, 8, 14, 0, tzinfo=UTC)


class Known:
    """Bookings of one flight; keeps what it was asked."""

    def __init__(self, *booked):
        self.booked, self.asked = booked, []

    def on(self, occasion, **about):
        self.asked.append((occasion, about))
        return self.booked


def found(bookings, **parameters):
    desk = SimpleNamespace(bookings=bookings, now=NOW, case=SimpleNamespace(unit="jfk"))
    action = AffectedCustomers()
    given = validated(action, {"failure_point": "cancelled_flight", **parameters})
    return action.run(given, key="k", desk=desk)


def test_the_vulnerable_come_first_then_who_has_no_later_service_then_who_travels_on():
    result = found(
        Known(
            {"key": "a"},
            {"key": "b", "travels_on": True},
            {"key": "c", "last_service_missed": True},
            {"key": "d", "vulnerable": True},
            {"key": "e", "vulnerable": True, "travels_on": True},
        )
    )

    assert [customer["key"] for customer in result["customers"]] == ["e", "d", "c", "b", "a"]
    assert [customer["harm_rank"] for customer in result["customers"]] == [1, 2, 3, 4, 5]


def test_a_booking_told_twice_is_one_customer():
    assert found(Known({"key": "a"}, {"key": "a", "price": "80.00 USD"})) == {
        "count": 1,
        "customers": [{"key": "a", "price": "80.00 USD", "harm_rank": 1}],
    }


def test_the_bookings_are_asked_for_the_service_the_place_and_the_time():
    bookings = Known()
    found(bookings, occasion="UA 1532 on 8 February")

    assert bookings.asked == [
        ("UA 1532 on 8 February", {"failure_point": "cancelled_flight", "unit": "jfk", "at": NOW})
    ]


def test_as_shipped_nobody_is_known():
    assert found(NoBookings()) == {"count": 0, "customers": []}
    assert isinstance(bookings_from({}), NoBookings)


def test_a_failure_has_to_be_named():
    with pytest.raises(ActionRefused, match="failure_point"):
        validated(AffectedCustomers(), {})


@pytest.mark.parametrize(
    "where", ["nowhere:Bookings", "amends.features.outside:Nothing", "json:dumps", "builtins:dict"]
)
def test_bookings_that_cannot_be_asked_are_refused_with_a_sentence(where):
    with pytest.raises(SettingWrong, match="AMENDS_BOOKINGS"):
        bookings_from({"AMENDS_BOOKINGS": where})
