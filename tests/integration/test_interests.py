"""Nobody handles a case of their own or of their family: what people declare keeps such cases from them."""

import pytest
from amends.engine.errors import NotAllowed, NotFound
from amends.engine.person import Person, Seat
from small_house import BEN, CUSTOMER, RUTH, facts, open_house, report


@pytest.fixture
def house(tmp_path):
    house = open_house(tmp_path)
    yield house
    house.close()


def about(house, number):
    with house.store.reading() as unit:
        return unit.cases.load(number).about


@pytest.mark.parametrize("contact", ["brother@post.example", " Brother@Post.example ", "+1 555 0142", "1-555-0142"])
def test_a_case_of_the_family_is_nobody_s_who_belongs_to_it(house, contact):
    house.recovery.declare_interests(["brother@post.example", "+1 (555) 0142"], RUTH)
    number = report(house, contact=contact)
    assert about(house, number) == ("ruth",)
    with pytest.raises(NotFound):
        house.inquiry.case(number, RUTH)
    assert house.inquiry.case(number, BEN).case.number == number


def test_what_is_open_already_is_lost_at_once_and_the_record_says_so(house):
    number = report(house, contact="brother@post.example")
    house.recovery.declare_interests(["brother@post.example"], RUTH)
    assert about(house, number) == ("ruth",)
    assert [line["name"] for line in facts(house, number, "person_concerned")] == ["Ruth Adeyemi"]
    house.recovery.declare_interests(["brother@post.example"], RUTH)
    assert len(facts(house, number, "person_concerned")) == 1


def test_two_of_one_family_stand_aside_both_and_who_takes_it_back_handles_the_next(house):
    for person in (RUTH, BEN):
        house.recovery.declare_interests(["brother@post.example"], person)
    assert set(about(house, report(house, contact="brother@post.example"))) == {"ruth", "ben"}
    house.recovery.declare_interests([], RUTH)
    assert about(house, report(house, contact="brother@post.example")) == ("ben",)


def test_what_is_no_address_is_refused_and_nothing_changes(house):
    with pytest.raises(NotAllowed, match="“my brother” is neither"):
        house.recovery.declare_interests(["my brother"], RUTH)
    assert house.inquiry.interests(RUTH) == []


@pytest.mark.parametrize(
    ("named", "about_them"),
    [
        ("Ruth Adeyemi", ("ruth",)),
        ("the lady, ADEYEMI I think", ("ruth",)),
        ("ruth and Ben", ("ruth", "ben")),
        ("somebody at the desk", ()),
        ("", ()),
    ],
)
def test_whoever_is_named_by_the_customer_does_not_see_it(house, named, about_them):
    case = house.recovery.open(
        "case_by_case", {"what_happened": "She shouted.", "about_whom": named}, by=CUSTOMER, unit="shop"
    )
    assert sorted(case.about) == sorted(about_them)


def test_a_part_of_a_name_that_several_have_names_nobody(house):
    house.people.add_person(Person(id="ruth2", name="Ruth Novak", seats=(Seat("shop", "front_line"),)), "ruth2", "")
    named = [
        house.recovery.open("case_by_case", {"what_happened": "x", "about_whom": whom}, by=CUSTOMER, unit="shop").about
        for whom in ("Ruth", "Ruth Novak")
    ]
    assert named == [(), ("ruth2",)]


def test_addresses_of_others_stay_theirs(house):
    house.recovery.declare_interests(["brother@post.example"], RUTH)
    assert house.inquiry.interests(RUTH) == ["brother@post.example"]
    assert house.inquiry.interests(BEN) == []
    assert about(house, report(house, contact="somebody@post.example")) == ()
