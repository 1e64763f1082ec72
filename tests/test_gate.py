"""The gate: a draft that breaks a promise is stopped, and told by the sentence that it breaks."""

import pytest
from amends.features import gate


def test_what_is_shipped_keeps_its_promises():
    verdict = gate.run(only="p3_6")

    assert verdict.is_passed, verdict
    assert verdict.runs == 3
    assert len(verdict.evidence["editions"]) == 1


def test_a_draft_that_breaks_a_promise_is_told_by_the_sentence(draft):
    diagram = draft / "shared" / "make_offer.bpmn"
    diagram.write_text(diagram.read_text().replace("share_of_loss &gt; 1.5", "share_of_loss &gt; 15000"))

    verdict = gate.run(draft, only="p3_6")

    assert not verdict.is_passed
    assert {failing.rule for failing in verdict.failing} == {"Far more than was lost takes a reason"}
    assert verdict.failing[0].example == "Carla is very generous and does not say why"
    assert verdict.failing[0].step.startswith("Then")


def test_a_draft_that_cannot_be_read_keeps_no_promise(draft):
    (draft / "shared" / "decide_remedy.bpmn").write_text("<nothing/>")

    verdict = gate.run(draft, only="p3_6")

    assert not verdict.is_passed
    assert "decide_remedy" in verdict.failing[0].reason


def test_a_run_that_never_ends_is_stopped():
    verdict = gate.run(only="p3_6", seconds=0.2)

    assert not verdict.is_passed
    assert "stopped" in verdict.trouble


def test_no_test_tools_are_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr(gate.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(gate.ToolMissing, match="pip install"):
        gate.run()
