"""Every end of every diagram of ours is reached, with the real tables, forms, clocks and calendars."""

from functools import cache

import pytest

from .processes_at_hand import Run, end_events, flows
from .processes_stories import STORIES


@cache
def played(name: str) -> Run:
    return STORIES[name]()


@pytest.mark.parametrize(
    ("story", "end"),
    [
        ("fixed_on_the_spot", "resolved_accepted"),
        ("fixed_without_money", "resolved_accepted"),
        ("approved_on_the_spot", "resolved_accepted"),
        ("offer_accepted", "resolved_accepted"),
        ("second_chance", "resolved_accepted"),
        ("withdrawn", "resolved_accepted"),
        ("not_possible_after_all", "resolved_accepted"),
        ("serious_and_silent", "resolved_accepted"),
        ("no_reply", "resolved_no_reply"),
        ("nothing_agreed", "rejected_with_recourse"),
        ("failed_twice", "rejected_with_recourse"),
        ("decided_for_good", "rejected_with_recourse"),
        ("suspicion_confirmed", "rejected_with_recourse"),
        ("appealed_and_changed", "resolved_accepted"),
        ("worst_kind_a_month_later", "resolved_accepted"),
        ("withdrawn_at_once", "withdrawn_by_customer"),
        ("withdrawn_before_the_money_came", "withdrawn_by_customer"),
        ("withdrawn_while_it_is_carried_out", "withdrawn_by_customer"),
    ],
)
def test_a_case_ends_as_its_story_says(story: str, end: str) -> None:
    run = played(story)
    assert run.step.ended
    assert run.step.ends == (end,)
    assert run.open == []
    assert run.timers == {}
    assert run.waits == set()
    assert [promise.key for promise in run.promises if promise.is_open()] == []


@pytest.mark.parametrize(("process", "end"), list(end_events()))
def test_every_end_of_every_diagram_is_reached(process: str, end: str) -> None:
    assert any(end in played(name).passed for name in STORIES), f"no story reaches '{end}' of {process}"


def test_every_flow_of_every_diagram_is_taken() -> None:
    taken = {flow for name in STORIES for flow in played(name).flows}
    assert sorted(flows() - taken) == []
