"""The house: editions, people and units, papers of a case, drafts, keys, settings, beats."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from amends.engine.errors import NotFound
from amends.engine.person import Person, Seat, Unit
from amends.engine.place import Place
from amends.engine.store import LoginTaken
from amends.engine.task import TaskId
from amends.engine.token import Token, digest, fresh

FILES = {"case_by_case/main.bpmn": b"<a/>", "letters/closing.md": b"Dear", "letters/late.md": b"Dear"}


def test_publishing_the_same_files_again_does_nothing(store, now):
    with store.writing() as work:
        first = work.editions.publish(FILES, "mina", now)
    with store.writing() as work:
        again = work.editions.publish(dict(reversed(FILES.items())), "noor", now + timedelta(days=1))
        second = work.editions.publish(FILES | {"letters/late.md": b"Sorry"}, "noor", now)
        back = work.editions.publish(FILES, "noor", now)

        assert again == first
        assert [first.number, second.number, back.number] == [1, 2, 3]
        assert [e.number for e in work.editions.all()] == [3, 2, 1]
        assert (work.editions.latest(), work.editions.load(first.id).number) == (back, 3)
        assert work.editions.files(first.id) == FILES
        assert work.editions.files(second.id)["letters/late.md"] == b"Sorry"


def test_an_edition_that_is_not_there_is_named(store):
    with store.reading() as work:
        assert work.editions.latest() is None
        with pytest.raises(NotFound, match="edition 'none'"):
            work.editions.files("none")


@pytest.fixture
def house(store):
    with store.writing() as work:
        for id_, parent in (("hospital", None), ("ward", "hospital"), ("bed", "ward"), ("kitchen", "hospital")):
            work.people.add_unit(Unit(id=id_, name=id_.title(), parent=parent))
        ward, hospital = (Seat("ward", "supervisor"),), (Seat("hospital", "supervisor"),)
        mina = Person(id="p1", name="Mina", email="Mina@example.org", seats=ward, rights=frozenset({"auditor"}))
        work.people.add_person(mina, "Mina", "hash of mina")
        work.people.add_person(Person(id="p2", name="Ada", seats=hospital), "ada", "hash of ada")
    return store


def test_people_are_known_by_login_and_address(house):
    with house.reading() as work:
        mina, hash_ = work.people.by_login("MINA")
        assert (mina.name, mina.seats, mina.rights) == ("Mina", (Seat("ward", "supervisor"),), {"auditor"})
        assert hash_ == "hash of mina"
        assert work.people.person("p1") == mina == work.people.by_email("mina@EXAMPLE.org")
        assert work.people.by_login("nobody") is None
        assert work.people.by_email("") is None
        assert [p.name for p in work.people.everyone()] == ["Ada", "Mina"]
        with pytest.raises(NotFound, match="person 'p9'"):
            work.people.person("p9")


def test_a_login_belongs_to_one_person(house):
    with pytest.raises(LoginTaken, match="mina"), house.writing() as work:
        work.people.add_person(Person(id="p3", name="Another"), "mina", "")


def test_seats_passwords_and_leaving(house):
    with house.writing() as work:
        work.people.seat("p1", "kitchen", "front_line")
        work.people.seat("p1", "kitchen", "front_line")
        work.people.unseat("p1", "ward", "supervisor")
        work.people.set_password("p1", "new hash")
        work.people.set_rights("p1", ["operator"])
        work.people.deactivate("p1")
        mina, hash_ = work.people.by_login("mina")
        assert (mina.seats, mina.rights) == ((Seat("kitchen", "front_line"),), {"operator"})
        assert (mina.is_active, hash_) == (False, "new hash")
        work.people.activate("p1")
        assert work.people.person("p1").is_active


def test_units_form_a_tree(house):
    with house.writing() as work:
        assert work.people.units_below("ward") == {"ward", "bed"}
        assert work.people.units_below("hospital") == {"hospital", "ward", "bed", "kitchen"}
        assert work.people.units_below("unknown") == {"unknown"}
        assert [p.name for p in work.people.holders("supervisor", "bed")] == ["Ada", "Mina"]
        assert [p.name for p in work.people.holders("supervisor", "kitchen")] == ["Ada"]
        work.people.add_unit(Unit(id="hospital", name="Hospital", parent="bed"))
        assert work.people.units_below("ward") == {"hospital", "ward", "bed", "kitchen"}
        assert [p.name for p in work.people.holders("supervisor", "kitchen")] == ["Ada", "Mina"]


def test_a_letter_is_kept_once_and_its_words_can_be_erased(store, case, now):
    number = case()
    letter = {"case": number, "letter": "closing", "to": "ana@example.org", "how": "e-mail", "at": now}
    with store.writing() as work:
        first, is_new = work.letters.add(key="k", subject="Done", body="Dear Ana", **letter)
        again, is_new_again = work.letters.add(key="k", subject="Done", body="Dear Bob", **letter)
        assert (again, is_new, is_new_again) == (first, True, False)
        assert work.texts.load(number, first.digest).value["body"] == "Dear Ana"
        assert work.letters.of_case(number) == [first]

        work.texts.erase(number, at=now)
        assert (work.letters.by_key("k").body, work.letters.by_key("k").letter) == ("", "closing")
        assert work.letters.by_key("unknown") is None


def test_one_payment_for_one_intent(store, case, now):
    number, other = case(), case()
    ana = {"case": number, "payee": "Ana", "reference": "", "at": now}
    with store.writing() as work:
        first, is_new = work.payments.add(key="k", amount="120.00 USD", state="asked", **ana)
        assert work.payments.add(key="k", amount="999.00 USD", state="asked", **ana) == (first, False)
        assert (is_new, work.payments.total(number)) == (True, {"USD": Decimal(0)})

        work.payments.settle("k", state="paid", reference="B-7", at=now)
        work.payments.add(key="l", amount="0.10 USD", state="paid", **ana)
        work.payments.add(key="m", amount="5 EUR", state="paid", **(ana | {"case": other}))

        assert (work.payments.by_key("k").state, work.payments.by_key("k").reference) == ("paid", "B-7")
        assert [p.key for p in work.payments.of_case(number)] == ["k", "l"]
        assert work.payments.total(number) == {"USD": Decimal("120.10")}
        assert work.payments.total() == {"USD": Decimal("120.10"), "EUR": Decimal(5)}


def test_a_place_is_written_down_once_and_changes_its_state(store, case, now):
    asked = Place(key="p", case=case(), partner="harbour", direction="out", state="asked", at=now)
    held = replace(asked, state="held", reference="H-1", until=now + timedelta(minutes=10))
    with store.writing() as work:
        assert work.places.put(asked) == (asked, True)
        assert work.places.put(held) == (asked, False)

        assert work.places.by_key("p") == held
        assert work.places.of_case(asked.case) == work.places.of_partner("harbour") == [held]
        assert (work.places.by_key("q"), work.places.of_partner("other")) == (None, [])
    assert [held.is_taken(now), held.is_taken(now + timedelta(hours=1)), asked.is_taken(now)] == [True, False, False]


def test_a_draft_belongs_to_its_writer(store, case, now):
    task = TaskId(case(), "assess_report", 1)
    with store.writing() as work:
        work.drafts.save(task, "mina", {"a": 1}, now)
        work.drafts.save(task, "mina", {"a": 2}, now)
        work.drafts.save(task, "noor", {"a": 3}, now)
        assert (work.drafts.load(task, "mina"), work.drafts.load(task, "ada")) == ({"a": 2}, None)
        work.drafts.drop(task, "mina")
        assert (work.drafts.load(task, "mina"), work.drafts.load(task, "noor")) == (None, {"a": 3})
        work.drafts.drop(task)
        assert work.drafts.load(task, "noor") is None


def test_keys_settings_and_beats_are_remembered(store, now):
    with store.writing() as work:
        assert work.keys.find("k") is None
        work.keys.remember("k", "R-1", {"case": "R-1"}, now)
        assert work.settings.load("demo", False) is False
        work.settings.save("demo", [1])
        work.settings.save("demo", {"on": True})
        work.beats.beat("w1", now - timedelta(minutes=1))
        work.beats.beat("w2", now - timedelta(minutes=1))
        work.beats.beat("w2", now)

    with store.reading() as work:
        assert work.keys.find("k") == {"case": "R-1"}
        assert work.settings.load("demo") == {"on": True}
        assert work.beats.alive(now - timedelta(seconds=5)) == {"w2"}
        assert work.beats.all() == {"w1": now - timedelta(minutes=1), "w2": now}
    with store.writing() as work:
        work.beats.forget("w1")
        assert set(work.beats.all()) == {"w2"}


def test_a_token_speaks_for_an_active_person_until_it_ends(house, now):
    secret = fresh()
    token = Token(digest=digest(secret), person="p1", name="Night\0ly", made_at=now, until=now + timedelta(days=1))
    with house.writing() as work:
        work.tokens.add(token)
    with house.reading() as work:
        mina, used_on = work.tokens.who(digest(secret), now)
        assert (mina, used_on) == (work.people.person("p1"), "")
        assert work.tokens.who(digest(secret), token.until) is None
        assert work.tokens.who(digest(secret[:-1]), now) is None
        assert work.tokens.all() == work.tokens.of_person("p1") == [replace(token, name="Nightly")]
        assert work.tokens.of_person("p2") == []
    with house.writing() as work:
        work.tokens.used(token.digest, "2026-03-02")
        assert work.tokens.who(token.digest, now) == (mina, "2026-03-02")
        work.people.deactivate("p1")
        assert work.tokens.who(token.digest, now) is None


def test_a_token_is_revoked_once(house, now):
    token = Token(digest=digest("a"), person="p2", name="a", made_at=now, until=now + timedelta(days=1))
    with house.writing() as work:
        work.tokens.add(token)
        assert work.tokens.who(token.digest, now)
        assert work.tokens.revoke(token.digest, now)
        assert not work.tokens.revoke(token.digest, now + timedelta(hours=1))
        assert work.tokens.who(token.digest, now) is None
        [kept] = work.tokens.all()
        assert (kept.revoked_at, kept.is_good(now), token.is_good(now)) == (now, False, True)
