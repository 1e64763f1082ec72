"""The decision tables we ship: without gaps, row by row as their source says, sensible while nobody knows."""

from pathlib import Path

import pytest
from amends import processes
from amends.engine.calendars import is_duration
from amends.engine.decisions import Tables, Undecided
from amends.engine.entitlement import Rules
from amends.engine.pack_book import PackBook
from amends.engine.packs import read as read_pack

FOLDER = Path(str(processes.__path__[0])) / "decisions"
TABLES = Tables.from_files({path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.dmn"))})
HOUSE = read_pack((FOLDER.parent / "packs" / "house.json").read_bytes())
RULES = Rules(TABLES, PackBook(house=HOUSE))
TYPES = {
    **dict.fromkeys(("injury", "vulnerable", "last_service_missed", "threat_of_third_party", "own_failure"), "boolean"),
    **dict.fromkeys(("repeat_within_90_days", "reopened", "controllable_and_stable", "double_deviation"), "boolean"),
    **dict.fromkeys(("people_affected", "hours_lost", "severity"), "number"),
    **dict.fromkeys(("price", "money_lost", "goodwill", "floor"), "money"),
    **dict.fromkeys(("failure_type", "failure_kind", "failure_point", "emotion", "channel", "role"), "text"),
}


def decide(table, **known):
    return RULES.decide(table, known, TYPES)


def hours(duration):
    """A duration as a number that can be compared, a working day as eight hours of work."""
    count, _, unit = duration.partition(" ")
    if unit:
        return int(count) * (8 if "day" in unit else 1)
    return {"PT5M": 0.1, "PT15M": 0.25, "PT30M": 0.5, "PT1H": 1, "PT2H": 2, "PT4H": 4}[duration]


def test_no_table_has_a_gap_or_anything_else_to_be_said_about():
    assert TABLES.findings(TYPES) == []
    assert {"severity_base", "severity_modifiers", "answer_time", "entitlement", "remedy_match", "authority"} <= {
        *TABLES.ids
    }


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.dmn")), ids=lambda path: path.stem)
def test_one_file_holds_one_table_of_its_name_with_labels_everywhere(path):
    assert path.stem in TABLES
    table = TABLES[path.stem]
    assert all(column.label != column.expression for column in table.inputs)
    assert all(output.label != output.name for output in table.outputs)
    text = path.read_text()
    assert text.count("<description>") > len(table.rules), "each row and the table say where they come from"
    assert len({rule.id for rule in table.rules}) == len(table.rules)


def test_every_table_decides_while_nobody_knows_anything():
    answers = {name: RULES.decide(name, {}, TYPES) for name in TABLES.ids}
    assert answers["severity_base"] == {"base_severity": 5, "immediate_action": False}
    assert answers["severity_modifiers"] == {"steps": 0}
    assert (answers["entitlement"]["floor"], answers["entitlement"]["unpaid"]) == ("0.00 USD", [])
    assert answers["authority"] == {"approval": "none"}
    assert answers["answer_time"] == decide("answer_time", severity=3, channel="web")
    assert answers["remedy_match"] == decide("remedy_match", severity=3, failure_kind="outcome", double_deviation=False)


@pytest.mark.parametrize(
    ("known", "severity"),
    [
        ({"injury": True}, 1),
        ({"injury": True, "hours_lost": 1}, 1),
        ({"people_affected": 50}, 1),
        ({"people_affected": 49}, 5),
        ({"last_service_missed": True}, 1),
        ({"vulnerable": True, "failure_type": "not_delivered"}, 1),
        ({"vulnerable": True, "failure_type": "late"}, 5),
        ({"money_lost": "500.01 USD", "price": "100.00 USD"}, 2),
        ({"money_lost": "500.00 USD", "price": "100.00 USD"}, 3),
        ({"money_lost": "100.00 USD", "price": "100.00 USD"}, 3),
        ({"money_lost": "99.99 USD", "price": "100.00 USD"}, 5),
        ({"money_lost": "500.00 USD"}, 5),
        ({"money_lost": "500.00 USD", "price": "0.00 USD"}, 5),
        ({"money_lost": "500.00 USD", "price": "1.00 EUR"}, 5),
        ({"hours_lost": 8}, 2),
        ({"hours_lost": 7.9}, 3),
        ({"hours_lost": 3}, 3),
        ({"hours_lost": 2.9}, 4),
        ({"hours_lost": 1}, 4),
        ({"hours_lost": 0.5}, 5),
        ({"threat_of_third_party": True, "hours_lost": 4}, 2),
        ({"failure_type": "staff_conduct", "emotion": "distressed"}, 3),
        ({"failure_type": "staff_conduct"}, 3),
        ({"failure_type": "staff_conduct", "emotion": "calm"}, 5),
        ({"failure_type": "badly_executed"}, 4),
        ({"failure_type": "late", "injury": False, "vulnerable": False}, 5),
    ],
)
def test_severity_by_what_is_known(known, severity):
    found = decide("severity_base", **known)
    assert found["base_severity"] == severity
    assert found["immediate_action"] == (severity == 1)


@pytest.mark.parametrize(
    ("known", "steps"),
    [
        ({"repeat_within_90_days": True}, 1),
        ({"reopened": True}, 1),
        ({"repeat_within_90_days": True, "reopened": True}, 1),
        ({"controllable_and_stable": True}, 1),
        ({"controllable_and_stable": True, "reopened": True, "repeat_within_90_days": None}, 2),
        ({"controllable_and_stable": False, "reopened": False}, 0),
    ],
)
def test_steps_that_make_it_more_serious(known, steps):
    assert decide("severity_modifiers", **known) == {"steps": steps}


@pytest.mark.parametrize(
    ("channel", "within"),
    [
        ("phone", "PT5M"),
        ("counter", "PT5M"),
        ("web", "PT15M"),
        ("social", "PT15M"),
        ("mail", "1 working day"),
        (None, "PT15M"),
    ],
)
def test_how_soon_we_acknowledge_depends_on_the_channel(channel, within):
    assert {decide("answer_time", severity=n, channel=channel)["acknowledge_within"] for n in range(1, 6)} == {within}


def test_the_house_default_for_deciding_and_approving():
    found = [decide("answer_time", severity=severity, channel="web") for severity in range(1, 6)]
    assert [row["decide_within"] for row in found] == [
        "PT4H", "1 working day", "3 working days", "5 working days", "10 working days",
    ]  # fmt: skip
    assert [row["approve_within"] for row in found] == [
        "PT30M", "PT30M", "4 working hours", "1 working day", "1 working day",
    ]  # fmt: skip


def test_the_worse_the_failure_the_sooner_every_clock():
    found = [decide("answer_time", severity=severity, channel="web") for severity in range(1, 6)]
    assert all(is_duration(text) for row in found for text in row.values())
    for clock in found[0]:
        times = [hours(row[clock]) for row in found]
        assert times == sorted(times), clock
    for row in found:
        assert hours(row["answer_within"]) <= hours(row["decide_within"])
        assert hours(row["remind_after"]) <= hours(row["decide_within"]) / 2
        assert hours(row["update_every"]) <= 16, "two working days at the latest"


@pytest.mark.parametrize("severity", [0, 6, 2.5, "3"])
def test_a_severity_that_does_not_exist_is_refused(severity):
    for table in ("answer_time", "remedy_match"):
        with pytest.raises(Undecided, match="'Severity'"):
            decide(table, severity=severity)


@pytest.mark.parametrize(
    ("known", "floor"),
    [
        ({"failure_point": "cancelled_flight", "failure_type": "not_delivered", "price": "240.00 USD"}, "240.00 USD"),
        (
            {"failure_point": "cancelled_flight", "failure_type": "late", "hours_lost": 5, "price": "240.00 USD"},
            "120.00 USD",
        ),
        (
            {"failure_point": "cancelled_flight", "failure_type": "late", "hours_lost": 2.9, "price": "240.00 USD"},
            "0.00 USD",
        ),
        (
            {"failure_point": "late_departure", "failure_type": "late", "hours_lost": 3, "price": "99.99 USD"},
            "50.00 USD",
        ),
        ({"failure_point": "baggage_late"}, "50.00 USD"),
        (
            {"failure_point": "missed_connection", "failure_type": "late", "hours_lost": 1, "price": "200.00 USD"},
            "50.00 USD",
        ),
        (
            {"failure_point": "missed_connection", "failure_type": "late", "hours_lost": 6, "price": "200.00 USD"},
            "150.00 USD",
        ),
        ({"failure_point": "cancelled_flight", "failure_type": "not_delivered"}, "0.00 USD"),
        ({"failure_point": "rude_agent", "failure_type": "staff_conduct", "price": "240.00 USD"}, "0.00 USD"),
        ({"failure_point": "cancelled_flight", "failure_type": "not_delivered", "price": "240.00 EUR"}, "0.00 USD"),
    ],
)
def test_what_the_customer_is_owed(known, floor):
    assert decide("entitlement", **known)["floor"] == floor


def test_currencies_are_never_added_up():
    found = decide("entitlement", failure_point="baggage_late", failure_type="late", hours_lost=4, price="100.00 EUR")
    assert found["unpaid"] == ["50.00 EUR", "50.00 USD"]
    assert found["floor"] == "50.00 USD"


KINDS = ("outcome", "process")


@pytest.mark.parametrize("severity", range(1, 6))
def test_a_remedy_always_has_words_and_the_band_is_a_band(severity):
    for kind in KINDS:
        for again in (True, False, None):
            found = decide("remedy_match", severity=severity, failure_kind=kind, double_deviation=again)
            assert found["psychological_standard"]
            assert 0 <= found["goodwill_low"] <= found["goodwill_high"] <= 1.5
            assert not again or found["tangible_standard"], "after a double deviation both are required"


def test_a_repeated_failure_brings_both_columns():
    for severity in range(1, 6):
        both = decide("remedy_match", severity=severity, double_deviation=True)
        for kind in KINDS:
            one = decide("remedy_match", severity=severity, failure_kind=kind)
            assert {*one["psychological_standard"]} <= {*both["psychological_standard"]}
            assert {*one["tangible_standard"]} <= {*both["tangible_standard"]}
            assert one["goodwill_high"] <= both["goodwill_high"]


def test_a_worse_failure_never_gets_less_goodwill():
    for kind in KINDS:
        bands = [decide("remedy_match", severity=severity, failure_kind=kind) for severity in range(5, 0, -1)]
        for edge in ("goodwill_low", "goodwill_high"):
            assert [band[edge] for band in bands] == sorted(band[edge] for band in bands)


def test_the_figures_of_the_remedy_table():
    small = decide("remedy_match", severity=4, failure_kind="outcome")
    assert (small["goodwill_low"], small["goodwill_high"]) == (0, 0.1)
    middling = decide("remedy_match", severity=3, failure_kind="outcome")
    assert (middling["goodwill_low"], middling["goodwill_high"]) == (0.1, 0.5)
    serious = decide("remedy_match", severity=2, failure_kind="outcome")
    assert (serious["goodwill_low"], serious["goodwill_high"]) == (0.2, 0.5)
    assert "refund" in serious["tangible_standard"]
    assert decide("remedy_match", severity=1, failure_kind="outcome")["tangible_standard"] == [
        "refund",
        "lodging",
        "meals",
    ]


@pytest.mark.parametrize(
    ("goodwill", "role", "own", "approval"),
    [
        ("200.00 USD", "front_line", False, "none"),
        ("200.00 USD", "front_line", True, "none"),
        ("200.01 USD", "front_line", False, "supervisor"),
        ("200.01 USD", "case_owner", None, "supervisor"),
        ("200.01 USD", None, None, "supervisor"),
        ("1000.00 USD", "supervisor", False, "none"),
        ("1000.00 USD", "supervisor", True, "finance"),
        ("1000.00 USD", "finance", None, "none"),
        ("1000.00 USD", "finance", True, "executive"),
        ("1000.01 USD", "supervisor", False, "finance"),
        ("1000.01 USD", "front_line", False, "finance"),
        ("5000.00 USD", "finance", False, "executive"),
        ("5000.00 USD", "executive", False, "finance"),
        ("5000.01 USD", "finance", False, "executive"),
        ("5000.01 USD", "executive", False, "executive"),
        ("0.00 USD", None, None, "none"),
    ],
)
def test_who_has_to_approve(goodwill, role, own, approval):
    assert decide("authority", goodwill=goodwill, role=role, own_failure=own) == {"approval": approval}


def test_limits_count_in_the_money_of_the_house():
    """A sector may pay in another currency; its figures are its own to set."""
    for currency in ("EUR", "CNY"):
        assert decide("authority", goodwill=f"300.00 {currency}", role="supervisor") == {"approval": "none"}
        assert decide("authority", goodwill=f"1300.00 {currency}", role="supervisor") != {"approval": "none"}
