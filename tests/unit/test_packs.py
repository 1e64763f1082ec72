"""Packs: read from files, one version a day, clocks beside those of the house; what they owe is never added up twice."""

import json
from datetime import UTC, date, datetime

import pytest
from amends.engine.decisions import Tables, Undecided
from amends.engine.entitlement import Rules
from amends.engine.pack_book import PackBook, PackNotInForce, PackUnknown
from amends.engine.packs import HOUSE, read

TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:amends="https://amends.example/dmn" id="f"
  name="t" namespace="https://amends.example/decisions">
  <decision id="{name}" name="t"><decisionTable id="t" hitPolicy="COLLECT" amends:currency="{currency}">
    <input id="i" label="Hours"><inputExpression id="e" typeRef="number"><text>hours_lost</text></inputExpression></input>
    <output id="a" label="For" name="owed_for" typeRef="string"/>
    <output id="b" label="Kind" name="owed_kind" typeRef="string"/>
    <output id="c" label="Amount" name="owed_amount" typeRef="money"/>
    <output id="d" label="Within" name="owed_within" typeRef="duration"/>
    <rule id="r"><inputEntry id="x"><text>&gt;= 1</text></inputEntry>
      <outputEntry id="y1"><text>"a delay"</text></outputEntry><outputEntry id="y2"><text>"compensation"</text></outputEntry>
      <outputEntry id="y3"><text>{amount}</text></outputEntry><outputEntry id="y4"><text>"P7D"</text></outputEntry></rule>
  </decisionTable></decision></definitions>"""
HOUSE_CLOCK = {"key": "decision", "text": "we decide", "to": "customer", "kind": "guarantee", "within": "P3D"}
LAW_CLOCK = {**HOUSE_CLOCK, "key": "law_reply", "text": "an answer", "kind": "statutory", "beside": "decision"}


def pack(version="1", since="2020-01-01", until=None, currency="EUR", clocks=(LAW_CLOCK,), name="law"):
    says = {
        "pack": name, "version": version, "title": "A law", "jurisdiction": "EU", "sector": "all", "source": "here",
        "currency": currency, "valid_from": since, "valid_to": until, "clocks": list(clocks),
    }  # fmt: skip
    return read(json.dumps(says).encode(), f"{name}_{version}")


def house(currency="USD"):
    return read(json.dumps({"currency": currency, "clocks": [HOUSE_CLOCK]}).encode(), HOUSE)


def rules(*packs, **amounts):
    """The house owes 50 USD for a delay; the others what is said here."""
    tables = {"entitlement": ("50", "USD"), **amounts}
    files = {
        f"{n}.dmn": TABLE.format(name=n, amount=a, currency=c).replace('id="t" hit', f'id="t_{n}" hit').encode()
        for n, (a, c) in tables.items()
    }
    return Rules(Tables.from_files(files), PackBook(house=house(), others=packs))


def owed(found, **facts):
    return found.decide("entitlement", {"pack": "law", "hours_lost": 3, "occurred_on": "2026-02-08", **facts}, {})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"valid_to": "2019-01-01"}, "before it begins"),
        ({"valid_from": "2020-02-31"}, "valid_from"),
        ({"currency": "euro"}, "currency"),
        ({"clocks": [{**LAW_CLOCK, "beside": ""}]}, "beside"),
        ({"clocks": [{k: v for k, v in LAW_CLOCK.items() if k != "beside"}]}, "needs 'beside'"),
        ({"clocks": [LAW_CLOCK, LAW_CLOCK]}, "two clocks have the key"),
        ({"clocks": [{**LAW_CLOCK, "pause": {"reasons": ["x"], "longest": "a while", "most": 1}}]}, "is no duration"),
        ({"clocks": [{**LAW_CLOCK, "remind_at": [120]}]}, "120"),
        ({"clocks": [{**LAW_CLOCK, "whithin": "P3D"}]}, "whithin"),
        ({"source": None}, "source"),
    ],
)
def test_what_is_wrong_with_a_pack_is_said(change, says):
    content = {**pack().says, **change}
    found = read(json.dumps(content).encode(), "law_1")
    assert says in " ".join(found.problems)
    assert found.says == {}


def test_two_versions_of_one_day_and_a_day_without_one_are_found():
    both = PackBook(house=house(), others=(pack("1"), pack("2", "2025-01-01")))
    assert ["is in force as well" in sentence for _, sentence in both.findings()] == [True]
    gap = PackBook(house=house(), others=(pack("1", until="2024-11-30"), pack("2", "2025-01-01")))
    assert ["close the gap" in sentence for _, sentence in gap.findings()] == [True]
    fine = PackBook(house=house(), others=(pack("1", until="2024-12-31"), pack("2", "2025-01-01"), pack("3", None)))
    assert fine.findings() == []


def test_a_clock_beside_nothing_and_one_key_in_two_packs_are_found():
    alone = PackBook(house=house(), others=(pack(clocks=[{**LAW_CLOCK, "beside": "descision"}]),))
    assert ["the house has: decision" in sentence for _, sentence in alone.findings()] == [True]
    twice = PackBook(house=house(), others=(pack(), pack(name="rule")))
    assert ["give one of them another key" in sentence for _, sentence in twice.findings()] == [True]


def test_the_version_of_the_day_counts_and_a_pending_one_never():
    book = PackBook(house=house(), others=(pack("1", until="2024-12-31"), pack("2", "2025-01-01"), pack("3", None)))
    assert book.version("law", date(2024, 12, 31)).version == "1"
    assert book.version("law", date(2025, 1, 1)).version == "2"
    assert book.version("law", date(2199, 1, 1)).version == "2"
    with pytest.raises(
        PackNotInForce, match=r"1, from 2020-01-01 to 2024-12-31; 2, from 2025-01-01; 3, not yet in force"
    ):
        book.version("law", date(2019, 12, 31))
    with pytest.raises(PackUnknown, match="no policy pack 'lwa'; there are: law"):
        book.version("lwa", date(2025, 1, 1))


def test_a_clock_runs_for_cases_of_its_pack_only_and_by_the_day_of_the_report():
    clocks = PackBook(house=house(), others=(pack("1", until="2024-12-31", clocks=[]), pack("2", "2025-01-01"))).clocks
    now = datetime(2026, 2, 8, tzinfo=UTC)
    assert clocks.kin("decision") == {"law_reply"}
    assert [row["key"] for row in clocks.beside("decision", {"pack": "law"}, now)] == ["law_reply"]
    assert clocks.beside("decision", {"pack": "law", "received_at": "2024-12-31T10:00:00+00:00"}, now) == []
    assert clocks.beside("decision", {}, now) == []
    assert clocks.beside("decision", {"pack": "lwa"}, now) == []


def test_of_one_kind_the_most_of_a_currency_is_given_once():
    assert owed(rules(pack(currency="USD"), law_1=("80", "USD")))["unpaid"] == ["80.00 USD"]
    assert owed(rules(pack(currency="USD"), law_1=("20", "USD")))["unpaid"] == ["50.00 USD"]


def test_what_cannot_be_compared_is_given_as_the_law_gives_it():
    found = owed(rules(pack(), law_1=("80", "EUR")))
    assert (found["unpaid"], found["floor"]) == (["80.00 EUR"], "0.00 USD")


def test_what_was_paid_is_taken_off_in_its_own_currency():
    found = rules(pack(), law_1=("80", "EUR"))
    assert owed(found, sums_paid=["30.00 EUR", "10.00 GBP"])["unpaid"] == ["50.00 EUR"]
    assert owed(found, sums_paid=["80.00 EUR"])["unpaid"] == []
    assert owed(found, sums_paid=["90.00 EUR"])["sums_due"] == ["90.00 EUR"]


def test_an_amount_below_nothing_is_refused_with_its_reason():
    with pytest.raises(Undecided, match=r"'a delay' comes to -5.00 EUR"):
        owed(rules(pack(), law_1=("-5", "EUR")))


def test_an_unknown_and_an_expired_pack_are_refused_with_a_way_out():
    with pytest.raises(Undecided, match="there are: law"):
        owed(rules(pack()), pack="lwa")
    with pytest.raises(Undecided, match="take the pack from the unit"):
        owed(rules(pack(until="2021-01-01")))


def test_a_dated_table_takes_the_place_of_the_first_from_its_day_on():
    found = rules(entitlement__2026_03_01=("70", "USD"))
    at = {"hours_lost": 3, "pack": None}
    assert owed(found, **at, occurred_on="2026-02-28")["floor"] == "50.00 USD"
    assert owed(found, **at, occurred_on="2026-03-01")["floor"] == "70.00 USD"
    assert found.on("entitlement", date(2026, 2, 28)) == "entitlement"
