"""The record, the letters and the pages: what can be read afterwards, and by whom."""

from amends.engine.person import Customer, Person
from amends.features import policy, tampering
from amends.features.actors import TurnedAway
from amends.features.cast import JFK, STAFF, LetDown
from amends.features.words import plain, rows, said, sentence
from amends.features.world import World
from pytest_bdd import then, when


@then(sentence('{customer:Customer} has the letter "{letter:Label}"'))
def _(world: World, customer: LetDown, letter: str) -> None:
    assert letter in world.letters(customer)


@then(sentence('{customer:Customer} has the letter "{letter:Label}" once'))
def _(world: World, customer: LetDown, letter: str) -> None:
    assert [view.name for view in world.view(customer).letters].count(letter) == 1


@then(sentence('the letter "{letter:Label}" stands on the page of {customer:Customer}'))
def _(world: World, letter: str, customer: LetDown) -> None:
    assert world.letters(customer)[letter].how == "page"
    assert world.letters(customer)[letter].subject in world.acts.page(world.link(customer))


@then(sentence('the letter "{letter:Label}" tells {customer:Customer}'))
def _(world: World, letter: str, customer: LetDown, datatable: list[list[str]]) -> None:
    text = plain(world.letters(customer)[letter].html)
    assert [what for what, words in datatable if words not in text] == []


@then(sentence('the letter "{letter:Label}" has reached the {lane:Lane}'))
def _(world: World, letter: str, lane: str) -> None:
    sent = {view.to for view in world.view(world.only_customer()).letters if view.name == letter}
    there = {person.email for person in STAFF.values() for seat in person.seats if seat == (JFK, lane)}
    assert there and there <= sent & world.postbox.reached


@then(sentence("no letter can say that it was the customer's fault"))
def _(world: World) -> None:
    assert [
        name
        for name, text in policy.wording(world).items()
        if "blamed" in text or "locus" in text or "your fault" in text
    ] == []


@then(sentence("the page of {customer:Customer} says"))
def _(world: World, customer: LetDown, datatable: list[list[str]]) -> None:
    text = world.acts.page(world.link(customer))
    assert [what for what, words in datatable if words not in text] == []


@then(sentence('the page of {customer:Customer} does not say "{words:Label}"'))
def _(world: World, customer: LetDown, words: str) -> None:
    assert words not in world.acts.page(world.link(customer))


@when("somebody opens a page with a made-up link", target_fixture="refusal")
def _(world: World) -> TurnedAway | None:
    return world.turned_away(lambda: world.acts.page(Customer(token="made-up-" + "x" * 24)))


@then("nothing is found")
def _(refusal: TurnedAway | None) -> None:
    assert refusal is not None


@then(sentence("{staff:Staff} finds {customer:Customer}'s case"))
def _(world: World, staff: Person, customer: LetDown) -> None:
    assert world.acts.record(staff, world.number(customer))


@then(sentence("{staff:Staff} does not find {customer:Customer}'s case"))
def _(world: World, staff: Person, customer: LetDown) -> None:
    assert world.turned_away(lambda: world.acts.record(staff, world.number(customer))) is not None


@then(sentence('the record of {customer:Customer}\'s case says "{words:Label}"'))
def _(world: World, customer: LetDown, words: str) -> None:
    assert any(words in f"{line.sentence} {line.by}" for line in world.view(customer).record)


@then(sentence('the record of {customer:Customer}\'s case says "{words:Label}" once'))
def _(world: World, customer: LetDown, words: str) -> None:
    assert sum(words in line.sentence for line in world.view(customer).record) == 1


@then(sentence("the record of {customer:Customer}'s case holds"))
def _(world: World, customer: LetDown, datatable: list[list[str]]) -> None:
    lines = [(said(line.at), line.sentence, line.by) for line in world.view(customer).record]
    for row in rows(datatable):
        assert any(row["when"] == at and row["what happened"] in what and row["by"] == by for at, what, by in lines), (
            row
        )


@then(sentence("every promise, letter and payment of {customer:Customer}'s case is on record"))
def _(world: World, customer: LetDown) -> None:
    view = world.view(customer)
    assert len(world.told(customer, "promise_made")) == len(view.promises)
    assert len(world.told(customer, "letter_sent")) == len(view.letters)
    assert len(world.told(customer, "payment_made")) == len(view.payments)


@when("somebody with the database in their hands changes a line", target_fixture="stopped")
def _(world: World) -> bool:
    return tampering.is_stopped(world.rooms, world.database, world.number(world.only_customer()))


@then("the database refuses it")
def _(world: World, stopped: bool) -> None:
    assert stopped and world.breaches() == []


@when("somebody removes the lock of the database and changes a line", target_fixture="changed")
def _(world: World) -> int:
    return tampering.change_all_the_same(world.rooms, world.database, world.number(world.only_customer()))


@then("the record is broken at that line")
def _(world: World, changed: int) -> None:
    assert [(breach.stream, breach.number) for breach in world.breaches()] == [
        (world.number(world.only_customer()), changed)
    ]


@then("the record is whole")
def _(world: World) -> None:
    assert world.breaches() == []


@when(sentence("{customer:Customer}'s words are deleted"))
def _(world: World, customer: LetDown) -> None:
    with world.house.store.writing() as work:
        work.texts.erase(world.number(customer), at=world.now())


@then(sentence('the words "{words:Label}" are nowhere in {customer:Customer}\'s texts'))
def _(world: World, words: str, customer: LetDown) -> None:
    with world.house.store.reading() as work:
        assert words not in str(work.texts.of_case(world.number(customer)))
