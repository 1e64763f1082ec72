"""Each principle and each strategy bites: a draft that bends an element or a row is told by the sentence that it breaks."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from amends.features import gate
from amends.features.catalogue import features


class Bend(NamedTuple):
    """What is changed where, the scenarios that are run, and the sentence that has to fail."""

    file: str
    before: str
    after: str
    only: str
    rule: str


SHARED = "shared/"
BENDS = {
    "encourage_complaints": [
        Bend("case_by_case/forms/report.schema.json", '"contact"\n  ]', '"contact", "reporter_name"\n  ]', "p1_1",
             "One sentence is enough, without account and without proof"),
        Bend("case_by_case/forms/report_by_staff.schema.json", '"required": [', '"required": [\n    "service_occasion",',
             "p1_3", "Whoever hears of a failure writes it down, and it counts for them"),
    ],
    "empower_and_solve_fast": [
        Bend(SHARED + "give_on_the_spot.bpmn", "approval == 'none'", "approval == 'nobody'", "p2_1",
             "Within their authority people act without asking"),
        Bend(SHARED + "take_in.bpmn", 'value="acknowledgement, first_answer"', 'value="first_answer"', "sd_1",
             "A time that was missed stays missed"),
    ],
    "treat_fairly": [
        Bend(SHARED + "make_offer.bpmn", "share_of_loss &gt; 1.5", "share_of_loss &gt; 15000", "p3_6",
             "Far more than was lost takes a reason"),
        Bend(SHARED + "keep_informed.bpmn", "'update'", "'reminder'", "ki_1",
             "We write when we said we would, also without news"),
    ],
    "learn_from_recovery": [
        Bend("decisions/lesson_need.dmn", '<text>&lt;= 1</text>', '<text>&lt;= 0</text>', "p4_1",
             "Serious and repeated failures have a lesson with an owner and a check"),
        Bend(SHARED + "learn.bpmn", 'value="plan_action, carry_out_action"', 'value="route_lesson"', "p4_1",
             "Whoever planned or did it does not say whether it worked"),
    ],
    "seek_latent_failures": [
        Bend("case_by_case/forms/investigation.schema.json", '"others_exposed"\n  ]', '"facts_found"\n  ]', "p5_1",
             "Whoever looks into one failure asks who else was struck"),
        Bend(SHARED + "visit_unannounced.bpmn", "for failure in failures_seen]", "for failure in failures_seen[:1]]", "f_18",
             "What a visit finds becomes cases, though nobody has complained"),
    ],
    "case_by_case": [
        Bend(SHARED + "look_into_failure.bpmn", 'isSequential="false"', 'isSequential="true"', "fp_2",
             "Departments are asked at the same time, each with its clock"),
        Bend(SHARED + "hand_over.bpmn", "'new_owner'", "'update'", "fp_3", "Somebody is named, until somebody else accepts"),
    ],
    "systematic_response": [
        Bend("systematic_response/open_customer_cases.bpmn", 'id="merge" type="any" value="True"',
             'id="merge" type="any" value="False"', "st_2", "Whoever was struck has a case of their own, once"),
        Bend("systematic_response/run_protocol.bpmn", "'protocol_apology'", "'protocol_done'", "st_2",
             "Everybody hears why, and what happens next, before they have to ask"),
    ],
    "early_intervention": [
        Bend("early_intervention/reach_customer.bpmn", "'forewarning'", "'announcement'", "pr_1",
             "Those who will feel it hear it from us first, hardest hit first"),
        Bend(SHARED + "forms/alarm_verdict.schema.json", '"verdict",\n    "verdict_reason"', '"verdict"', "p5_3",
             "Nobody dismisses an alarm without a reason"),
    ],
    "substitute_service": [
        Bend("decisions/capacity_guard.dmn", "<text>false</text>", "<text>true</text>", "st_5",
             "Our own customers keep their places, and the partner hears in time"),
        Bend("substitute_service/pay_for_placement.bpmn", 'calledElement="pay_floor"', 'calledElement="rate_failure"', "st_4",
             "What is owed stays owed, and we ask them to come back"),
    ],
}  # fmt: skip


def bends() -> Iterator[object]:
    for what, found in BENDS.items():
        for number, bend in enumerate(found, 1):
            yield pytest.param(bend, id=f"{what}-{number}")


@pytest.mark.parametrize("bend", list(bends()))
def test_a_draft_that_bends_it_is_told_by_the_sentence(draft: Path, bend: Bend):
    file = draft / bend.file
    text = file.read_text(encoding="utf-8")
    assert bend.before in text, f"{bend.file} does not say {bend.before} any more"
    file.write_text(text.replace(bend.before, bend.after), encoding="utf-8")

    verdict = gate.run(draft, only=bend.only)

    assert bend.rule in {failing.rule for failing in verdict.failing}, verdict.trouble or verdict.failing


def test_every_principle_and_every_strategy_is_bent():
    tags = {tag for feature in features() for tag in feature.tags}
    prefixes = ("principle_", "strategy_")
    assert {tag.removeprefix(p) for tag in tags for p in prefixes if tag.startswith(p)} == set(BENDS)


def test_every_sentence_that_has_to_fail_is_there():
    said = {rule.name for feature in features() for rule in feature.rules}
    assert [bend.rule for found in BENDS.values() for bend in found if bend.rule not in said] == []
