"""Places: one place for one try, whatever happens between the book and the partner, and each step can be undone."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from amends.engine.actions import Hold, PlaceRefused, partners_from, validated
from amends.engine.actions.desk import ClosedCase
from amends.engine.actions.partner_account import PartnerAccount
from amends.engine.actions.places import (
    CancelPlace,
    ConfirmPlace,
    GivePlace,
    ReleasePlace,
    ReservePlace,
    UsePlace,
)
from amends.engine.actions.rank_partners import RankPartners
from amends.engine.actions.take_back import TakeBack
from amends.engine.agreements import foreign, read
from amends.engine.errors import ActionRefused, SettingWrong
from amends.engine.place import Place

from .partners_at_hand import NOW, Desk

ROOM = {"partner": "harbour", "attempt": 1, "need": "room"}
FIRST = {"partner": "harbour", "attempt": 1}


def run(action: Any, desk: Any, parameters: dict[str, Any], key: str = "job") -> dict[str, Any]:
    return action.run(validated(action, parameters), key=key, desk=desk)


def test_an_agreed_place_is_held_at_once_and_once() -> None:
    desk = Desk()

    first = run(ReservePlace(), desk, ROOM)
    assert (first["state"], first["reference"][:5], first["until"]) == (
        "held",
        "HOLD-",
        (NOW + timedelta(hours=1)).isoformat(),
    )
    assert run(ReservePlace(), desk, ROOM) == first
    assert len(desk.places.rows) == 1


def test_the_request_is_written_down_before_the_partner_is_asked() -> None:
    desk = Desk()
    desk.partners = SimpleNamespace(reserve=lambda *_: (_ for _ in ()).throw(TimeoutError("no answer")))

    with pytest.raises(TimeoutError):
        run(ReservePlace(), desk, ROOM)
    assert desk.state() == "asked"


def test_an_answer_that_comes_when_nobody_waits_any_more_holds_nothing() -> None:
    desk, back = Desk(), []

    def late(key: str, partner: str, need: Any) -> Hold:
        run(ReleasePlace(), desk, FIRST)
        return Hold(state="held", reference="H-1")

    desk.partners = SimpleNamespace(reserve=late, release=lambda *asked: back.append(asked))
    with pytest.raises(ActionRefused, match="was released before"):
        run(ReservePlace(), desk, ROOM)
    assert desk.state() == "released"
    assert back[-1] == ("R-1:place:1", "harbour", "H-1")


def test_a_full_partner_says_no_in_a_sentence_and_the_try_is_over() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)

    other = Desk("R-2", desk.places)
    with pytest.raises(ActionRefused, match="Harbour Hotel has no place: all 1 places") as refusal:
        run(ReservePlace(), other, ROOM)
    assert refusal.value.code == "place_refused"
    assert other.state() == "refused"
    with pytest.raises(ActionRefused, match="was refused before"):
        run(ReservePlace(), other, ROOM)


def test_a_hold_that_ran_out_binds_nobody() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)
    other = Desk("R-2", desk.places)
    other.now = NOW + timedelta(hours=2)

    assert run(ReservePlace(), other, ROOM)["state"] == "held"


def test_a_partner_without_agreed_places_has_to_be_asked_by_people() -> None:
    assert run(ReservePlace(), Desk(), {**ROOM, "partner": "inn"}) == {"state": "asked", "reference": ""}


def test_a_place_that_people_asked_for_keeps_the_reference_of_the_partner() -> None:
    desk, theirs = Desk(), {"partner": "inn", "attempt": 1, "reference": "S-77"}
    run(ReservePlace(), desk, {**ROOM, "partner": "inn"})
    assert run(ConfirmPlace(), desk, theirs) == {"reference": "S-77"}


def test_nobody_can_be_asked_without_an_agreement() -> None:
    with pytest.raises(ActionRefused, match="'nobody' has no place: there is no agreement"):
        run(ReservePlace(), Desk(), {**ROOM, "partner": "nobody"})


def test_each_step_is_undone_by_one_of_its_own() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)
    booked = run(ConfirmPlace(), desk, {**FIRST, "owed": "140.00 USD"})
    assert booked["reference"].startswith("PLACE-")
    assert run(ConfirmPlace(), desk, FIRST) == booked
    assert (desk.state(), desk.places.rows["R-1:place:1"].amount) == ("booked", "140.00 USD")

    assert run(CancelPlace(), desk, FIRST) == {"cancelled": True}
    assert (desk.state(), desk.places.rows["R-1:place:1"].amount) == ("held", "")
    assert run(CancelPlace(), desk, FIRST) == {"cancelled": False}
    assert run(ReleasePlace(), desk, FIRST) == {"released": True}
    assert desk.state() == "released"
    assert run(ReleasePlace(), desk, FIRST) == {"released": False}


def test_a_silent_partner_is_not_waited_for_where_nothing_was_confirmed() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)

    def silent(*_: Any) -> None:
        raise TimeoutError("no answer")

    desk.partners = SimpleNamespace(release=silent)
    with pytest.raises(TimeoutError):
        run(ReleasePlace(), desk, FIRST)
    assert desk.state() == "held"
    assert run(ReleasePlace(), desk, {**FIRST, "even_if_silent": True}) == {"released": True}
    assert desk.state() == "released"


def test_nothing_is_confirmed_that_nobody_holds() -> None:
    with pytest.raises(ActionRefused, match="no place with harbour that could be confirmed"):
        run(ConfirmPlace(), Desk(), FIRST)


def test_nobody_confirms_what_another_partner_holds() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)
    with pytest.raises(ActionRefused, match="was with harbour, not with inn"):
        run(ConfirmPlace(), desk, {"partner": "inn", "attempt": 1})


def test_a_partner_may_say_no_at_the_last_moment() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)

    def no(*_: Any) -> str:
        raise PlaceRefused(partner="Harbour Hotel", reason="the roof leaks")

    desk.partners = SimpleNamespace(confirm=no)
    with pytest.raises(ActionRefused, match="the roof leaks"):
        run(ConfirmPlace(), desk, FIRST)
    assert desk.state() == "held"


def test_a_place_is_used_once_it_is_booked() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)
    assert run(UsePlace(), desk, FIRST) == {"used": False}
    run(ConfirmPlace(), desk, FIRST)
    assert run(UsePlace(), desk, FIRST) == run(UsePlace(), desk, FIRST) == {"used": True}


def test_a_partners_customer_gets_a_place_of_ours_and_the_partner_is_not_asked_to_take_it_back() -> None:
    desk = Desk()
    desk.partners = None
    given = run(GivePlace(), desk, {**FIRST, "owed": "90.00 USD"})
    assert given == run(GivePlace(), desk, {**FIRST, "owed": "95.00 USD"}) == {"reference": "R-1-1"}
    assert desk.places.rows["R-1:place:1"].amount == "90.00 USD"
    assert run(ReleasePlace(), desk, FIRST) == {"released": True}


def ranked(desk: Desk, **asked: Any) -> tuple[list[str], dict[str, str]]:
    found = run(RankPartners(), desk, {"need": "room", **asked})
    return [row["key"] for row in found["shortlist"]], {row["name"]: row["why"] for row in found["left_out"]}


def test_partners_are_ranked_by_quality_price_and_distance_as_they_are_weighed() -> None:
    assert ranked(Desk(), weigh_quality=5, weigh_price=0, weigh_distance=0)[0] == ["harbour", "inn"]
    assert ranked(Desk(), weigh_quality=0, weigh_price=5, weigh_distance=0)[0] == ["inn", "harbour"]
    assert ranked(Desk(), weigh_quality=0, weigh_price=0, weigh_distance=5)[0] == ["inn", "harbour"]
    assert ranked(Desk(), limit=1)[0] == ["inn"]


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ({"quality": 4}, {"Inn": "gives quality 3, and 4 was promised"}),
        ({"quality_at_least": 5}, {"Inn": "gives quality 3, and 5 was promised", "Harbour Hotel": "gives quality 4, and 5 was promised"}),
        ({"certified": True}, {"Inn": "is not certified"}),
        ({"where": "LGA"}, {"Harbour Hotel": "is not at LGA"}),
    ],
)  # fmt: skip
def test_who_does_not_fit_is_left_out_and_it_is_said_why(asked: dict[str, Any], left_out: dict[str, str]) -> None:
    assert ranked(Desk(), **asked)[1] == left_out


def test_who_is_full_or_was_struck_off_is_left_out() -> None:
    desk = Desk()
    run(ReservePlace(), desk, ROOM)
    desk.claims = [ClosedCase(number="C-1", severity=None, data={"partner": "inn", "blacklisted": True})]
    assert ranked(desk) == ([], {"Harbour Hotel": "has no place left", "Inn": "was struck off"})


def test_money_taken_back_brings_the_ledger_to_nothing_once() -> None:
    desk = Desk()
    back = {"amount": "40.00 USD", "payee": "Inn", "reference": "B-1"}
    assert run(TakeBack(), desk, back) == run(TakeBack(), desk, back) == {"amount": "-40.00 USD"}
    assert [entry.amount for entry in desk.ledger.rows.values()] == ["-40.00 USD"]
    with pytest.raises(ActionRefused, match="was never paid"):
        run(TakeBack(), desk, {**back, "amount": "0.00 USD"}, key="other")


def test_the_account_of_a_partner_comes_from_the_book() -> None:
    desk = Desk("C-9")
    one = Place(key="a", case="R-1", partner="harbour", direction="out", state="used", amount="140.00 USD", at=NOW)
    late = NOW + timedelta(days=40)
    rows = [
        one,
        replace(one, key="b", state="refused", amount=""),
        replace(one, key="c", direction="in", state="booked", amount="90.00 USD"),
        replace(one, key="d", state="released", amount=""),
        replace(one, key="e", at=late),
    ]
    desk.places.rows = {place.key: place for place in rows}
    desk.claims = [
        ClosedCase(number="C-9", severity=None, data={"partner": "harbour", "grade": "A"}),
        ClosedCase(number="C-8", severity=None, data={"partner": "harbour", "grade": "C"}),
        ClosedCase(number="C-7", severity=None, data={"partner": "harbour", "grade": "B"}),
    ]
    found = run(PartnerAccount(), desk, {"partner": "harbour", "since": "2026-02-01", "until": "2026-02-28"})
    assert found == {
        "name": "Harbour Hotel", "we_owe": "140.00 USD", "they_owe": "90.00 USD", "asked": 3, "settled": 2,
        "refused": 1, "kept_share": 0.5, "grades": ["C", "B"], "claims": 2, "blacklisted": False,
    }  # fmt: skip
    assert run(PartnerAccount(), desk, {"partner": "harbour"})["we_owe"] == "280.00 USD"
    assert run(PartnerAccount(), desk, {"partner": "inn"})["kept_share"] == 1
    with pytest.raises(ActionRefused, match="no agreement with a partner 'nobody'"):
        run(PartnerAccount(), desk, {"partner": "nobody"})


def test_a_host_names_its_partners() -> None:
    assert partners_from({}) is None
    with pytest.raises(SettingWrong, match=r"AMENDS_PARTNERS.*nowhere"):
        partners_from({"AMENDS_PARTNERS": "nowhere:x"})
    with pytest.raises(SettingWrong, match="has no places"):
        partners_from({"AMENDS_PARTNERS": "builtins:dict"})


def test_a_price_in_another_currency_than_the_house_counts_in_is_named() -> None:
    agreed = read(b'{"partners": [{"key": "a", "name": "A", "needs": ["room"], "price": "9 EUR", "quality": 3}]}')
    assert foreign(agreed, "EUR") == foreign(agreed, "") == []
    assert foreign(agreed, "USD") == ["the price of 'a' is 9 EUR, and the house counts in USD"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "unexpected end"),
        (b'{"partners": [{"key": "a"}]}', "'name' is a required property"),
        (b'{"partners": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]}', "two partners have the key 'a'"),
        (b'{"partners": [{"key": "a", "name": "A", "needs": ["room"]}]}', "no price or no quality"),
        (b'{"partners": [{"key": "a", "name": "A", "price": "-5.00 USD"}]}', "partners 0 price"),
    ],
)
def test_agreements_that_nobody_can_keep_are_named(content: bytes, says: str) -> None:
    found = read(content)
    assert found.partners == {}
    assert any(says in problem for problem in found.problems), found.problems
