"""Protocols and lists as people write them: what is read, what is said of lines that nobody can read, what is found."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from amends.engine.actions import validated
from amends.engine.actions.desk import KnownProtocol, PastCase
from amends.engine.actions.find_protocol import FindProtocol
from amends.engine.actions.paid_before import PaidBefore
from amends.engine.actions.read_customers import ReadCustomers
from amends.engine.actions.read_protocol import ReadProtocol

NOW = datetime(2026, 2, 9, 10, tzinfo=UTC)


@dataclass
class Desk:
    found: tuple[Any, ...] = ()
    now: datetime = NOW

    def protocols(self, failure_point: str) -> tuple[Any, ...]:
        return self.found if failure_point == "cancelled_flight" else ()

    def history(self, since: datetime) -> tuple[Any, ...]:
        return tuple(past for past in self.found if past.opened_at >= since)


def read(action: Any, *lines: str) -> dict[str, Any]:
    return action.run(validated(action, {"lines": list(lines)}), key="k", desk=Desk())


@pytest.mark.parametrize(
    ("line", "who", "within", "what"),
    [
        ("front line, 10 minutes: Tell everybody", "front_line", "PT10M", "Tell everybody"),
        ("Operations, within 2 hours: Rebook: all of them", "operations", "PT2H", "Rebook: all of them"),
        ("supervisor , 1 day : Call", "supervisor", "P1D", "Call"),
        ("care team, 3 working days: Look again", "care_team", "3 working days", "Look again"),
        ("front line, PT5M: First aid", "front_line", "PT5M", "First aid"),
    ],
)
def test_a_step_is_read_as_it_is_said(line: str, who: str, within: str, what: str) -> None:
    assert read(ReadProtocol(), line, " ") == {"steps": [{"who": who, "within": within, "what": what}], "gap": ""}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["front line: Tell everybody"], "Line 1 says not who does it and by when"),
        (["front line, 1 hour: Wait", "pilot, 1 hour: Land"], "Line 2: nobody is called 'pilot'; say front line"),
        (["front line, soon: Land"], "Line 1: 'soon' is no time"),
        ([], "There is no step"),
    ],
)
def test_a_line_that_nobody_can_read_is_named(lines: list[str], why: str) -> None:
    found = read(ReadProtocol(), *lines)
    assert found["steps"] == []
    assert why in found["gap"]


def test_customers_are_read_line_by_line_and_counted_once() -> None:
    mina = "Mina Weber;  mina@post.example; UA 1532; 180.00 USD"
    found = read(ReadCustomers(), mina, mina, "Omar")
    assert found["gap"] == ""
    assert found["customers"] == [
        {
            "key": "ua 1532|mina@post.example|mina weber",
            "reporter_name": "Mina Weber",
            "contact": "mina@post.example",
            "service_occasion": "UA 1532",
            "price": "180.00 USD",
        },
        {"key": "|none given|omar", "reporter_name": "Omar", "contact": "none given"},
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Mina; mina@post.example; UA 1532; a lot", "'a lot' is no price"),
        ("Mina; mina@post.example; UA 1532; -5.00 USD", "'-5.00 USD' is no price"),
        ("Mina; mina@post.example; UA 1532; 5.00 USD; more", "Line 1 cannot be read"),
        ("; ; UA 1532", "Line 1 cannot be read"),
    ],
)
def test_a_list_with_a_line_that_nobody_can_read_drops_nobody_in_silence(line: str, why: str) -> None:
    found = read(ReadCustomers(), line)
    assert found["customers"] == []
    assert why in found["gap"]


def protocol(number: str, valid_from: str, review_by: str, version: int = 1) -> KnownProtocol:
    said = {"valid_from": valid_from, "review_by": review_by, "version": version, "steps": [{"what": number}]}
    return KnownProtocol(number=number, published=said)


def find(*found: KnownProtocol, now: datetime = NOW) -> dict[str, Any]:
    action: Any = FindProtocol()
    return action.run(validated(action, {"failure_point": "cancelled_flight"}), key="k", desk=Desk(found, now))


def test_the_newest_protocol_that_is_valid_is_found() -> None:
    old, new = protocol("P-1", "2026-01-01", "2026-06-01"), protocol("P-2", "2026-02-09", "2026-06-01")
    found = find(old, new, protocol("P-3", "2026-02-10", "2026-06-01"))
    assert (found["number"], found["fresh"], found["steps"]) == ("P-2", True, [{"what": "P-2"}])


def test_from_its_review_day_on_it_is_stale_and_still_found() -> None:
    one = protocol("P-1", "2026-01-01", "2026-02-10")
    assert [find(one)["stale"], find(one, now=NOW + timedelta(days=1))["stale"]] == [False, True]
    assert find(one, now=NOW + timedelta(days=1))["found"]


def test_nothing_is_found_where_there_is_none() -> None:
    assert find() | {"steps": []} == find()
    assert not find()["found"]


def past(number: str, occasion: str, *sums: str) -> PastCase:
    return PastCase(
        number=number, is_open=False, opened_at=NOW, data={"service_occasion": occasion, "sums_paid": list(sums)}
    )


def paid(occasion: str, *found: PastCase) -> dict[str, Any]:
    action: Any = PaidBefore()
    return action.run(validated(action, {"service_occasion": occasion}), key="k", desk=Desk(found))


def test_what_was_paid_for_the_same_occasion_is_found_once_for_each_currency() -> None:
    cases = past("R-1", "UA 1532", "80.00 USD", "250.00 EUR"), past("R-2", " ua  1532 ", "90.00 USD")
    found = paid("UA 1532", *cases, past("R-3", "UA 7", "500.00 USD"), past("R-4", "UA 1532"))
    assert found == {"sums": ["90.00 USD", "250.00 EUR"], "numbers": ["R-1", "R-2"]}
    assert paid("", *cases) == {"sums": [], "numbers": []}
