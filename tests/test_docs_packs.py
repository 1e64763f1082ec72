"""The page about packs is held to the packs: their versions, clocks and tables."""

import re

from amends.engine.actions import Registry
from amends.engine.publishing import read_folder, shipped
from amends.engine.running import read_running

from .docs_at_hand import page

RUNNING = read_running(read_folder(shipped()), Registry.installed())
PAGE = page("reference/packs.md")


def rows(heading):
    """The cells of each row of the table below a heading, without its head."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_version_is_told_with_where_and_when_it_is_in_force():
    told = {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows("The packs that are shipped")}
    there = {}
    for pack in RUNNING.packs.others:
        says = pack.says
        until = f" to {says['valid_to']}" if says.get("valid_to") else ""
        where = f"{says['jurisdiction']}, {says['sector']}"
        there[pack.name, pack.version] = (where, f"{says['valid_from'] or 'not yet'}{until}", says["currency"])
    assert told == there


def test_every_clock_is_told_with_what_it_runs_beside_and_its_clause():
    told = {(row[1], row[0], row[2], row[4]) for row in rows("Their clocks")}
    there = {
        (pack.stem, key, row["beside"], row["clause"])
        for pack in RUNNING.packs.others
        for key, row in pack.clocks.items()
    }
    assert told == there


def test_every_table_is_told_with_its_rows_and_what_they_owe():
    told = {row[0]: row[1] for row in rows("Their entitlements")}
    there = {}
    for pack in RUNNING.packs.others:
        if pack.stem in RUNNING.tables:
            rules = RUNNING.tables[pack.stem].rules
            kinds = sorted({rule.results[1].strip('"') for rule in rules})
            there[pack.stem] = f"{len(rules)}: {', '.join(kinds)}"
    assert told == there


def test_every_pack_says_that_it_is_an_example_to_be_checked():
    assert [p.stem for p in RUNNING.packs.others if "to be checked" not in p.says["source"]] == []


def test_every_key_of_a_clock_is_told():
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    used = {key for pack in (RUNNING.packs.house, *RUNNING.packs.others) for row in pack.clocks.values() for key in row}
    assert used - told == set()
