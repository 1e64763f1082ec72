"""The page that says who sees a case, and changes it."""

from small_house import report

WHERE = "/cases/{}/access"


def restricted(teo, number, **typed):
    page = teo.open(WHERE.format(number))
    return teo.send(
        page, "/access/restrict", **{"handlers": ["ben"], "restrict_reason": "A colleague is accused.", **typed}
    )


def test_a_case_is_left_to_named_people_and_is_gone_for_others(house, teo, ben, ruth):
    number = report(house)
    assert ruth.open("/cases").says(number)

    page = restricted(teo, number)

    assert page.status == 200
    assert page.says("each look stands on the record")
    assert ben.open(f"/cases/{number}").says("Only those who handle it, and auditors")
    assert ruth.open(f"/cases/{number}").status == 404
    assert not ruth.open("/cases").says(number)
    assert not ruth.open(f"/cases?q={number}").says("One case")
    assert ben.open("/cases").says("restricted")


def test_whoever_is_named_loses_the_case(house, ben, ruth):
    number = report(house)
    page = ben.open(WHERE.format(number))
    assert not page.all("//form[contains(@action, 'restrict')]")

    page = ben.send(page, "/access/concern", concerned="ruth", concern_reason="The customer names her.")

    assert page.says("It is about:")
    assert page.says("Ruth Adeyemi")
    assert ruth.open(f"/cases/{number}").status == 404


def test_what_is_refused_is_said_and_stays_typed(house, teo):
    number = report(house)
    refused = restricted(teo, number, restrict_reason="")
    assert refused.status == 422
    assert refused.all("//input[@name='handlers' and @value='ben' and @checked]")


def test_a_restriction_is_lifted_and_somebody_cleared(house, teo, ruth):
    number = report(house)
    restricted(teo, number)
    page = teo.send(teo.open(WHERE.format(number)), "/access/concern", concerned="ben", concern_reason="He is meant.")
    page = teo.send(page, "/access/clear", cleared="ben", clear_reason="He was not there.")
    page = teo.send(page, "/access/lift", lift_reason="It was a mix-up.")
    assert page.says("Whoever works at")
    assert ruth.open(f"/cases/{number}").status == 200


def test_nobody_changes_what_is_not_theirs_to_see(house, ruth, teo):
    number = report(house)
    page = ruth.open(WHERE.format(number))
    restricted(teo, number)
    assert ruth.open(WHERE.format(number)).status == 404
    assert ruth.send(page, "/access/concern", concerned="ben", concern_reason="He did it.").status == 404
