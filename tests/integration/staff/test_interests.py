"""The page on which staff declare the addresses of their own and of their family."""

from small_house import report


def test_what_is_declared_is_kept_and_shown_again(house, ruth, ben):
    number = report(house, contact="brother@post.example")
    page = ruth.open("/interests")
    page = ruth.send(page, "/interests", contacts="brother@post.example\n+1 555 0142")
    assert page.says("You do not see cases with these addresses")
    assert page.says("+1 555 0142")
    assert ruth.open(f"/cases/{number}").status == 404
    assert ben.open(f"/cases/{number}").status == 200
    assert not ben.open("/interests").says("brother@post.example")


def test_what_is_no_address_is_said_and_stays_typed(ruth):
    page = ruth.send(ruth.open("/interests"), "/interests", contacts="my brother")
    assert page.status == 422
    assert page.says("is neither an e-mail address nor a telephone number")
    assert page.says("my brother")
