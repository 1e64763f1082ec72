"""Packs in a house: units name them, drafts keep them, and clocks stand still or run longer only as their rows allow."""

import json
from datetime import timedelta

import pytest
from amends.engine.pack_book import PackUnknown
from amends.engine.person import Actor, Unit
from amends.engine.publishing import DraftBroken, publish, read_folder
from amends.engine.recovery import opening
from diagrams.sketch import bpmn
from small_house import CLOCKS, CUSTOMER, RUTH, WORDS, facts, kinds, open_house, pass_time, report, task

DANA = Actor("person", "dana", "Dana")
TURNED = """
    startEvent reported
    userTask hold lane=front_line label="Wait" +formJsonSchemaFilename=words.schema.json +pauses=answer
    userTask go_on lane=front_line label="Go on" +formJsonSchemaFilename=words.schema.json +resumes=answer
    userTask prolong lane=front_line label="Ask for time" +formJsonSchemaFilename=words.schema.json +extends=answer
    userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json +keeps=answer
    endEvent answered
    flow reported hold go_on prolong answer answered"""
PAUSE = {"reasons": ["they_have_to_answer"], "longest": "PT2H", "most": 1}
MORE = {"by": "PT10H", "most": 1, "approver": "risk"}


def law(**row):
    clock = {
        "key": "law_answer", "text": "the law has its answer", "to": "us", "kind": "statutory", "within": "PT10H",
        "beside": "answer", "clause": "Article 1", **row,
    }  # fmt: skip
    says = {
        "pack": "law", "version": "1", "title": "A law", "jurisdiction": "EU", "sector": "all", "source": "here",
        "currency": "EUR", "valid_from": "2020-01-01", "clocks": [clock],
    }  # fmt: skip
    return json.dumps(says).encode()


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path)
    yield house
    house.close()


def edition(house, tmp_path, **row):
    """The house under a law, with a diagram that turns its clock."""
    form = {**WORDS, "properties": {**WORDS["properties"], "pause_reason": {"type": "string", "maxLength": 40}}}
    diagram = bpmn(TURNED.replace("startEvent reported", "startEvent reported +starts=answer"), "case_by_case")
    own = {"currency": "USD", "clocks": CLOCKS}
    return {
        **read_folder(tmp_path / "processes"),
        "case_by_case.bpmn": diagram,
        "forms/words.schema.json": json.dumps(form).encode(),
        "packs/house.json": json.dumps(own).encode(),
        "packs/law_1.json": law(**row),
    }


def under_the_law(house, tmp_path, **row):
    publish(house.means, edition(house, tmp_path, **row), DANA)
    house.people.add_unit(Unit(id="house", name="The House", packs=("law",)))


def do(house, case, element, **answers):
    house.recovery.complete(task(house, case, element), {"words": "Yes.", **answers}, by=RUTH)


def due(house, case, key):
    with house.store.reading() as work:
        return next(p.due_at for p in work.promises.of_case(case) if p.key == key) - house.means.now()


def test_a_unit_names_packs_that_are_there_and_those_below_are_under_them(house, tmp_path):
    with pytest.raises(PackUnknown, match="no policy pack 'law'; there are: none"):
        house.people.add_unit(Unit(id="house", name="The House", packs=("law",)))
    under_the_law(house, tmp_path)

    case = report(house)

    with house.store.reading() as work:
        assert work.cases.load(case).data["packs"] == ["law"]
        assert {p.key for p in work.promises.of_case(case)} == {"answer", "law_answer"}


def test_a_draft_without_a_pack_that_a_unit_is_under_is_refused(house, tmp_path):
    under_the_law(house, tmp_path)
    draft = {path: content for path, content in edition(house, tmp_path).items() if "law_1" not in path}

    with pytest.raises(DraftBroken, match="the unit 'house' is under the pack 'law', which the draft does not have"):
        publish(house.means, draft, DANA)


def test_a_case_with_a_slip_in_its_pack_is_not_opened(house, tmp_path):
    under_the_law(house, tmp_path)
    with pytest.raises(PackUnknown, match="there are: law"):
        opening.open_case(house.means, "case_by_case", {"pack": "lwa"}, by=CUSTOMER, unit="shop")
    assert house.inquiry.house_state() is not None
    with house.store.reading() as work:
        assert list(work.cases.search(limit=5)) == []


def test_a_clock_that_may_stands_still_and_ends_as_much_later(house, tmp_path):
    under_the_law(house, tmp_path, pause=PAUSE)
    case = report(house)

    do(house, case, "hold", pause_reason="they_have_to_answer")
    assert due(house, case, "law_answer") == timedelta(hours=12), "at the latest"
    assert due(house, case, "answer") == timedelta(hours=4), "the house's own may not stand still"
    pass_time(house, hours=1)
    do(house, case, "go_on")

    assert due(house, case, "law_answer") == timedelta(hours=10)
    assert [told["hours"] for told in facts(house, case, "promise_resumed")] == [1.0]


def test_no_pause_is_longer_than_its_row_allows(house, tmp_path):
    under_the_law(house, tmp_path, pause=PAUSE)
    case = report(house)
    do(house, case, "hold", pause_reason="they_have_to_answer")
    pass_time(house, hours=9)
    do(house, case, "go_on")

    assert due(house, case, "law_answer") == timedelta(hours=3)


def test_a_reason_that_is_not_on_the_list_holds_nothing_and_is_on_record(house, tmp_path):
    under_the_law(house, tmp_path, pause=PAUSE)
    case = report(house)
    do(house, case, "hold", pause_reason="much_to_do")

    assert due(house, case, "law_answer") == timedelta(hours=10)
    assert "'much_to_do' is no reason" in facts(house, case, "promise_not_turned")[0]["why"]


def test_more_time_is_given_by_the_row_and_only_where_there_is_one(house, tmp_path):
    under_the_law(house, tmp_path, extension=MORE)
    case = report(house)
    for element in ("hold", "go_on", "prolong"):
        do(house, case, element)

    assert due(house, case, "law_answer") == timedelta(hours=20)
    assert due(house, case, "answer") == timedelta(hours=4)
    do(house, case, "answer")
    assert kinds(house, case).count("promise_kept") == 2


def test_somebody_is_reminded_once_at_each_part_and_when_it_is_late(house, tmp_path):
    under_the_law(house, tmp_path, remind_at=[50, 80], remind_late="PT5H")
    case = report(house)
    for _ in range(16):
        pass_time(house, hours=1)
    pass_time(house, hours=1)

    assert [told["percent"] for told in facts(house, case, "promise_runs_out")] == [50, 80, 200]
