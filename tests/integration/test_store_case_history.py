"""Case history: found by the customer's address however it is typed, and by who decided."""

from datetime import timedelta


def paid(store, case, element, amount, at):
    row = {"payee": "Ann", "reference": "B-1", "state": "paid", "at": at}
    with store.writing() as work:
        work.payments.add(key=f"{case}:{element}:1", case=case, amount=amount, **row)


def test_a_customer_is_known_however_they_type_their_address(store, case, now):
    numbers = [
        case(data={"contact": contact})
        for contact in ("Ann@Post.example", "ann@post.example ", "+1 555 0142", "1-555-0142")
    ]
    with store.reading() as work:
        by_mail = work.cases.of_customer("ann@post.example", now - timedelta(days=1))
        by_phone = work.cases.of_customer("15550142", now - timedelta(days=1))

    assert [past.number for past in by_mail] == numbers[1::-1]
    assert [past.number for past in by_phone] == numbers[:1:-1]


def test_who_left_no_address_is_nobody_in_particular(store, case, now):
    for _ in range(2):
        case(data={"contact": "none given"})

    with store.reading() as work:
        assert work.cases.of_customer("none given", now - timedelta(days=1)) == []
        assert work.cases.of_customer("", now - timedelta(days=1)) == []


def test_what_was_given_is_found_by_who_decided_and_by_whom_it_reached(store, case, now):
    by_ruth = case(doers={"give_first_response": "ruth"}, data={"contact": "ann@post.example"})
    by_ruths_namesake = case(doers={"give_first_response": "ruthless"}, data={"contact": "bob@post.example"})
    to_ann = case(doers={"compose_offer": "carla"}, data={"contact": "ann@post.example"})
    for number in (by_ruth, by_ruths_namesake, to_ann):
        paid(store, number, "pay_on_the_spot", "30.00 USD", now)
    paid(store, by_ruth, "pay_goodwill", "9.00 USD", now - timedelta(days=9))

    with store.reading() as work:
        of_ruth = work.cases.given("ruth", "", now - timedelta(days=7))
        of_ann = work.cases.given("", "ann@post.example", now - timedelta(days=7))
        of_nobody = work.cases.given("", "", now - timedelta(days=7))

    assert [given.case for given in of_ruth] == [by_ruth]
    assert [given.case for given in of_ann] == [by_ruth, to_ann]
    assert of_nobody == []
