"""Timers, waits and promises: what is due is found by one question, in the order in which it fell due."""

from datetime import timedelta, timezone

import pytest
from amends.engine.promise import Promise


def test_timers_come_due_in_order_whatever_zone_they_were_set_in(store, case, now):
    number = case()
    beijing = timezone(timedelta(hours=8))
    with store.writing() as work:
        work.timers.set(number, "late", 1, "", (now + timedelta(minutes=2)).astimezone(beijing), "late")
        work.timers.set(number, "early", 1, None, now + timedelta(minutes=1))
        work.timers.set(number, "tomorrow", 1, "a", now + timedelta(days=1))

    with store.reading() as work:
        due = work.timers.due(now + timedelta(minutes=2))
        assert [(t.case, t.element, t.round, t.part, t.label) for t in due] == [
            (number, "early", 1, "", ""),
            (number, "late", 1, "", "late"),
        ]
        assert due[1].due == now + timedelta(minutes=2)
        assert work.timers.due(now) == []
        assert [t.element for t in work.timers.due(now + timedelta(days=2), limit=1)] == ["early"]
        assert work.timers.next_due() == now + timedelta(minutes=1)


def test_a_timer_set_again_counts_anew_and_a_cleared_one_is_forgotten(store, case, now):
    number = case()
    with store.writing() as work:
        work.timers.set(number, "remind", 1, "a", now)
        work.timers.set(number, "remind", 1, "a", now + timedelta(hours=1))
        work.timers.set(number, "remind", 1, "b", now)
        work.timers.set(number, "remind", 2, "", now)
        work.timers.clear(number, "remind", 1, "b")
        assert [(t.round, t.part) for t in work.timers.of_case(number)] == [(2, ""), (1, "a")]
        work.timers.clear(number, "remind", 1)
        work.timers.clear(number, "remind", 2, "")
        assert work.timers.of_case(number) == []
        assert work.timers.next_due() is None


def test_a_timer_that_was_handed_on_does_not_stand_in_the_way(store, case, now):
    number = case()
    with store.writing() as work:
        work.timers.set(number, "stuck", 1, "", now)
        work.timers.set(number, "well", 1, "", now)
        stuck = work.timers.due(now)[0]
        work.timers.hand_on(stuck, now + timedelta(minutes=5))

        assert [t.element for t in work.timers.due(now)] == ["well"]
        assert [t.element for t in work.timers.due(now + timedelta(minutes=5))] == ["stuck", "well"]


def test_messages_find_who_waits_for_them(store, case):
    first, second = case(), case()
    with store.writing() as work:
        work.waits.set(first, "answer", "await_answer", 1)
        work.waits.set(first, "answer", "await_answer", 1)
        work.waits.set(first, "promise_missed", "listen", 1)
        work.waits.set(second, "answer", "await_answer", 2)

        assert [(w.message, w.element, w.round) for w in work.waits.of_case(first)] == [
            ("answer", "await_answer", 1),
            ("promise_missed", "listen", 1),
        ]
        assert [w.case for w in work.waits.by_message("answer")] == [first, second]

        work.waits.clear(first, "answer", "await_answer", 1)
        work.waits.clear(first, None, "listen", 1)
        assert work.waits.of_case(first) == []


@pytest.fixture
def promise(now):
    def made(case, key="first_answer", round=1, **facts):
        usual = {"text": "you hear from us", "to": "customer", "kind": "given", "made_at": now}
        return Promise(case=case, key=key, round=round, **(usual | {"due_at": now + timedelta(hours=4)} | facts))

    return made


def test_a_promise_is_kept_once(store, case, promise, now):
    number = case()
    with store.writing() as work:
        work.promises.make(promise(number))
        kept = work.promises.keep(number, "first_answer", now + timedelta(hours=1))

        assert (kept.key, kept.round, kept.kept_at) == ("first_answer", 1, now + timedelta(hours=1))
        assert work.promises.keep(number, "first_answer", now + timedelta(hours=2)) is None
        assert work.promises.keep(number, "never_made", now) is None
        assert work.promises.of_case(number) == [kept]


def test_a_missed_promise_is_announced_once_and_may_still_be_kept(store, case, promise, now):
    number = case()
    with store.writing() as work:
        work.promises.make(promise(number, "second", due_at=now + timedelta(hours=6)))
        work.promises.make(promise(number, "first"))
        assert work.promises.next_due() == now + timedelta(hours=4)
        assert work.promises.due(now + timedelta(hours=4)) == []
        late = now + timedelta(hours=7)
        assert [p.key for p in work.promises.due(late)] == ["first", "second"]

        assert work.promises.mark_missed(number, "first", 1, late)
        assert not work.promises.mark_missed(number, "first", 1, late)

        assert [p.key for p in work.promises.due(late)] == ["second"]
        kept = work.promises.keep(number, "first", late)
        assert kept is not None
        assert kept.is_missed(late)
