"""The storm in totals: what the demonstration says of the day is what the flights of the day say themselves."""

import csv
import gzip
import io
from datetime import datetime
from decimal import Decimal

import pytest
from amends.engine.answers import types_of
from amends.engine.assembly import House
from amends.engine.demo import SECTORS, load
from amends.engine.demo.flights import CUT, NEW_YORK
from amends.engine.demo.passengers import complaints
from amends.engine.demo.replay import PACE
from amends.engine.demo.storm import FARE, WEATHER
from amends.engine.demo.totals import totals

FARE_PAID = Decimal(FARE.split()[0])


def departures(airport, hour):
    """Rows of the file itself: flights of 8 February that should have left within an hour."""
    with gzip.open(CUT, "rt", encoding="utf-8") as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read())))
    today = [row for row in rows if (row["month"], row["day"], row["origin"]) == ("2", "8", airport)]
    return [row for row in today if int(row["sched_dep_time"]) // 100 == hour], today


def cancelled(rows):
    return [row for row in rows if not row["dep_time"]]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    settings = {"AMENDS_DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('storm') / 'demo.sqlite'}"}
    load(settings)
    house = House.open(settings)
    yield house
    house.close()


@pytest.fixture(scope="module")
def by_strategy(house):
    return {total.strategy: total for total in totals(house.store)}


def test_every_strategy_was_needed(by_strategy):
    assert [name for name, total in by_strategy.items() if not total.cases] == []


def test_everybody_on_the_flights_of_the_hour_was_warned_in_time(by_strategy):
    hour, _ = departures("JFK", 15)
    early = by_strategy["early_intervention"]

    assert early.cases == len(hour)
    assert early.told_in_time == len(hour)


def test_what_struck_is_owed_by_the_pack_and_what_was_avoided_is_not(by_strategy):
    hour, _ = departures("JFK", 15)
    struck = cancelled(hour)

    assert 0 < len(struck) < len(hour)
    assert by_strategy["early_intervention"].owed == {"us_dot": [f"{FARE_PAID * len(struck)} USD"]}


def test_everybody_whose_flight_was_cancelled_has_a_case_by_the_protocol(by_strategy):
    hour, _ = departures("EWR", 15)
    struck = cancelled(hour)
    systematic = by_strategy["systematic_response"]

    assert (systematic.cases, systematic.told_in_time) == (len(struck), len(struck))
    assert systematic.owed == {"us_dot": [f"{FARE_PAID * len(struck)} USD"]}


def test_those_without_a_later_flight_are_placed_elsewhere(by_strategy):
    hour, today = departures("JFK", 17)
    later = {row["dest"] for row in today if int(row["sched_dep_time"]) // 100 > 17}
    stranded = [row for row in cancelled(hour) if row["dest"] not in later]

    placed = by_strategy["substitute_service"]
    assert (placed.cases, placed.told_in_time) == (len(stranded), len(stranded))


def test_who_wrote_by_themselves_has_a_case_of_their_own(house, by_strategy):
    opened = datetime(house.clock.now().year, *SECTORS["airline"].opens, tzinfo=NEW_YORK)
    written = [one for one in complaints(opened.year) if one.at <= opened - PACE]

    assert by_strategy["case_by_case"].cases == len(written)


def test_in_such_weather_there_is_care_and_the_fare_but_no_cash_from_rules_that_except_it(house):
    assert "it is the weather" in WEATHER
    with house.store.reading() as work:
        edition = work.editions.latest()
    assert edition is not None
    running = house.means.shelf.running(edition.id)
    struck = {
        "failure_point": "cancelled_flight", "failure_type": "not_delivered", "price": "180.00 EUR", "distance_km": 1200,
        "hours_lost": 6, "packs": ["eu261"], "occurred_on": f"{house.clock.now():%Y}-02-08",
    }  # fmt: skip

    def kinds(**more):
        return {
            item["kind"]
            for item in running.rules.decide("entitlement", {**struck, **more}, types_of(running.forms))["owed"]
        }

    assert kinds(extraordinary=False) - kinds(extraordinary=True) == {"compensation"}
    assert {"refund", "care"} <= kinds(extraordinary=True)


def test_the_page_says_that_it_is_replayed_and_what_the_weather_means():
    lead = SECTORS["airline"].lead
    assert "as if it were this year" in lead
    assert "counts as extraordinary" in lead
